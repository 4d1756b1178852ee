using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Sequencer;

/// <summary>
/// Reads the log's public files as a stranger does, works them out again, and holds them against the database's counts and the promises that were given. Raises an alarm on any difference; mends nothing.
/// </summary>
/// <remarks>What was read is remembered beside what was signed, and once a day forgotten: then all is read again. One replica reads at a time.</remarks>
internal sealed partial class LogMonitorWorker : BackgroundService
{
    private const string StateFile = "monitor-state";
    private static readonly TimeSpan WholeAgainAfter = TimeSpan.FromDays(1);

    private readonly LogSetup setup;
    private readonly LogCounts counts;
    private readonly PromiseAudit promises;
    private readonly DummyExport dummies;
    private readonly TimeProvider clock;
    private readonly ILogger<LogMonitorWorker> log;
    private readonly Meter meter = new(Meters.Name);
    private DateTimeOffset readWholeAt = DateTimeOffset.MinValue;
    private int differing;
    private long overdue;

    public LogMonitorWorker(LogSetup setup, LogCounts counts, PromiseAudit promises, DummyExport dummies, TimeProvider clock, ILogger<LogMonitorWorker> log)
    {
        (this.setup, this.counts, this.promises, this.dummies, this.clock, this.log) = (setup, counts, promises, dummies, clock, log);
        meter.CreateObservableGauge("log_monitor_differences", () => differing, "{difference}", "Differences that the last reading of the public files found; any is an alarm.");
        meter.CreateObservableGauge("promise_overdue_total", () => overdue, "{promise}", "Promises of the log whose time is over and whose entries are not all published.");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    /// <summary>Reads once.</summary>
    /// <returns>Everything that differs; null when another replica is at it, or nothing is published yet.</returns>
    internal async Task<IReadOnlyList<LogDifference>?> ReadAsync(CancellationToken cancel)
    {
        using var held = setup.Signed.TryHoldMonitor();
        if (held is null || setup.Published.PublishedAt is null)
        {
            return null;
        }

        var found = new List<LogDifference>();
        var monitor = new LogMonitor(new FolderFiles(setup.Published.Path), setup.Policy, setup.MonitorEntriesPerSecond, clock);
        var before = Remembered(found);
        var ofDummies = new DummyAudit(long.MaxValue, dummies.BetweenAsync);
        var read = await monitor.ReadAsync(before, cancel, ofDummies);
        found.AddRange(read.Differences);
        found.AddRange(ofDummies.Refuted.Select(index => new LogDifference(LogFault.Dummy, $"entry {index} is said to stand for nothing and is not shown to: a record may be hidden behind it")));
        if (read.State is { } state && !ReferenceEquals(state, before))
        {
            setup.Signed.WriteAside(StateFile, state.ToBytes());
            readWholeAt = before is null ? clock.GetUtcNow() : readWholeAt;
            found.AddRange(state.Totals.Against(await counts.ReadAsync(state.Checkpoint.Size, cancel)));
            overdue = await promises.RunAsync(state.Checkpoint.Size, clock.GetUtcNow(), setup.MaximumMergeDelay, cancel);
        }

        differing = found.Count;
        foreach (var difference in found)
        {
            LogDiffers(setup.Origin, difference.Fault, difference.Detail);
        }

        if (overdue > 0)
        {
            LogOverdue(setup.Origin, overdue);
        }

        return found;
    }

    // A database or volume that is away is told by others, and the next reading sees all that this one missed.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(setup.MonitorInterval, () => ReadAsync(stoppingToken), LogNotRead, stoppingToken);

    private MonitorState? Remembered(List<LogDifference> found)
    {
        if (clock.GetUtcNow() - readWholeAt > WholeAgainAfter || setup.Signed.ReadAside(StateFile) is not { } bytes)
        {
            return null;
        }

        if (!MonitorState.TryRead(bytes, setup.Policy, out var state, out var problem))
        {
            found.Add(new LogDifference(LogFault.Memory, problem));
        }

        return state;
    }

    [LoggerMessage(EventName = "LogDiffers", Level = LogLevel.Critical, Message = "LogDiffers: the public log {Origin} is not what it should be. {Fault}: {Detail}")]
    private partial void LogDiffers(string origin, LogFault fault, string detail);

    [LoggerMessage(EventName = "PromiseOverdue", Level = LogLevel.Critical, Message = "PromiseOverdue: the log {Origin} has not kept {Count} promises in time")]
    private partial void LogOverdue(string origin, long count);

    [LoggerMessage(EventName = "LogNotRead", Level = LogLevel.Warning, Message = "The public log could not be read or compared; it is tried again")]
    private partial void LogNotRead(Exception exception);
}
