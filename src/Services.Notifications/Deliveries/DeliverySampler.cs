using System.Diagnostics.Metrics;
using Netralitas.Services.Notifications.Windows;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>What waits to go out and what nobody has, looked up now and then; meters read what was seen last, so that no reader of metrics costs a query.</summary>
internal sealed partial class DeliverySampler : BackgroundService
{
    private const string Look =
        """
        select channel, coalesce(provider, ''), count(*) filter (where state in ('Created', 'Sending')), coalesce(extract(epoch from now() - min(created_at) filter (where state in ('Created', 'Sending') and next_at <= now())), 0)::float8,
            count(*) filter (where state in ('TemporaryFailure', 'PermanentFailure', 'TechnicalFailure'))
        from notifications.deliveries where state in ('Created', 'Sending', 'TemporaryFailure', 'PermanentFailure', 'TechnicalFailure') group by channel, coalesce(provider, '');
        select count(*), coalesce(extract(epoch from now() - min(due_at)), 0)::float8 from notifications.notices_to_deliver where due_at <= now();
        select count(*) from notifications.escalations where due_at is not null;
        select coalesce((select extract(epoch from now() - until) from notifications.notice_windows where until > 'epoch'), 0)::float8
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly NpgsqlDataSource database;
    private readonly ILogger<DeliverySampler> log;
    private readonly double windowSeconds;
    private readonly Meter meter = new("Netralitas.Notifications");
    private Seen seen = new([], 0, 0, 0, 0);

    public DeliverySampler(NpgsqlDataSource database, ILogger<DeliverySampler> log, WindowOptions windows)
    {
        (this.database, this.log, windowSeconds) = (database, log, windows.Length.TotalSeconds);
        meter.CreateObservableGauge("delivery_waiting", () => ByChannel(channel => channel.Waiting), "{delivery}", "Deliveries that wait for an attempt or have one under way, by channel and by the provider that was asked last; none before the first.");
        meter.CreateObservableGauge("delivery_oldest_seconds", () => seen.Channels.Select(channel => new Measurement<double>(channel.OldestSeconds, Tags(channel))), "s", "Age of the oldest of them whose time has come.");
        meter.CreateObservableGauge("delivery_failed", () => ByChannel(channel => channel.Failed), "{delivery}", "Deliveries that failed and were neither redriven nor cancelled, by channel and provider.");
        meter.CreateObservableGauge("delivery_unplanned", () => seen.Unplanned, "{notice}", "Notices whose first delivery is not planned yet.");
        meter.CreateObservableGauge("delivery_unplanned_oldest_seconds", () => seen.UnplannedSeconds, "s", "Age of the oldest of them.");
        meter.CreateObservableGauge("escalation_open", () => seen.Climbing, "{notice}", "Notices that climb unless somebody acknowledges them.");
        // How much is held, and since when, is measured nowhere: it would tell when a report came.
        meter.CreateObservableGauge("notice_window_overdue_seconds", () => seen.OverdueSeconds, "s", "For how long a window of held notices is over and was not ended.");
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
            channels.Add(new Channel(rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetDouble(3), rows.GetInt64(4)));
        }

        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        var (unplanned, seconds) = (rows.GetInt64(0), rows.GetDouble(1));
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        var climbing = rows.GetInt64(0);
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        return new Seen(channels, unplanned, seconds, climbing, Math.Max(0, rows.GetDouble(0) - windowSeconds));
    }

    private IEnumerable<Measurement<long>> ByChannel(Func<Channel, long> value) => seen.Channels.Select(channel => new Measurement<long>(value(channel), Tags(channel)));

    private static KeyValuePair<string, object?>[] Tags(Channel channel) => [new("channel", channel.Name), new("provider", channel.Provider)];

    private sealed record Channel(string Name, string Provider, long Waiting, double OldestSeconds, long Failed);

    private sealed record Seen(IReadOnlyList<Channel> Channels, long Unplanned, double UnplannedSeconds, long Climbing, double OverdueSeconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "What waits to go out could not be looked up")]
    private partial void LogNotSeen(Exception exception);
}
