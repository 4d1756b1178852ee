using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Netralitas.Services.Notifications.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OrderNoticesAndNameSteps : Migration
    {
        // Places go on after those that were numbers of transactions, so that every cursor that a reader holds stays where it was.
        private const string GoesOn =
            """
            lock table notifications.notices in access exclusive mode;
            select setval('notifications.notice_order', greatest(pg_current_xact_id()::text::bigint, coalesce((select told_in::text::bigint from notifications.notices order by told_in desc limit 1), 1)));
            """;

        // Whoever writes notices holds, until the commit, the last place that was given before. Readers stop before the lowest place that somebody holds. 0x4E6F7469 is this order's name among advisory locks;
        // a lock has room for 31 bits of the place, which is more than can be under way.
        private const string HoldsPlaces =
            """
            create function notifications.hold_notice_order() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
            begin
                perform pg_advisory_xact_lock_shared(1315927145, (pg_sequence_last_value('notifications.notice_order'::regclass) % 2147483648)::int);
                return null;
            end $$;
            create trigger hold_notice_order before insert on notifications.notices for each statement execute function notifications.hold_notice_order();
            create function notifications.notices_settled() returns xid8 language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
            declare
                given bigint;
                behind bigint;
            begin
                given := pg_sequence_last_value('notifications.notice_order'::regclass);
                select max(case when held.distance > 1073741824 then 0 else held.distance end) into behind from (
                    select (given % 2147483648 - objid::bigint + 2147483648) % 2147483648 as distance from pg_locks
                    where locktype = 'advisory' and classid = 1315927145 and objsubid = 2 and database = (select oid from pg_database where datname = current_database())) as held;
                return (given - coalesce(behind, 0))::text::xid8;
            end $$;
            """;

        private const string LetsGo =
            """
            drop function notifications.notices_settled();
            drop trigger hold_notice_order on notifications.notices;
            drop function notifications.hold_notice_order();
            """;

        // What was told as a change of status has a kind of its own now: offices, people and receivers go on as they chose.
        private const string CarriesWishes =
            """
            insert into notifications.preferences (office, kind, manner, recorded_by, recorded_at)
            select p.office, k.kind, p.manner, p.recorded_by, p.recorded_at
            from notifications.preferences p cross join unnest(array['ReportRegistered', 'ReportNotRegistered', 'CompletionRequested', 'Invitation', 'Decision']) as k(kind)
            where p.kind = 'ReportStatusChanged' on conflict do nothing;
            update notifications.person_preferences set wish = jsonb_set(wish, '{Manners}', wish->'Manners' || (
                select jsonb_object_agg(k.kind, wish->'Manners'->'ReportStatusChanged')
                from unnest(array['ReportRegistered', 'ReportNotRegistered', 'CompletionRequested', 'Invitation', 'Decision']) as k(kind)))
            where jsonb_exists(wish->'Manners', 'ReportStatusChanged');
            update notifications.subscriptions set kinds = kinds || array['ReportRegistered', 'ReportNotRegistered', 'CompletionRequested', 'Invitation', 'Decision']
            where 'ReportStatusChanged' = any(kinds);
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "notice_order",
                schema: "notifications");

            migrationBuilder.Sql(GoesOn);

            migrationBuilder.AlterColumn<ulong>(
                name: "told_in",
                schema: "notifications",
                table: "notices",
                type: "xid8",
                nullable: false,
                defaultValueSql: "nextval('notifications.notice_order')::text::xid8",
                oldClrType: typeof(ulong),
                oldType: "xid8",
                oldDefaultValueSql: "pg_current_xact_id()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "stopped_at",
                schema: "notifications",
                table: "broadcasts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stopped_by",
                schema: "notifications",
                table: "broadcasts",
                type: "text",
                nullable: true);

            migrationBuilder.Sql(HoldsPlaces);
            migrationBuilder.Sql(CarriesWishes);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "stopped_at",
                schema: "notifications",
                table: "broadcasts");

            migrationBuilder.DropColumn(
                name: "stopped_by",
                schema: "notifications",
                table: "broadcasts");

            migrationBuilder.Sql(LetsGo);

            migrationBuilder.AlterColumn<ulong>(
                name: "told_in",
                schema: "notifications",
                table: "notices",
                type: "xid8",
                nullable: false,
                defaultValueSql: "pg_current_xact_id()",
                oldClrType: typeof(ulong),
                oldType: "xid8",
                oldDefaultValueSql: "nextval('notifications.notice_order')::text::xid8");

            migrationBuilder.DropSequence(
                name: "notice_order",
                schema: "notifications");
        }
    }
}
