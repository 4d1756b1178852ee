using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class PlanAnew : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "cancel_reason",
                schema: "pledges",
                table: "declarations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_held_on_date_id",
                schema: "pledges",
                table: "declarations",
                columns: new[] { "held_on_date", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_declarations_held_on_date_id",
                schema: "pledges",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "cancel_reason",
                schema: "pledges",
                table: "declarations");
        }
    }
}
