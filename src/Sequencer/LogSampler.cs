using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>What waits and how old the checkpoint is, looked up now and then; meters read what was seen last, so that no reader of metrics costs a query.</summary>
internal sealed partial class LogSampler : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly NpgsqlDataSource source;
    private readonly LogSetup setup;
    private readonly TimeProvider clock;
    private readonly ILogger<LogSampler> log;
    private readonly Meter meter = new(Meters.Name);
    private Sample seen = new(0, 0, 0);

    public LogSampler(NpgsqlDataSource source, LogSetup setup, LogGate gate, TimeProvider clock, ILogger<LogSampler> log)
    {
        (this.source, this.setup, this.clock, this.log) = (source, setup, clock, log);
        meter.CreateObservableGauge("log_pending_oldest_seconds", () => seen.PendingSeconds, "s", "Age of the oldest entry that has no place in the log yet.");
        meter.CreateObservableGauge("log_held_oldest_seconds", () => seen.HeldSeconds, "s", "Age of the oldest entry that waits for the end of its window.");
        meter.CreateObservableGauge("checkpoint_age_seconds", CheckpointAge, "s", "Time since a checkpoint was published.");
        meter.CreateObservableGauge("log_quarantined_total", () => seen.Quarantined, "{entry}", "Entries that cannot be logged and wait for a person's decision.");
        meter.CreateObservableGauge("log_signing_refused", () => gate.Refusal is null ? 0 : 1, "{log}", "1 while the tree does not continue what was signed, and nothing is sequenced or signed.");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                await TryLookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("select coalesce((select extract(epoch from clock_timestamp() - at)::float8 from log.pending order by id limit 1), 0)"));
        batch.BatchCommands.Add(new("select count(*) from log.quarantine"));
        batch.BatchCommands.Add(new("select coalesce(extract(epoch from clock_timestamp() - min(at))::float8, 0) from log.held"));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        var oldest = rows.GetDouble(0);
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        var quarantined = rows.GetInt64(0);
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        seen = new Sample(oldest, quarantined, rows.GetDouble(0));
    }

    private IEnumerable<Measurement<double>> CheckpointAge()
    {
        if (setup.Published.PublishedAt is { } at)
        {
            yield return new Measurement<double>((clock.GetUtcNow() - at).TotalSeconds);
        }
    }

    // A database that is away is told by those who need it; here it only means that the last numbers stay.
    private async Task TryLookAsync(CancellationToken stopping)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(Interval);
            await LookAsync(limit.Token);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogNotSeen(exception);
        }
    }

    private sealed record Sample(double PendingSeconds, long Quarantined, double HeldSeconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The log's queue could not be looked up")]
    private partial void LogNotSeen(Exception exception);
}
