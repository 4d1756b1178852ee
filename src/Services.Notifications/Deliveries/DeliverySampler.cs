using System.Diagnostics.Metrics;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>What waits to go out and what nobody has, looked up now and then; meters read what was seen last, so that no reader of metrics costs a query.</summary>
internal sealed partial class DeliverySampler : BackgroundService
{
    private const string Look =
        """
        select channel, count(*) filter (where state in ('Created', 'Sending')), coalesce(extract(epoch from now() - min(created_at) filter (where state in ('Created', 'Sending') and next_at <= now())), 0)::float8,
            count(*) filter (where state in ('TemporaryFailure', 'PermanentFailure', 'TechnicalFailure'))
        from notifications.deliveries where state in ('Created', 'Sending', 'TemporaryFailure', 'PermanentFailure', 'TechnicalFailure') group by channel;
        select count(*), coalesce(extract(epoch from now() - min(due_at)), 0)::float8 from notifications.notices_to_deliver where due_at <= now();
        select count(*) from notifications.escalations where due_at is not null
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly NpgsqlDataSource database;
    private readonly ILogger<DeliverySampler> log;
    private readonly Meter meter = new("Netralitas.Notifications");
    private Seen seen = new([], 0, 0, 0);

    public DeliverySampler(NpgsqlDataSource database, ILogger<DeliverySampler> log)
    {
        (this.database, this.log) = (database, log);
        meter.CreateObservableGauge("delivery_waiting", () => ByChannel(channel => channel.Waiting), "{delivery}", "Deliveries that wait for an attempt or have one under way, by channel.");
        meter.CreateObservableGauge("delivery_oldest_seconds", () => seen.Channels.Select(channel => new Measurement<double>(channel.OldestSeconds, Tag(channel))), "s", "Age of the oldest of them whose time has come.");
        meter.CreateObservableGauge("delivery_failed", () => ByChannel(channel => channel.Failed), "{delivery}", "Deliveries that failed and were neither redriven nor cancelled, by channel.");
        meter.CreateObservableGauge("delivery_unplanned", () => seen.Unplanned, "{notice}", "Notices whose first delivery is not planned yet.");
        meter.CreateObservableGauge("delivery_unplanned_oldest_seconds", () => seen.UnplannedSeconds, "s", "Age of the oldest of them.");
        meter.CreateObservableGauge("escalation_open", () => seen.Climbing, "{notice}", "Notices that climb unless somebody acknowledges them.");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                seen = await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What is away is told by those who need it; here it only means that the last numbers stay.
                LogNotSeen(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Seen> LookAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Look);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var channels = new List<Channel>();
        while (await rows.ReadAsync(cancel))
        {
            channels.Add(new Channel(rows.GetString(0), rows.GetInt64(1), rows.GetDouble(2), rows.GetInt64(3)));
        }

        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        var (unplanned, seconds) = (rows.GetInt64(0), rows.GetDouble(1));
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        return new Seen(channels, unplanned, seconds, rows.GetInt64(0));
    }

    private IEnumerable<Measurement<long>> ByChannel(Func<Channel, long> value) => seen.Channels.Select(channel => new Measurement<long>(value(channel), Tag(channel)));

    private static KeyValuePair<string, object?> Tag(Channel channel) => new("channel", channel.Name);

    private sealed record Channel(string Name, long Waiting, double OldestSeconds, long Failed);

    private sealed record Seen(IReadOnlyList<Channel> Channels, long Unplanned, double UnplannedSeconds, long Climbing);

    [LoggerMessage(Level = LogLevel.Debug, Message = "What waits to go out could not be looked up")]
    private partial void LogNotSeen(Exception exception);
}
