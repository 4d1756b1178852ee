using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddOfficialNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "contest",
                schema: "reports",
                table: "reports",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                schema: "reports",
                table: "reports",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "office_code",
                schema: "reports",
                table: "reports",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "official_numbers",
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
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_official_numbers", x => x.report_id);
                    table.ForeignKey(
                        name: "fk_official_numbers_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unnumbered",
                schema: "reports",
                columns: table => new
                {
                    formal_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unnumbered", x => new { x.formal_at, x.report_id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_official_numbers_number",
                schema: "reports",
                table: "official_numbers",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_official_numbers_register_sequence",
                schema: "reports",
                table: "official_numbers",
                columns: new[] { "office_code", "type", "contest", "year", "sequence" },
                unique: true);

            // Reports from before this release are numbered too, by what their content tells.
            migrationBuilder.Sql("insert into reports.unnumbered (formal_at, report_id) select received_at, id from reports.reports");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "official_numbers",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "unnumbered",
                schema: "reports");

            migrationBuilder.DropColumn(
                name: "contest",
                schema: "reports",
                table: "reports");

            migrationBuilder.DropColumn(
                name: "kind",
                schema: "reports",
                table: "reports");

            migrationBuilder.DropColumn(
                name: "office_code",
                schema: "reports",
                table: "reports");
        }
    }
}
