using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Pledges.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CreateTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "pledges");

            migrationBuilder.CreateTable(
                name: "pledge_texts",
                schema: "pledges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    wording = table.Column<string>(type: "text", nullable: false),
                    published_by = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    points = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pledge_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "declarations",
                schema: "pledges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    venue = table.Column<string>(type: "text", nullable: false),
                    held_on_date = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at_local_time = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<string>(type: "text", nullable: false),
                    activities = table.Column<string[]>(type: "text[]", nullable: false),
                    organiser_name = table.Column<string>(type: "text", nullable: false),
                    organiser_contact_name = table.Column<string>(type: "text", nullable: false),
                    organiser_kind = table.Column<string>(type: "text", nullable: false),
                    pledge_text_id = table.Column<Guid>(type: "uuid", nullable: true),
                    parent_declaration_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_categories = table.Column<string[]>(type: "text[]", nullable: false),
                    contests = table.Column<List<string>>(type: "text[]", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signatures = table.Column<int>(type: "integer", nullable: false),
                    personal_pledges = table.Column<int>(type: "integer", nullable: false),
                    participants = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_declarations", x => x.id);
                    table.ForeignKey(
                        name: "fk_declarations_parent_declaration_id",
                        column: x => x.parent_declaration_id,
                        principalSchema: "pledges",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_declarations_pledge_text_id",
                        column: x => x.pledge_text_id,
                        principalSchema: "pledges",
                        principalTable: "pledge_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "signatures",
                schema: "pledges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signer_name = table.Column<string>(type: "text", nullable: false),
                    signer_number = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: false),
                    tenure = table.Column<string>(type: "text", nullable: false),
                    represented = table.Column<string>(type: "text", nullable: false),
                    mandate_basis = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_signatures_declaration_id",
                        column: x => x.declaration_id,
                        principalSchema: "pledges",
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_declarations_parent_declaration_id",
                schema: "pledges",
                table: "declarations",
                column: "parent_declaration_id");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_pledge_text_id",
                schema: "pledges",
                table: "declarations",
                column: "pledge_text_id");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_region_code",
                schema: "pledges",
                table: "declarations",
                column: "region_code");

            migrationBuilder.CreateIndex(
                name: "ux_signatures_declaration_id_signer_number_represented",
                schema: "pledges",
                table: "signatures",
                columns: new[] { "declaration_id", "signer_number", "represented" },
                unique: true,
                filter: "signer_number is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "signatures",
                schema: "pledges");

            migrationBuilder.DropTable(
                name: "declarations",
                schema: "pledges");

            migrationBuilder.DropTable(
                name: "pledge_texts",
                schema: "pledges");
        }
    }
}
