using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Notifications.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddPersonPreferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "person_preferences",
                schema: "notifications",
                columns: table => new
                {
                    office = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    wish = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_preferences", x => new { x.office, x.person });
                });

            migrationBuilder.CreateIndex(
                name: "ix_offices_office_bytes",
                schema: "notifications",
                table: "offices",
                column: "office")
                .Annotation("Relational:Collation", new[] { "C" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "person_preferences",
                schema: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_offices_office_bytes",
                schema: "notifications",
                table: "offices");
        }
    }
}
