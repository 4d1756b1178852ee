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

            // Units of a region and below it, and of the country, in the order in which coverage lists them.
            migrationBuilder.Sql("create index ix_agencies_region_code on pledges.agencies (region_code text_pattern_ops); create index ix_agencies_name_id on pledges.agencies (name, id);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index pledges.ix_agencies_name_id; drop index pledges.ix_agencies_region_code; drop index log.ix_opening_clear;");
        }
    }
}
