using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CountChannels : Migration
    {
        // As AddAuditAndReading has it, with one more column to tell cells apart.
        private const string WithChannel =
            """
            create or replace function reports.tally_work_list() returns trigger language plpgsql as $body$
            begin
                if tg_op = 'INSERT' then
                    insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, channel, change)
                    select c.code, n.office_code, n.received_year, n.kind, n.status, coalesce(n.contest_id, ''), n.channel, count(*)
                    from new_rows n cross join lateral (select '' as code union select unnest(n.codes)) as c group by 1, 2, 3, 4, 5, 6, 7;
                elsif tg_op = 'DELETE' then
                    insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, channel, change)
                    select c.code, o.office_code, o.received_year, o.kind, o.status, coalesce(o.contest_id, ''), o.channel, -count(*)
                    from old_rows o cross join lateral (select '' as code union select unnest(o.codes)) as c group by 1, 2, 3, 4, 5, 6, 7;
                else
                    insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, channel, change)
                    select c.code, r.office_code, r.received_year, r.kind, r.status, coalesce(r.contest_id, ''), r.channel, sum(r.change)
                    from (
                        select office_code, received_year, kind, status, contest_id, channel, codes, 1 as change from new_rows
                        union all select office_code, received_year, kind, status, contest_id, channel, codes, -1 from old_rows) as r
                    cross join lateral (select '' as code union select unnest(r.codes)) as c group by 1, 2, 3, 4, 5, 6, 7 having sum(r.change) <> 0;
                end if;
                return null;
            end $body$;
            """;

        private const string WithoutChannel =
            """
            create or replace function reports.tally_work_list() returns trigger language plpgsql as $body$
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
            -- Cells that differ in the channel alone become one.
            insert into reports.tally_changes (code, office_code, received_year, kind, status, contest_id, change)
            select code, office_code, received_year, kind, status, contest_id, sum(count) from reports.tallies where channel <> '' group by 1, 2, 3, 4, 5, 6;
            delete from reports.tallies where channel <> '';
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_tallies",
                schema: "reports",
                table: "tallies");

            migrationBuilder.AddColumn<string>(
                name: "channel",
                schema: "reports",
                table: "work_list",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "channel",
                schema: "reports",
                table: "tally_changes",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "channel",
                schema: "reports",
                table: "tallies",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddPrimaryKey(
                name: "PK_tallies",
                schema: "reports",
                table: "tallies",
                columns: new[] { "code", "office_code", "received_year", "kind", "status", "contest_id", "channel" });

            migrationBuilder.Sql(WithChannel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(WithoutChannel);
            migrationBuilder.DropPrimaryKey(
                name: "PK_tallies",
                schema: "reports",
                table: "tallies");

            migrationBuilder.DropColumn(
                name: "channel",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropColumn(
                name: "channel",
                schema: "reports",
                table: "tally_changes");

            migrationBuilder.DropColumn(
                name: "channel",
                schema: "reports",
                table: "tallies");

            migrationBuilder.AddPrimaryKey(
                name: "PK_tallies",
                schema: "reports",
                table: "tallies",
                columns: new[] { "code", "office_code", "received_year", "kind", "status", "contest_id" });
        }
    }
}
