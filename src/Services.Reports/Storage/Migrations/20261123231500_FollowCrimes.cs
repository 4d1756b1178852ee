using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class FollowCrimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "last_step",
                schema: "reports",
                table: "forwardings",
                type: "text",
                nullable: false,
                defaultValue: "Unspecified");

            migrationBuilder.AddColumn<string[]>(
                name: "terms",
                schema: "reports",
                table: "forwardings",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "terms_calendar",
                schema: "reports",
                table: "forwardings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "terms_from",
                schema: "reports",
                table: "forwardings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "terms_office",
                schema: "reports",
                table: "forwardings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "criminal_step",
                schema: "reports",
                table: "follow_ups",
                type: "text",
                nullable: false,
                defaultValue: "Unspecified");

            migrationBuilder.AddColumn<TimeOnly>(
                name: "local_time",
                schema: "reports",
                table: "follow_ups",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_forwardings_terms_calendar",
                schema: "reports",
                table: "forwardings",
                column: "terms_calendar",
                filter: "terms_calendar is not null and overdue_since is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_forwardings_terms_calendar",
                schema: "reports",
                table: "forwardings");

            migrationBuilder.DropColumn(
                name: "last_step",
                schema: "reports",
                table: "forwardings");

            migrationBuilder.DropColumn(
                name: "terms",
                schema: "reports",
                table: "forwardings");

            migrationBuilder.DropColumn(
                name: "terms_calendar",
                schema: "reports",
                table: "forwardings");

            migrationBuilder.DropColumn(
                name: "terms_from",
                schema: "reports",
                table: "forwardings");

            migrationBuilder.DropColumn(
                name: "terms_office",
                schema: "reports",
                table: "forwardings");

            migrationBuilder.DropColumn(
                name: "criminal_step",
                schema: "reports",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "local_time",
                schema: "reports",
                table: "follow_ups");
        }
    }
}
