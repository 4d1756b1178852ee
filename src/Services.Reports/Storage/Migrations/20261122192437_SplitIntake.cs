using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SplitIntake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(IntakeSql.Functions);
            migrationBuilder.Sql(ResealSql.Functions);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ResealSql.NoFunctions);
            migrationBuilder.Sql(IntakeSql.NoFunctions);
        }
    }
}
