using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Notifications.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AddEscalationProofAndPreferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "acknowledged_delivery_id",
                schema: "notifications",
                table: "notices",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "acknowledged_means",
                schema: "notifications",
                table: "notices",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "confirmation_digest",
                schema: "notifications",
                table: "deliveries",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "digest_items",
                schema: "notifications",
                columns: table => new
                {
                    notice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_digest_items", x => x.notice_id);
                });

            migrationBuilder.CreateTable(
                name: "escalations",
                schema: "notifications",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_version = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<string>(type: "text", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalations", x => new { x.subject_id, x.kind, x.subject_version });
                });

            migrationBuilder.CreateTable(
                name: "preferences",
                schema: "notifications",
                columns: table => new
                {
                    office = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    manner = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_preferences", x => new { x.office, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "ix_notices_told_in_id",
                schema: "notifications",
                table: "notices",
                columns: new[] { "told_in", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_failed",
                schema: "notifications",
                table: "deliveries",
                column: "id",
                filter: "state in ('TemporaryFailure', 'PermanentFailure', 'TechnicalFailure')");

            migrationBuilder.CreateIndex(
                name: "ux_deliveries_confirmation_digest",
                schema: "notifications",
                table: "deliveries",
                column: "confirmation_digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_digest_items_due_at_office",
                schema: "notifications",
                table: "digest_items",
                columns: new[] { "due_at", "office" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_due_at",
                schema: "notifications",
                table: "escalations",
                column: "due_at",
                filter: "due_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "digest_items",
                schema: "notifications");

            migrationBuilder.DropTable(
                name: "escalations",
                schema: "notifications");

            migrationBuilder.DropTable(
                name: "preferences",
                schema: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notices_told_in_id",
                schema: "notifications",
                table: "notices");

            migrationBuilder.DropIndex(
                name: "ix_deliveries_failed",
                schema: "notifications",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "ux_deliveries_confirmation_digest",
                schema: "notifications",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "acknowledged_delivery_id",
                schema: "notifications",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "acknowledged_means",
                schema: "notifications",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "confirmation_digest",
                schema: "notifications",
                table: "deliveries");
        }
    }
}
