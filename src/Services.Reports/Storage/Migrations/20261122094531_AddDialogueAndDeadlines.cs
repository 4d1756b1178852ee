using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddDialogueAndDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "unread_messages",
                schema: "reports",
                table: "cases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "purpose",
                schema: "reports",
                table: "additions",
                type: "text",
                nullable: false,
                defaultValue: "Completion");

            migrationBuilder.CreateTable(
                name: "clock_warnings",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock = table.Column<int>(type: "integer", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lead_hours = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock_warnings", x => new { x.report_id, x.clock, x.ends_at, x.lead_hours });
                    table.ForeignKey(
                        name: "fk_clock_warnings_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "law_revisions",
                schema: "reports",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    known_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    facts = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_revisions", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "running_clocks",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    calendar_known_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_running_clocks", x => new { x.report_id, x.clock });
                    table.ForeignKey(
                        name: "fk_running_clocks_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unwatched",
                schema: "reports",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unwatched", x => x.report_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_clock_warnings_due_at",
                schema: "reports",
                table: "clock_warnings",
                column: "due_at",
                filter: "sent_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_clock_warnings_report_id_number",
                schema: "reports",
                table: "clock_warnings",
                columns: new[] { "report_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_running_clocks_calendar_known_since",
                schema: "reports",
                table: "running_clocks",
                column: "calendar_known_since");

            // By hand: the clocks of all reports that came before are watched from now on.
            migrationBuilder.Sql("insert into reports.unwatched (report_id) select id from reports.reports on conflict (report_id) do nothing");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "clock_warnings",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "law_revisions",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "running_clocks",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "unwatched",
                schema: "reports");

            migrationBuilder.DropColumn(
                name: "unread_messages",
                schema: "reports",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "purpose",
                schema: "reports",
                table: "additions");
        }
    }
}
