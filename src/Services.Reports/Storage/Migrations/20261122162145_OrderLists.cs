using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OrderLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_work_list_unread",
                schema: "reports",
                table: "work_list");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "due_at", "number" },
                filter: "number > ''");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_province_code_order_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "province_code", "due_at", "number" },
                filter: "number > ''");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_province_code_order_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "province_code", "received_at", "number" },
                filter: "number > ''");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_qualified_due_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "status", "due_at", "number" },
                filter: "cardinality(codes) > 0");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_qualified_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "status", "received_at", "number" },
                filter: "cardinality(codes) > 0");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_received_at",
                schema: "reports",
                table: "work_list",
                columns: new[] { "received_at", "number" },
                filter: "number > ''");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_unread",
                schema: "reports",
                table: "work_list",
                columns: new[] { "status", "due_at", "number" },
                filter: "unread_messages > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_work_list_due_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_province_code_order_due_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_province_code_order_received_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_qualified_due_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_qualified_received_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_received_at",
                schema: "reports",
                table: "work_list");

            migrationBuilder.DropIndex(
                name: "ix_work_list_unread",
                schema: "reports",
                table: "work_list");

            migrationBuilder.CreateIndex(
                name: "ix_work_list_unread",
                schema: "reports",
                table: "work_list",
                column: "status",
                filter: "unread_messages > 0");
        }
    }
}
