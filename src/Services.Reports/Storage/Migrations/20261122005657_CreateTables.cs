using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CreateTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "reports");

            migrationBuilder.CreateTable(
                name: "reports",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    request_key = table.Column<Guid>(type: "uuid", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    code_key_id = table.Column<string>(type: "text", nullable: false),
                    code_verifier = table.Column<byte[]>(type: "bytea", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    possible_duplicate_of = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_reports_possible_duplicate_of",
                        column: x => x.possible_duplicate_of,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reports_possible_duplicate_of",
                schema: "reports",
                table: "reports",
                column: "possible_duplicate_of");

            migrationBuilder.CreateIndex(
                name: "ix_reports_region_code",
                schema: "reports",
                table: "reports",
                column: "region_code");

            migrationBuilder.CreateIndex(
                name: "ix_reports_request_key_id",
                schema: "reports",
                table: "reports",
                columns: new[] { "request_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_reports_number",
                schema: "reports",
                table: "reports",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_reports_request_key_content_hash",
                schema: "reports",
                table: "reports",
                columns: new[] { "request_key", "content_hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reports",
                schema: "reports");
        }
    }
}
