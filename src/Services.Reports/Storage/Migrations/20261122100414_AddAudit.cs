using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "0"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    rpc = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    actor_office = table.Column<string>(type: "text", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false, defaultValueSql: "''::bytea"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false, defaultValueSql: "''::bytea")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_head_lists",
                schema: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_head_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_heads",
                schema: "reports",
                columns: table => new
                {
                    office = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_heads", x => x.office);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_office_actor_sequence",
                schema: "reports",
                table: "audit_entries",
                columns: new[] { "office", "actor", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_office_report_id_sequence",
                schema: "reports",
                table: "audit_entries",
                columns: new[] { "office", "report_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ux_audit_entries_office_sequence",
                schema: "reports",
                table: "audit_entries",
                columns: new[] { "office", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_head_lists_at",
                schema: "reports",
                table: "audit_head_lists",
                column: "at");

            // By hand: numbers and hashes what is added.
            migrationBuilder.Sql(AuditSql.Chain);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger chain_audit_entry on reports.audit_entries; drop function reports.chain_audit_entry();");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "audit_head_lists",
                schema: "reports");

            migrationBuilder.DropTable(
                name: "audit_heads",
                schema: "reports");
        }
    }
}
