using Npgsql;
using RabbitMQ.Client;

namespace Netralitas.Operations.Tests;

[Collection(OperatedSuiteCollection.Name)]
public sealed class RedriveTests(OperatedSuite suite)
{
    private const string Queue = "notifications-report-received";

    [Fact]
    public async Task A_dead_message_goes_out_under_its_own_id_and_before_what_waits_behind_it()
    {
        var (aggregate, dead, behind) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await suite.Reports.ExecuteAsync(
            $"""
            insert into messaging.outbox_dead (seq, id, lane, aggregate, version, type, body, headers, created_at, reason)
            values (nextval(pg_get_serial_sequence('messaging.outbox', 'seq')), $2, 0, $1, 1, 'Netralitas.Contracts.Reports.V1.ReportReceived', {BodyOf("$1", 1)}, '{"{}"}', now(), 'planted')
            """, aggregate, dead);
        await suite.Reports.ExecuteAsync(
            $"insert into messaging.outbox (id, lane, aggregate, version, type, body) values ($2, 0, $1, 2, 'Netralitas.Contracts.Reports.V1.ReportReceived', {BodyOf("$1", 2)})", aggregate, behind);
        Assert.Contains($"aggregate {aggregate}, 1 wait behind it", await suite.OpsAsync("dead", "list", "--service", "reports"), StringComparison.Ordinal);

        var output = await Shell.RunAsync("redrive.sh", ["service", "reports", "petugas-uji", "contoh perbaikan"], suite.Operator);

        Assert.Contains($"{dead}  to the outbox", output, StringComparison.Ordinal);
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from messaging.outbox_sent where aggregate = $1", aggregate), sent => sent == 2);
        Assert.True(await suite.Reports.ScalarAsync<bool>(
            "select (select seq from messaging.outbox_sent where id = $1) < (select seq from messaging.outbox_sent where id = $2)", dead, behind));
        await Eventually.SeeAsync(() => suite.Notifications.ScalarAsync<long>("select count(*) from messaging.inbox where message_id = any($1)", new[] { dead, behind }), applied => applied == 2);
        Assert.Equal("operations petugas-uji contoh perbaikan", await suite.Reports.ScalarAsync<string>(
            "select role || ' ' || by || ' ' || reason from messaging.redrive where message_id = $1 and source = 'outbox_dead'", dead));
    }

    [Fact]
    public async Task What_a_consumer_could_not_handle_goes_back_under_its_own_id_once_the_cause_is_mended()
    {
        var (report, message) = await FailAsync();
        Assert.Contains($"{message}  in {Queue}_error", await suite.OpsAsync("queue", "list", "--queue", Queue), StringComparison.Ordinal);

        var output = await Shell.RunAsync("redrive.sh", ["queue", Queue, "petugas-uji", "hak akses diperbaiki"], suite.Operator);

        Assert.Contains($"{message}  to {Queue}", output, StringComparison.Ordinal);
        await suite.SeeNoticesAsync(report);
        Assert.Equal(1L, await suite.Notifications.ScalarAsync<long>("select count(*) from messaging.inbox where message_id = $1", message));
        Assert.Equal($"{Queue}_error to {Queue} petugas-uji hak akses diperbaiki", await suite.Notifications.ScalarAsync<string>(
            "select source || ' ' || outcome || ' ' || by || ' ' || reason from messaging.redrive where message_id = $1", message));
        Assert.Contains("Nothing is set aside.", await suite.OpsAsync("queue", "list", "--queue", Queue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_had_its_effect_meanwhile_is_only_taken_out()
    {
        var since = OperatedSuite.Instant(TimeSpan.FromSeconds(-2));
        var (report, message) = await FailAsync();
        await suite.OpsAsync("broker", "rebuild", "--service", "reports", "--since", since, "--by", "petugas-uji", "--reason", "kirim ulang");
        await suite.SeeNoticesAsync(report);

        var output = await suite.OpsAsync("queue", "redrive", "--queue", Queue, "--message", message.ToString(), "--by", "petugas-uji", "--reason", "bersihkan");

        Assert.Contains($"{message}  dropped: it had its effect", output, StringComparison.Ordinal);
        Assert.Contains("Nothing is set aside.", await suite.OpsAsync("queue", "list", "--queue", Queue), StringComparison.Ordinal);
        Assert.Equal(3L, await suite.NoticesOfAsync(report));
    }

    [Fact]
    public async Task What_was_delivered_too_often_goes_back_from_the_dead_letter_queue()
    {
        suite.NotificationsProcess.Kill();
        var report = await suite.SubmitAsync();
        var message = await SentAsync(report);
        await using (var broker = await new ConnectionFactory { Uri = new Uri(suite.BusAddress) }.CreateConnectionAsync())
        {
            await using var channel = await broker.CreateChannelAsync();
            var got = await Eventually.SeeAsync(() => channel.BasicGetAsync(Queue, autoAck: false), got => got is not null);
            await channel.BasicNackAsync(got!.DeliveryTag, multiple: false, requeue: false);
            await Eventually.SeeAsync(async () => await channel.MessageCountAsync("notifications.dlx"), count => count == 1);
        }

        suite.NotificationsProcess.Start();
        await suite.OpsAsync("queue", "redrive", "--queue", Queue, "--message", message.ToString(), "--by", "petugas-uji", "--reason", "konsumen diperbaiki");

        await suite.SeeNoticesAsync(report);
        Assert.Equal("notifications.dlx", await suite.Notifications.ScalarAsync<string>("select source from messaging.redrive where message_id = $1", message));
        Assert.Contains("Nothing is set aside.", await suite.OpsAsync("queue", "list", "--queue", Queue), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dead redrive --service reports --all --reason x", "--by is missing")]
    [InlineData("dead redrive --service reports --all --by x", "--reason is missing")]
    [InlineData("dead redrive --service reports --by x --reason y", "either --message or --all")]
    [InlineData("queue redrive --queue notifications-report-received --by x", "--reason is missing")]
    [InlineData("queue redrive --queue elsewhere --by x --reason y", "There is no queue elsewhere")]
    [InlineData("broker rebuild --service reports --since 2026-11-22T02:00:00Z --reason x", "--by is missing")]
    [InlineData("broker rebuild --service reports --since 2026-11-22 --by x --reason y", "no instant with an offset")]
    [InlineData("recount --from 2026-11-22T02:00:00Z --to 2026-11-22T01:00:00Z --by x --reason y", "--to is not after --from")]
    public async Task Nothing_is_moved_without_who_and_why(string arguments, string said)
    {
        var before = await suite.Reports.ScalarAsync<long>("select count(*) from messaging.redrive");

        var (code, output) = await Shell.TryAsync("ops.sh", arguments.Split(' '), suite.Operator);

        Assert.Equal(2, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(before, await suite.Reports.ScalarAsync<long>("select count(*) from messaging.redrive"));
    }

    [Theory]
    [InlineData("reports", "delete from messaging.outbox")]
    [InlineData("reports", "update messaging.outbox_dead set reason = ''")]
    [InlineData("reports", "insert into messaging.redrive (source, outcome, by, reason) values ('x', 'x', 'x', 'x')")]
    [InlineData("reports", "delete from messaging.redrive")]
    [InlineData("reports", "select * from reports.reports")]
    [InlineData("reports", "select answer from messaging.request")]
    [InlineData("reports", "delete from reports.unknown_reports")]
    [InlineData("notifications", "select * from notifications.notices")]
    [InlineData("pledges", "select messaging.requeue('outbox_sent', '{}')")]
    public async Task The_operators_role_does_nothing_else(string service, string statement)
    {
        await using var source = NpgsqlDataSource.Create(suite.Operator[$"ConnectionStrings__{service}-operations"]);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => source.ExecuteAsync(statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("update messaging.redrive set by = 'x'")]
    [InlineData("delete from messaging.redrive")]
    [InlineData("truncate messaging.redrive")]
    public async Task Not_even_the_owner_changes_the_record(string statement) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => suite.Reports.ExecuteAsync(statement))).SqlState);

    [Fact]
    public async Task The_operators_role_is_nobody_special()
    {
        await using var source = NpgsqlDataSource.Create(suite.Operator["ConnectionStrings__reports-operations"]);

        Assert.False(await source.ScalarAsync<bool>("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname = current_user"));
        Assert.Equal(0L, await source.ScalarAsync<long>("select count(*) from pg_class where relowner = current_user::regrole"));
        Assert.Equal(0L, await source.ScalarAsync<long>("select count(*) from pg_auth_members where member = current_user::regrole"));
    }

    /// <summary>Lets a report's event fail in its consumer until it is set aside, then mends the cause.</summary>
    private async Task<(Guid Report, Guid Message)> FailAsync()
    {
        await suite.Notifications.ExecuteAsync("revoke insert on notifications.notices from notifications");
        try
        {
            var report = await suite.SubmitAsync();
            var message = await SentAsync(report);
            await using var broker = await new ConnectionFactory { Uri = new Uri(suite.BusAddress) }.CreateConnectionAsync();
            await Eventually.SeeAsync(async () => await QueueMessages.DepthAsync(broker, $"{Queue}_error", CancellationToken.None), depth => depth == 1);
            return (report, message);
        }
        finally
        {
            await suite.Notifications.ExecuteAsync("grant insert on notifications.notices to notifications");
        }
    }

    private Task<Guid> SentAsync(Guid report) => Eventually.SeeAsync(
        () => suite.Reports.ScalarAsync<Guid>("select coalesce((select id from messaging.outbox_sent where aggregate = $1), '00000000-0000-0000-0000-000000000000')", report), id => id != Guid.Empty);

    private static string BodyOf(string id, int version) =>
        $"convert_to(json_build_object('reportId', {id}::uuid, 'version', {version}, 'number', '7K2M9QXD4T0B', 'regionCode', '75.71', 'receivedAt', '2026-11-22T02:00:00Z')::text, 'UTF8')";
}
