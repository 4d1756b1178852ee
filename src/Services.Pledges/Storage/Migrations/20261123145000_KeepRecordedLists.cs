using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class KeepRecordedLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(RecordedListSql.CreateSql);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(RecordedListSql.DropSql);
    }
}
