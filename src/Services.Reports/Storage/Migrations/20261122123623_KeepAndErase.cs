using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class KeepAndErase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "set_aside_at",
                schema: "reports",
                table: "unnumbered",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "evidence",
                schema: "reports",
                table: "identity_openings",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_erasures",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    ground = table.Column<string>(type: "text", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: true),
                    rule_id = table.Column<string>(type: "text", nullable: true),
                    rule_version = table.Column<int>(type: "integer", nullable: true),
                    kept_until = table.Column<DateOnly>(type: "date", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_erasures", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_case_erasures_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_holds",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    placed_by = table.Column<string>(type: "text", nullable: false),
                    placed_by_office = table.Column<string>(type: "text", nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_holds", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_holds_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_breaches",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    known_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    happened = table.Column<string>(type: "text", nullable: false),
                    data_categories = table.Column<string[]>(type: "text[]", nullable: false),
                    person_categories = table.Column<string[]>(type: "text[]", nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    measures = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_breaches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_clocks",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    rule_id = table.Column<string>(type: "text", nullable: false),
                    rule_version = table.Column<int>(type: "integer", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_clocks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subject_requests",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: true),
                    request_key = table.Column<Guid>(type: "uuid", nullable: true),
                    request_mac = table.Column<byte[]>(type: "bytea", nullable: true),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    requester = table.Column<string>(type: "text", nullable: false),
                    right_asked = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: true),
                    recorded_by_office = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_subject_requests_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_erasure_ends",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_erasure_ends", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_case_erasure_ends_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "case_erasures",
                        principalColumn: "report_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_hold_lifts",
                schema: "reports",
                columns: table => new
                {
                    hold_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    lifted_by = table.Column<string>(type: "text", nullable: false),
                    lifted_by_office = table.Column<string>(type: "text", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_hold_lifts", x => x.hold_id);
                    table.ForeignKey(
                        name: "fk_case_hold_lifts_hold_id",
                        column: x => x.hold_id,
                        principalSchema: "reports",
                        principalTable: "case_holds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_breach_notices",
                schema: "reports",
                columns: table => new
                {
                    breach_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    audience = table.Column<string>(type: "text", nullable: false),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_breach_notices", x => new { x.breach_id, x.number });
                    table.ForeignKey(
                        name: "fk_data_breach_notices_breach_id",
                        column: x => x.breach_id,
                        principalSchema: "reports",
                        principalTable: "data_breaches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_breach_reports",
                schema: "reports",
                columns: table => new
                {
                    breach_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_breach_reports", x => new { x.breach_id, x.report_id });
                    table.ForeignKey(
                        name: "fk_data_breach_reports_breach_id",
                        column: x => x.breach_id,
                        principalSchema: "reports",
                        principalTable: "data_breaches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_data_breach_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_clock_warnings",
                schema: "reports",
                columns: table => new
                {
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_hours = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_clock_warnings", x => new { x.clock_id, x.lead_hours });
                    table.ForeignKey(
                        name: "fk_data_clock_warnings_clock_id",
                        column: x => x.clock_id,
                        principalSchema: "reports",
                        principalTable: "data_clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "subject_request_answers",
                schema: "reports",
                columns: table => new
                {
                    subject_request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    legal_basis = table.Column<string>(type: "text", nullable: false),
                    sent_by = table.Column<string>(type: "text", nullable: false),
                    answered_by = table.Column<string>(type: "text", nullable: false),
                    answered_by_office = table.Column<string>(type: "text", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_request_answers", x => x.subject_request_id);
                    table.ForeignKey(
                        name: "fk_subject_request_answers_subject_request_id",
                        column: x => x.subject_request_id,
                        principalSchema: "reports",
                        principalTable: "subject_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_changed_at",
                schema: "reports",
                table: "cases",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "ux_case_erasures_id",
                schema: "reports",
                table: "case_erasures",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_holds_report_id",
                schema: "reports",
                table: "case_holds",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_breach_reports_report_id",
                schema: "reports",
                table: "data_breach_reports",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_clock_warnings_due_at",
                schema: "reports",
                table: "data_clock_warnings",
                column: "due_at",
                filter: "sent_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_data_clocks_owner_id_subject",
                schema: "reports",
                table: "data_clocks",
                columns: new[] { "owner_id", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_subject_requests_report_id_request_key",
                schema: "reports",
                table: "subject_requests",
                columns: new[] { "report_id", "request_key" },
                unique: true);
            migrationBuilder.Sql(RetentionSql.Functions);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function reports.erase_report(uuid); drop function reports.is_held(uuid); drop function reports.joined_with(uuid);");
            migrationBuilder.DropTable(
                name: "case_erasure_ends",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "case_hold_lifts",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "data_breach_notices",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "data_breach_reports",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "data_clock_warnings",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "subject_request_answers",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "case_erasures",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "case_holds",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "data_breaches",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "data_clocks",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "subject_requests",
                schema: "reports");

            migrationBuilder.DropIndex(
                name: "ix_cases_changed_at",
                schema: "reports",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "set_aside_at",
                schema: "reports",
                table: "unnumbered");

            migrationBuilder.DropColumn(
                name: "evidence",
                schema: "reports",
                table: "identity_openings");
        }
    }
}
