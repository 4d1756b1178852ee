using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class FastLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand. What opens entries in clear: tombstones, rolls, and signatures that the migrations have not sealed yet.
            migrationBuilder.Sql("create index ix_opening_clear on log.opening (subject) where get_byte(record, 0) <> 1;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index log.ix_opening_clear;");
        }
    }
}
