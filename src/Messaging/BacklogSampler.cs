using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>What waits, looked up now and then; meters read what was seen last, so that no reader of metrics costs a query.</summary>
internal sealed partial class BacklogSampler : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan EarlyForTooLong = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource source;
    private readonly BrokerConnection broker;
    private readonly SetAsideQueues setAside;
    private readonly ILogger<BacklogSampler> log;
    private readonly Meter meter = new(Meters.Name);
    private Backlog seen = new([], 0, 0, 0, 0);
    private long deadLettered;

    public BacklogSampler(NpgsqlDataSource source, BrokerConnection broker, SetAsideQueues setAside, ILogger<BacklogSampler> log)
    {
        (this.source, this.broker, this.setAside, this.log) = (source, broker, setAside, log);
        meter.CreateObservableGauge("outbox_depth", () => seen.Lanes.Select(lane => new Measurement<long>(lane.Waiting, new KeyValuePair<string, object?>("lane", lane.Number))), "{message}", "Messages that wait to be published.");
        meter.CreateObservableGauge("outbox_oldest_seconds", () => seen.OldestSeconds, "s", "Age of the oldest of them.");
        meter.CreateObservableGauge("outbox_dead_total", () => seen.Dead, "{message}", "Messages that were rejected ten times and wait for a person's decision.");
        meter.CreateObservableGauge("inbox_early_depth", () => seen.Early, "{message}", "Messages that wait for one of the same aggregate that comes before them.");
        meter.CreateObservableGauge("inbox_early_oldest_seconds", () => seen.EarlySeconds, "s", "Age of the oldest of them.");
        meter.CreateObservableGauge("dlq_depth", () => Interlocked.Read(ref deadLettered), "{message}", "Messages that this service set aside.");
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
            await TryAsync(LookAsync, stoppingToken);
            await TryAsync(CountDeadLettersAsync, stoppingToken);
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("select l.lane, count(o.seq), coalesce(extract(epoch from now() - min(o.created_at)), 0)::float8 from messaging.outbox_lane l left join messaging.outbox o using (lane) group by 1"));
        batch.BatchCommands.Add(new("select count(*) from messaging.outbox_dead"));
        batch.BatchCommands.Add(new("select count(*), coalesce(extract(epoch from now() - min(at)), 0)::float8 from messaging.inbox_early"));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        var lanes = new List<Lane>();
        var oldest = 0.0;
        while (await rows.ReadAsync(cancel))
        {
            lanes.Add(new Lane(rows.GetInt16(0), rows.GetInt64(1)));
            oldest = Math.Max(oldest, rows.GetDouble(2));
        }

        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        var dead = rows.GetInt64(0);
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        seen = new Backlog(lanes, oldest, dead, rows.GetInt64(0), rows.GetDouble(1));
        if (seen.EarlySeconds > EarlyForTooLong.TotalSeconds)
        {
            LogGap(seen.Early, seen.EarlySeconds);
        }
    }

    private async Task CountDeadLettersAsync(CancellationToken cancel)
    {
        if (setAside.Queues.Count > 0)
        {
            Interlocked.Exchange(ref deadLettered, await broker.CountAsync(setAside.Queues, cancel));
        }
    }

    // What is away is told by those who need it; here it only means that the last numbers stay.
    private async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken stopping)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(Interval);
            await look(limit.Token);
        }
        catch (Exception exception)
        {
            LogNotSeen(exception);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed record Lane(short Number, long Waiting);

    private sealed record Backlog(IReadOnlyList<Lane> Lanes, double OldestSeconds, long Dead, long Early, double EarlySeconds);

    [LoggerMessage(EventName = "InboxGap", Level = LogLevel.Warning,
        Message = "InboxGap: {Count} messages wait for one of the same aggregate that comes before them, the oldest for {Seconds} s; look for it in the queues of what was set aside")]
    private partial void LogGap(long count, double seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The backlog could not be looked up")]
    private partial void LogNotSeen(Exception exception);
}

/// <summary>Where the messages lie that this service set aside.</summary>
/// <param name="Queues">The queues.</param>
internal sealed record SetAsideQueues(IReadOnlyList<SetAsideQueue> Queues);
