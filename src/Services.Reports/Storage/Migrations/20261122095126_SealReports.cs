using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SealReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "identity",
                schema: "reports",
                table: "reports",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "identity",
                schema: "reports",
                table: "additions",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "identity_openings",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "text", nullable: false),
                    ground = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    requested_by_office = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_openings", x => x.id);
                    table.UniqueConstraint("ux_identity_openings_id_requested_by", x => new { x.id, x.requested_by });
                    table.ForeignKey(
                        name: "fk_identity_openings_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identity_opening_approvals",
                schema: "reports",
                columns: table => new
                {
                    opening_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: false),
                    approved_by_office = table.Column<string>(type: "text", nullable: false),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    readable_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_opening_approvals", x => x.opening_id);
                    table.CheckConstraint("ck_identity_opening_approvals_two_people", "approved_by <> requested_by");
                    table.ForeignKey(
                        name: "fk_identity_opening_approvals_opening",
                        columns: x => new { x.opening_id, x.requested_by },
                        principalSchema: "reports",
                        principalTable: "identity_openings",
                        principalColumns: new[] { "id", "requested_by" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identity_opening_readings",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    opening_id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_by = table.Column<string>(type: "text", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_opening_readings", x => x.id);
                    table.ForeignKey(
                        name: "fk_identity_opening_readings_opening_id",
                        column: x => x.opening_id,
                        principalSchema: "reports",
                        principalTable: "identity_opening_approvals",
                        principalColumn: "opening_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_opening_approvals_opening_id_requested_by",
                schema: "reports",
                table: "identity_opening_approvals",
                columns: new[] { "opening_id", "requested_by" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_opening_readings_opening_id",
                schema: "reports",
                table: "identity_opening_readings",
                column: "opening_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_openings_report_id",
                schema: "reports",
                table: "identity_openings",
                column: "report_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_opening_readings",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "identity_opening_approvals",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "identity_openings",
                schema: "reports");

            migrationBuilder.DropColumn(
                name: "identity",
                schema: "reports",
                table: "reports");

            migrationBuilder.DropColumn(
                name: "identity",
                schema: "reports",
                table: "additions");
        }
    }
}
