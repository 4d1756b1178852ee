using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CountByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(CoverageDays.AddSql);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(CoverageDays.DropSql);
    }
}
