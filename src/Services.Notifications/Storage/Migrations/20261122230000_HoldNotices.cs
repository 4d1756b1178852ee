using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Notifications.Storage.Migrations
{
    /// <inheritdoc />
    public partial class HoldNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "held_notices",
                schema: "notifications",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_version = table.Column<int>(type: "integer", nullable: false),
                    offices = table.Column<string[]>(type: "text[]", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: true),
                    held_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    line = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<string>(type: "text", nullable: true),
                    climbs_after = table.Column<TimeSpan>(type: "interval", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_notices", x => new { x.subject_id, x.kind, x.subject_version });
                });

            migrationBuilder.CreateTable(
                name: "notice_windows",
                schema: "notifications",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_windows", x => x.id);
                });

            migrationBuilder.Sql("insert into notifications.notice_windows (id, until) values (0, 'epoch');");
            migrationBuilder.Sql(RowPolicies.WindowsSql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // What is held is told: the release before knows no windows.
            migrationBuilder.Sql(TellsAll);

            migrationBuilder.DropTable(
                name: "held_notices",
                schema: "notifications");

            migrationBuilder.DropTable(
                name: "notice_windows",
                schema: "notifications");
        }

        private const string TellsAll =
            """
            set local netralitas.below = ':';
            with told as (
                insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, region_code, created_at)
                select encode(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from now()) * 1000)::bigint) from 3) || int2send((28672 + trunc(random() * 4096))::int2) from 1 for 8), 'hex')::uuid,
                    o.office, h.kind, h.subject_id, h.subject_version, h.title, h.body, h.region_code, now() from notifications.held_notices h cross join unnest(h.offices) as o(office)
                on conflict do nothing returning id, created_at),
            climbing as (
                insert into notifications.escalations (subject_id, kind, subject_version, line, step, number, region_code, since, due_at)
                select subject_id, kind, subject_version, line, 0, number, region_code, now(), now() + climbs_after from notifications.held_notices where line is not null on conflict do nothing)
            insert into notifications.notices_to_deliver (notice_id, due_at) select id, created_at from told;
            """;
    }
}
