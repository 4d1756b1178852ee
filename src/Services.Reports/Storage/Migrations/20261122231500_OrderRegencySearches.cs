using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OrderRegencySearches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_work_list_regency_code_order_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "regency_code", "due_at", "number" },
                filter: "number > ''");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_regency_code_order_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "regency_code", "received_at", "number" },
                filter: "number > ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_work_list_regency_code_order_due_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_regency_code_order_received_at",
                schema: "reports",
                table: "work_list");
        }
    }
}
