using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Notifications.Storage.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(NotificationsDb))]
    [Migration("20261122230000_RecordRevocations")]
    public partial class RecordRevocations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            -- Who revoked what kind of thing, when and why; what it was is in messaging.revoked_tokens, as long as it is in force.
            create table notifications.token_revocations (
                id uuid primary key, kind text not null, cause text not null, revoked_by text not null, revoked_at timestamptz not null, expires_at timestamptz not null
            );
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table notifications.token_revocations;");
    }
}
