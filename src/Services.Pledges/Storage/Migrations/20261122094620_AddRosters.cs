using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddRosters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "list_id",
                schema: "pledges",
                table: "signatures",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "method",
                schema: "pledges",
                table: "signatures",
                type: "text",
                nullable: false,
                defaultValue: "List");

            migrationBuilder.AddColumn<Guid>(
                name: "pledge_scope",
                schema: "pledges",
                table: "signatures",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "position_key",
                schema: "pledges",
                table: "signatures",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "post_index",
                schema: "pledges",
                table: "signatures",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_number",
                schema: "pledges",
                table: "signatures",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "signer_index",
                schema: "pledges",
                table: "signatures",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contest",
                schema: "pledges",
                table: "pledge_texts",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "legal_basis",
                schema: "pledges",
                table: "pledge_texts",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "previous_text_id",
                schema: "pledges",
                table: "pledge_texts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                schema: "pledges",
                table: "pledge_texts",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "evidence_note",
                schema: "pledges",
                table: "declarations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "state_version",
                schema: "pledges",
                table: "declarations",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "status",
                schema: "pledges",
                table: "declarations",
                type: "text",
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.CreateTable(
                name: "roll_corrections",
                schema: "pledges",
                columns: table => new
                {
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    wrong = table.Column<string>(type: "text", nullable: false),
                    right_words = table.Column<string>(type: "text", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_roll_corrections", x => new { x.declaration_id, x.number });
                    table.ForeignKey(
                        name: "fk_roll_corrections_declaration_id",
                        column: x => x.declaration_id,
                        principalSchema: "pledges",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_declaration_id_id",
                schema: "pledges",
                table: "signatures",
                columns: new[] { "declaration_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_post_index",
                schema: "pledges",
                table: "signatures",
                column: "post_index",
                filter: "post_index is not null");

            migrationBuilder.CreateIndex(
                name: "ux_signatures_signer_index_pledge_scope_represented",
                schema: "pledges",
                table: "signatures",
                columns: new[] { "signer_index", "pledge_scope", "represented" },
                unique: true,
                filter: "signer_index is not null");

            migrationBuilder.CreateIndex(
                name: "ux_pledge_texts_previous_text_id_language",
                schema: "pledges",
                table: "pledge_texts",
                columns: new[] { "previous_text_id", "language" },
                unique: true,
                filter: "previous_text_id is not null");

            migrationBuilder.AddForeignKey(
                name: "fk_pledge_texts_previous_text_id",
                schema: "pledges",
                table: "pledge_texts",
                column: "previous_text_id",
                principalSchema: "pledges",
                principalTable: "pledge_texts",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // By hand: tables that are not mapped (Storage/rosters.sql).
            migrationBuilder.Sql(RosterTables.Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(RosterTables.DropSql);

            migrationBuilder.DropForeignKey(
                name: "fk_pledge_texts_previous_text_id",
                schema: "pledges",
                table: "pledge_texts");

            migrationBuilder.DropTable(
                name: "roll_corrections",
                schema: "pledges");

            migrationBuilder.DropIndex(
                name: "ix_signatures_declaration_id_id",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropIndex(
                name: "ix_signatures_post_index",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropIndex(
                name: "ux_signatures_signer_index_pledge_scope_represented",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropIndex(
                name: "ux_pledge_texts_previous_text_id_language",
                schema: "pledges",
                table: "pledge_texts");

            migrationBuilder.DropColumn(
                name: "list_id",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "method",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "pledge_scope",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "position_key",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "post_index",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "sealed_number",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "signer_index",
                schema: "pledges",
                table: "signatures");

            migrationBuilder.DropColumn(
                name: "contest",
                schema: "pledges",
                table: "pledge_texts");

            migrationBuilder.DropColumn(
                name: "legal_basis",
                schema: "pledges",
                table: "pledge_texts");

            migrationBuilder.DropColumn(
                name: "previous_text_id",
                schema: "pledges",
                table: "pledge_texts");

            migrationBuilder.DropColumn(
                name: "version",
                schema: "pledges",
                table: "pledge_texts");

            migrationBuilder.DropColumn(
                name: "evidence_note",
                schema: "pledges",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "state_version",
                schema: "pledges",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "status",
                schema: "pledges",
                table: "declarations");
        }
    }
}
