using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Reports.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OrderNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "due_at",
                schema: "reports",
                table: "respondent_marks",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "number",
                schema: "reports",
                table: "respondent_marks",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "province_code",
                schema: "reports",
                table: "respondent_marks",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "received_at",
                schema: "reports",
                table: "respondent_marks",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "regency_code",
                schema: "reports",
                table: "respondent_marks",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.Sql(MarkOrderSql.Up);

            migrationBuilder.CreateIndex(
                name: "ix_respondent_marks_due_at",
                schema: "reports",
                table: "respondent_marks",
                columns: new[] { "mark", "due_at", "number" })
                .Annotation("Npgsql:IndexInclude", new[] { "report_id", "regency_code", "province_code" });

            migrationBuilder.CreateIndex(
                name: "ix_respondent_marks_received_at",
                schema: "reports",
                table: "respondent_marks",
                columns: new[] { "mark", "received_at", "number" })
                .Annotation("Npgsql:IndexInclude", new[] { "report_id", "regency_code", "province_code" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MarkOrderSql.Down);

            migrationBuilder.DropIndex(
                name: "ix_respondent_marks_due_at",
                schema: "reports",
                table: "respondent_marks");

            migrationBuilder.DropIndex(
                name: "ix_respondent_marks_received_at",
                schema: "reports",
                table: "respondent_marks");

            migrationBuilder.DropColumn(
                name: "due_at",
                schema: "reports",
                table: "respondent_marks");

            migrationBuilder.DropColumn(
                name: "number",
                schema: "reports",
                table: "respondent_marks");

            migrationBuilder.DropColumn(
                name: "province_code",
                schema: "reports",
                table: "respondent_marks");

            migrationBuilder.DropColumn(
                name: "received_at",
                schema: "reports",
                table: "respondent_marks");

            migrationBuilder.DropColumn(
                name: "regency_code",
                schema: "reports",
                table: "respondent_marks");
        }
    }
}
