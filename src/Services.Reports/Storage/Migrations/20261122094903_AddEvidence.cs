using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evidence_files",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    stored_bytes = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    upload_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    touched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence_file_keys",
                schema: "reports",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_file_keys", x => new { x.file_id, x.recipient });
                    table.ForeignKey(
                        name: "fk_evidence_file_keys_file_id",
                        column: x => x.file_id,
                        principalSchema: "reports",
                        principalTable: "evidence_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence_items",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    request_key = table.Column<Guid>(type: "uuid", nullable: true),
                    request_mac = table.Column<byte[]>(type: "bytea", nullable: true),
                    office = table.Column<string>(type: "text", nullable: true),
                    label_for_office = table.Column<byte[]>(type: "bytea", nullable: false),
                    label_for_central = table.Column<byte[]>(type: "bytea", nullable: false),
                    label_for_reporter = table.Column<byte[]>(type: "bytea", nullable: true),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    declared_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    original_file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    copy_file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    copy_size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    copy_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    keeps_metadata = table.Column<bool>(type: "boolean", nullable: false),
                    pixels = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_evidence_items_copy_file_id",
                        column: x => x.copy_file_id,
                        principalSchema: "reports",
                        principalTable: "evidence_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evidence_items_original_file_id",
                        column: x => x.original_file_id,
                        principalSchema: "reports",
                        principalTable: "evidence_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evidence_items_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence_parts",
                schema: "reports",
                columns: table => new
                {
                    name = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    start = table.Column<long>(type: "bigint", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    is_stored = table.Column<bool>(type: "boolean", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_parts", x => x.name);
                    table.ForeignKey(
                        name: "fk_evidence_parts_file_id",
                        column: x => x.file_id,
                        principalSchema: "reports",
                        principalTable: "evidence_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_key = table.Column<Guid>(type: "uuid", nullable: false),
                    request_mac = table.Column<byte[]>(type: "bytea", nullable: false),
                    office = table.Column<string>(type: "text", nullable: true),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    declared_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    keeps_metadata = table.Column<bool>(type: "boolean", nullable: false),
                    label_for_office = table.Column<byte[]>(type: "bytea", nullable: false),
                    label_for_central = table.Column<byte[]>(type: "bytea", nullable: false),
                    label_for_reporter = table.Column<byte[]>(type: "bytea", nullable: true),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uploads", x => x.id);
                    table.ForeignKey(
                        name: "fk_uploads_file_id",
                        column: x => x.file_id,
                        principalSchema: "reports",
                        principalTable: "evidence_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_uploads_report_id",
                        column: x => x.report_id,
                        principalSchema: "reports",
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "custody_entries",
                schema: "reports",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    office = table.Column<string>(type: "text", nullable: true),
                    person = table.Column<string>(type: "text", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_custody_entries", x => new { x.item_id, x.entry });
                    table.ForeignKey(
                        name: "fk_custody_entries_item_id",
                        column: x => x.item_id,
                        principalSchema: "reports",
                        principalTable: "evidence_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_files_touched_at",
                schema: "reports",
                table: "evidence_files",
                column: "touched_at",
                filter: "state <> 'Kept'");

            migrationBuilder.CreateIndex(
                name: "ux_evidence_items_copy_file_id",
                schema: "reports",
                table: "evidence_items",
                column: "copy_file_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_evidence_items_original_file_id",
                schema: "reports",
                table: "evidence_items",
                column: "original_file_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_evidence_items_report_id_number",
                schema: "reports",
                table: "evidence_items",
                columns: new[] { "report_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_evidence_items_report_id_request_key",
                schema: "reports",
                table: "evidence_items",
                columns: new[] { "report_id", "request_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evidence_parts_begun_at",
                schema: "reports",
                table: "evidence_parts",
                column: "begun_at",
                filter: "not is_stored");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_parts_file_id_start",
                schema: "reports",
                table: "evidence_parts",
                columns: new[] { "file_id", "start" });

            migrationBuilder.CreateIndex(
                name: "ux_uploads_file_id",
                schema: "reports",
                table: "uploads",
                column: "file_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_uploads_report_id_request_key",
                schema: "reports",
                table: "uploads",
                columns: new[] { "report_id", "request_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "custody_entries",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "evidence_file_keys",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "evidence_parts",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "evidence_items",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "evidence_files",
                schema: "reports");
        }
    }
}
