using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SealRolls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "entry_id",
                schema: "pledges",
                table: "roll_corrections",
                type: "uuid",
                nullable: true);

            // By hand: tables that are not mapped (Storage/rolls.sql).
            migrationBuilder.Sql(RollTables.Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RollTables.DropSql);

            migrationBuilder.DropColumn(
                name: "entry_id",
                schema: "pledges",
                table: "roll_corrections");
        }
    }
}
