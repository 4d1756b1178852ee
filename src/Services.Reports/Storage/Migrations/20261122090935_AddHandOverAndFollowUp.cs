using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddHandOverAndFollowUp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "joined_to",
                schema: "reports",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "forwardings",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    respondent = table.Column<int>(type: "integer", nullable: false),
                    track = table.Column<string>(type: "text", nullable: false),
                    authority_id = table.Column<string>(type: "text", nullable: false),
                    authority_version = table.Column<int>(type: "integer", nullable: false),
                    personnel_authority_id = table.Column<string>(type: "text", nullable: true),
                    personnel_authority_version = table.Column<int>(type: "integer", nullable: true),
                    agency_office = table.Column<string>(type: "text", nullable: true),
                    is_above = table.Column<bool>(type: "boolean", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    employee_kind = table.Column<string>(type: "text", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    document_on = table.Column<DateOnly>(type: "date", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string[]>(type: "text[]", nullable: false),
                    forwarded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    act_by_on = table.Column<DateOnly>(type: "date", nullable: false),
                    overdue_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    overdue_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_forwardings", x => x.id);
                    table.ForeignKey(
                        name: "fk_forwardings_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "cases",
                        principalColumn: "report_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "registration_counters",
                schema: "reports",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    contest = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registration_counters", x => new { x.office_code, x.type, x.contest, x.year });
                });

            migrationBuilder.CreateTable(
                name: "registrations",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    contest = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registrations", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_registrations_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "cases",
                        principalColumn: "report_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transfers",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    from_office = table.Column<string>(type: "text", nullable: false),
                    to_office = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    rule_id = table.Column<string>(type: "text", nullable: true),
                    rule_version = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    document_on = table.Column<DateOnly>(type: "date", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    climbed_to = table.Column<string>(type: "text", nullable: true),
                    climbs_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<string>(type: "text", nullable: true),
                    answer_reason = table.Column<string>(type: "text", nullable: true),
                    answer_document_number = table.Column<string>(type: "text", nullable: true),
                    answer_document_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transfers", x => x.id);
                    table.ForeignKey(
                        name: "fk_transfers_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "cases",
                        principalColumn: "report_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "follow_ups",
                schema: "reports",
                columns: table => new
                {
                    forwarding_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: true),
                    office = table.Column<string>(type: "text", nullable: true),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    sanction_code = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    corrects = table.Column<int>(type: "integer", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_follow_ups", x => new { x.forwarding_id, x.number });
                    table.ForeignKey(
                        name: "fk_follow_ups_forwarding_id",
                        column: x => x.forwarding_id,
                        principalSchema: "reports",
                        principalTable: "forwardings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_joined_to",
                schema: "reports",
                table: "cases",
                column: "joined_to");

            migrationBuilder.CreateIndex(
                name: "ix_forwardings_agency_office_id",
                schema: "reports",
                table: "forwardings",
                columns: new[] { "agency_office", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_forwardings_overdue_at",
                schema: "reports",
                table: "forwardings",
                column: "overdue_at",
                filter: "overdue_since is null and status in ('Forwarded', 'Received', 'UnderExamination')");

            migrationBuilder.CreateIndex(
                name: "ix_forwardings_report_id",
                schema: "reports",
                table: "forwardings",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ux_registrations_number",
                schema: "reports",
                table: "registrations",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_registrations_register_sequence",
                schema: "reports",
                table: "registrations",
                columns: new[] { "office_code", "type", "contest", "year", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_transfers_climbed_to_id",
                schema: "reports",
                table: "transfers",
                columns: new[] { "climbed_to", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_transfers_climbs_at",
                schema: "reports",
                table: "transfers",
                column: "climbs_at",
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_from_office_id",
                schema: "reports",
                table: "transfers",
                columns: new[] { "from_office", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_transfers_to_office_id",
                schema: "reports",
                table: "transfers",
                columns: new[] { "to_office", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_transfers_report_id_number",
                schema: "reports",
                table: "transfers",
                columns: new[] { "report_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_transfers_report_id_pending",
                schema: "reports",
                table: "transfers",
                column: "report_id",
                unique: true,
                filter: "status = 'Pending'");

            migrationBuilder.AddForeignKey(
                name: "fk_cases_joined_to",
                schema: "reports",
                table: "cases",
                column: "joined_to",
                principalSchema: "reports",
                principalTable: "cases",
                principalColumn: "report_id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_cases_joined_to",
                schema: "reports",
                table: "cases");

            migrationBuilder.DropTable(
                name: "follow_ups",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "registration_counters",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "registrations",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "transfers",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "forwardings",
                schema: "reports");

            migrationBuilder.DropIndex(
                name: "ix_cases_joined_to",
                schema: "reports",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "joined_to",
                schema: "reports",
                table: "cases");
        }
    }
}
