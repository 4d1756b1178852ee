using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class GuardTranslations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(TextSql.GuardTranslationsSql);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(TextSql.DropSql);
    }
}
