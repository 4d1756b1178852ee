using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Notifications.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OrderDeclarations : Migration
    {
        // Of a declaration from before its events were applied in order, nobody knows how many were: each of its events takes effect once, whenever it comes.
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            insert into messaging.inbox_stream (stream, aggregate, version)
            select 'declarations', subject_id, null::int from notifications.notices where kind = 'DeclarationHeld'
            union
            select 'declarations', declaration_id, null::int from notifications.declaration_tallies
            on conflict do nothing;
            update messaging.inbox set consumer = 'declarations' where consumer in ('OnDeclarationHeld', 'OnPledgeSigned');
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
