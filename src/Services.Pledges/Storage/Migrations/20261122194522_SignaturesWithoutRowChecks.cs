using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SignaturesWithoutRowChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_signatures_declaration_id",
                schema: "pledges",
                table: "signatures");

            // By hand. Whoever records signatures holds the declaration's row (FOR SHARE), for which a deletion waits; then it finds them here.
            migrationBuilder.Sql(
                """
                create function pledges.keep_signed_declaration() returns trigger language plpgsql as $$
                begin
                    if exists (select from pledges.signatures where declaration_id = old.id) then
                        raise exception 'declaration % has signatures', old.id using errcode = 'foreign_key_violation';
                    end if;
                    return old;
                end $$;
                alter table pledges.prevention_activities add corrects uuid references pledges.prevention_activities (id), add correction_reason text not null default '';
                create unique index ux_prevention_activities_corrects on pledges.prevention_activities (corrects) where corrects is not null;
                create trigger tr_declarations_keep_signed before delete or update of id on pledges.declarations for each row execute function pledges.keep_signed_declaration();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("alter table pledges.prevention_activities drop corrects, drop correction_reason; drop trigger tr_declarations_keep_signed on pledges.declarations; drop function pledges.keep_signed_declaration();");
            migrationBuilder.AddForeignKey(
                name: "fk_signatures_declaration_id",
                schema: "pledges",
                table: "signatures",
                column: "declaration_id",
                principalSchema: "pledges",
                principalTable: "declarations",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
