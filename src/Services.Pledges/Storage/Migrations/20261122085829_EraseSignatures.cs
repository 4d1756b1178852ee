using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class EraseSignatures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(EraseSignature);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function pledges.erase_signature;");
        }

        // By hand. The service's role may not change a signature; this clears what is personal of one whose erasure the log tells of, and of no other. It stays counted.
        private const string EraseSignature =
            """
            create function pledges.erase_signature(erased uuid) returns void language sql security definer set search_path = pledges, pg_temp as $$
                update pledges.signatures
                set signer_name = '', signer_number = null, position = '', agency = '', tenure = 'Unspecified',
                    represented = case when represented = '' then '' else '(dihapus)' end, mandate_basis = ''
                where id = erased and exists (select from log.erasure where subject = erased);
            $$;
            revoke all on function pledges.erase_signature from public;
            """;
    }
}
