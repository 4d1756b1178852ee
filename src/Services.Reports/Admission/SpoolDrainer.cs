using System.Diagnostics;
using System.Security.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Brings spooled reports into the database, and finds out when it takes reports again.</summary>
/// <remarks>
/// A file is removed only after the commit of its reports; a crash between the two drains it again, which changes nothing. A damaged file is kept apart, one that
/// cannot be read, opened or stored stays where it is and is tried again each minute; neither stops the others.
/// </remarks>
internal sealed partial class SpoolDrainer(Spool spool, ReportWriter database, DatabaseState state, AdmissionDatabase connections, AdmissionMetrics metrics, ILogger<SpoolDrainer> log)
    : BackgroundService
{
    private const int LargestBatch = 256;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan BetweenHousekeeping = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> stuck = [];
    private long? keptHouseAt;

    /// <summary>Remembers what waits from before this start, and only then lets the service answer: a repeat gets the instant of receipt that its first answer had.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in spool.Files())
            {
                if (ReadOrLeave(file) is { } content)
                {
                    spool.Remember(content.Arrivals);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A broken volume is no reason to take no reports: the database may take them.
            LogUnreadable(exception);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        do
        {
            try
            {
                KeepHouse();
                while (await DrainNextAsync(stoppingToken))
                {
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                state.Failed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void KeepHouse()
    {
        if (keptHouseAt is { } last && Stopwatch.GetElapsedTime(last) < BetweenHousekeeping)
        {
            return;
        }

        // Noted before: a volume that cannot be tidied must not keep the reports on it from being drained.
        keptHouseAt = Stopwatch.GetTimestamp();
        stuck.Clear();
        spool.RemoveUnfinished();
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> DrainNextAsync(CancellationToken cancel)
    {
        var files = spool.Files();
        var (reports, since) = Spool.Depth(files);
        metrics.Waiting(reports, since);
        var batch = NextOf(files);
        if (batch.Count == 0)
        {
            await ProbeAsync(cancel);
            return false;
        }

        await StoreAsync(batch, cancel);
        return true;
    }

    private async Task ProbeAsync(CancellationToken cancel)
    {
        if (state.IsAway)
        {
            await using var probe = connections.Source.CreateCommand("select 1");
            await probe.ExecuteScalarAsync(cancel);
            state.Succeeded();
        }
    }

    private List<SpoolContent> NextOf(IEnumerable<string> files)
    {
        var batch = new List<SpoolContent>();
        var reports = 0;
        foreach (var file in files.Where(f => !stuck.Contains(f)))
        {
            if (ReadOrLeave(file) is { } content)
            {
                batch.Add(content);
                reports += content.Arrivals.Count;
                if (reports >= LargestBatch)
                {
                    break;
                }
            }
        }

        return batch;
    }

    private SpoolContent? ReadOrLeave(string file)
    {
        try
        {
            var (arrivals, isDamaged) = spool.Read(file);
            if (isDamaged)
            {
                LogDamaged(file, arrivals.Count);
            }

            return new SpoolContent(file, arrivals, isDamaged);
        }
        catch (FileNotFoundException)
        {
            // Another process of the same folder was faster.
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            LogStuck(exception, file);
            stuck.Add(file);
            return null;
        }
    }

    private async Task StoreAsync(List<SpoolContent> batch, CancellationToken cancel)
    {
        try
        {
            await database.WriteAsync([.. batch.SelectMany(b => b.Arrivals)], cancel);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && !Outage.Is(exception))
        {
            if (batch.Count == 1)
            {
                LogStuck(exception, batch[0].File);
                stuck.Add(batch[0].File);
                return;
            }

            // One of them is at fault; the others must not wait for it.
            foreach (var one in batch)
            {
                await StoreAsync([one], cancel);
            }

            return;
        }

        var count = batch.Sum(b => b.Arrivals.Count);
        state.Succeeded();
        Failpoint.Reach("drain.after_commit_before_delete");
        spool.Remove(batch.Select(b => (b.File, b.IsDamaged)));
        spool.Forget(batch.SelectMany(b => b.Arrivals));
        LogDrained(count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Drained {Count} reports from the spool into the database")]
    private partial void LogDrained(int count);

    private sealed record SpoolContent(string File, IReadOnlyList<Arrival> Arrivals, bool IsDamaged);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The spool cannot be read")]
    private partial void LogUnreadable(Exception exception);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Spool file {File} is damaged and is set aside; {Readable} of its reports were readable, the others were acknowledged too")]
    private partial void LogDamaged(string file, int readable);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Spool file {File} can be neither opened nor stored and stays where it is, to be tried again each minute; its reports were acknowledged")]
    private partial void LogStuck(Exception exception, string file);
}
