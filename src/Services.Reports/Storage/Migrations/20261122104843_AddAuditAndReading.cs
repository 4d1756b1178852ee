using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddAuditAndReading : Migration
    {
        // What lists and counts read follows the cases by triggers.
        private const string ByHand =
            """
            create function reports.tally_work_list() returns trigger language plpgsql as $body$
            begin
                if tg_op = 'INSERT' then
                    insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, change)
                    select c.code, n.office_code, n.received_year, n.kind, n.status, coalesce(n.contest_id, ''), count(*)
                    from new_rows n cross join lateral (select '' as code union select unnest(n.codes)) as c group by 1, 2, 3, 4, 5, 6;
                elsif tg_op = 'DELETE' then
                    insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, change)
                    select c.code, o.office_code, o.received_year, o.kind, o.status, coalesce(o.contest_id, ''), -count(*)
                    from old_rows o cross join lateral (select '' as code union select unnest(o.codes)) as c group by 1, 2, 3, 4, 5, 6;
                else
                    insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, change)
                    select c.code, r.office_code, r.received_year, r.kind, r.status, coalesce(r.contest_id, ''), sum(r.change)
                    from (
                        select office_code, received_year, kind, status, contest_id, codes, 1 as change from new_rows
                        union all select office_code, received_year, kind, status, contest_id, codes, -1 from old_rows) as r
                    cross join lateral (select '' as code union select unnest(r.codes)) as c group by 1, 2, 3, 4, 5, 6 having sum(r.change) <> 0;
                end if;
                return null;
            end $body$;
            create trigger tally_inserts after insert on reports.work_list referencing new table as new_rows for each statement execute function reports.tally_work_list();
            create trigger tally_updates after update on reports.work_list referencing old table as old_rows new table as new_rows for each statement execute function reports.tally_work_list();
            create trigger tally_deletes after delete on reports.work_list referencing old table as old_rows for each statement execute function reports.tally_work_list();
            -- Years by the clock of Jakarta, and without deadlines: the rows of cases are brought into line by the watch of clocks, soon after.
            insert into reports.work_list (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, region_code, contest_id,
                claimed_by, claimed_by_office, unread_messages, due_at, codes)
            select r.id, r.number, r.received_at, extract(year from r.received_at at time zone 'Asia/Jakarta')::int, coalesce(r.kind, 'InformasiAwal'), coalesce(c.status, r.status),
                o.code, left(o.code, 5), left(o.code, 2), r.region_code, c.contest_id, c.claimed_by, c.claimed_by_office, coalesce(c.unread_messages, 0), 'infinity', array[]::text[]
            from reports.reports r left join reports.cases c on c.report_id = r.id cross join lateral (select coalesce(c.office_code, r.office_code, '00') as code) as o;
            insert into reports.unwatched (report_id) select report_id from reports.cases union select id from reports.reports where kind is null or contest is not null on conflict do nothing;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "anonymous_decisions",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    contest_id = table.Column<string>(type: "text", nullable: true),
                    region_level = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    law = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_anonymous_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "0"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    rpc = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    actor_office = table.Column<string>(type: "text", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false, defaultValueSql: "''::bytea"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false, defaultValueSql: "''::bytea")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_head_lists",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_head_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_heads",
                schema: "reports",
                columns: table => new
                {
                    office = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_heads", x => x.office);
                });

            migrationBuilder.CreateTable(
                name: "tallies",
                schema: "reports",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    office_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    contest_id = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tallies", x => new { x.code, x.office_code, x.received_year, x.kind, x.status, x.contest_id });
                });

            migrationBuilder.CreateTable(
                name: "tally_changes",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    change = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    office_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    contest_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tally_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_list",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    regency_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    province_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region_code = table.Column<string>(type: "text", nullable: true),
                    contest_id = table.Column<string>(type: "text", nullable: true),
                    claimed_by = table.Column<string>(type: "text", nullable: true),
                    claimed_by_office = table.Column<string>(type: "text", nullable: true),
                    unread_messages = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    codes = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_list", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_work_list_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "respondent_marks",
                schema: "reports",
                columns: table => new
                {
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_respondent_marks", x => new { x.mark, x.report_id });
                    table.ForeignKey(
                        name: "fk_respondent_marks_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "work_list",
                        principalColumn: "report_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_documents", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_search_documents_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "work_list",
                        principalColumn: "report_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_anonymous_decisions_month_id",
                schema: "reports",
                table: "anonymous_decisions",
                columns: new[] { "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_office_actor_sequence",
                schema: "reports",
                table: "audit_entries",
                columns: new[] { "office", "actor", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_office_report_id_sequence",
                schema: "reports",
                table: "audit_entries",
                columns: new[] { "office", "report_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ux_audit_entries_office_sequence",
                schema: "reports",
                table: "audit_entries",
                columns: new[] { "office", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_head_lists_at",
                schema: "reports",
                table: "audit_head_lists",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_respondent_marks_report_id",
                schema: "reports",
                table: "respondent_marks",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_search_documents_words",
                schema: "reports",
                table: "search_documents",
                column: "words")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_claimed_by",
                schema: "reports",
                table: "work_list",
                columns: new[] { "claimed_by", "claimed_by_office", "status" },
                filter: "claimed_by is not null");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_codes",
                schema: "reports",
                table: "work_list",
                column: "codes",
                filter: "codes <> '{}'")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_contest_id_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "contest_id", "status", "due_at", "number" },
                filter: "contest_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_province_code_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "province_code", "status", "due_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_work_list_province_code_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "province_code", "status", "received_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_work_list_regency_code_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "regency_code", "status", "due_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_work_list_regency_code_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "regency_code", "status", "received_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_work_list_status_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "status", "due_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_work_list_status_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "status", "received_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_work_list_unread",
                schema: "reports",
                table: "work_list",
                column: "status",
                filter: "unread_messages > 0");

            // By hand: numbers and hashes what is added.
            migrationBuilder.Sql(AuditSql.Chain);
            migrationBuilder.Sql(ByHand);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger chain_audit_entry on reports.audit_entries; drop function reports.chain_audit_entry();");
            migrationBuilder.Sql("drop table reports.work_list cascade; drop function reports.tally_work_list();");
            migrationBuilder.DropTable(
                name: "anonymous_decisions",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "audit_head_lists",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "audit_heads",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "respondent_marks",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "search_documents",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "tallies",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "tally_changes",
                schema: "reports");

        }
    }
}
