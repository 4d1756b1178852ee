using System.Collections.Concurrent;
using System.Diagnostics;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Makes a report safe before anyone is told that it is: in the database, or, while that takes none, in the spool.</summary>
/// <remarks>
/// Number and access code are computed, and id and instant of receipt are decided here, so every place gives the same receipt. What became of a write that timed
/// out or lost its connection is unknown; the report is then written to the spool as well, and draining it changes nothing if the database has it.
/// </remarks>
internal sealed partial class ReportAdmission(ReportWriter database, Spool spool, DatabaseState state, CodeKeys keys, Arrivals arrivals, CallsUnderWay calls, AdmissionMetrics metrics, TimeProvider clock, ILogger<ReportAdmission> log)
    : BackgroundService
{
    private const int DatabaseWriters = 3;

    // A caller that waited this long in line, as when every connection is in use, is served by the spool.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDatabaseWrite = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestSpoolWait = TimeSpan.FromSeconds(5);

    // More sealing is asked for than the processors do. Most of those who wait then are repeats of calls that were given up: what is stored must not stand in line, nor be sealed, once more.
    private static readonly TimeSpan LongLine = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<ReportKey, Task<Admitted>> underWay = new();

    // Sealing is most of what a report costs a processor. Half of them seal at once, so that what is sealed is written meanwhile; the time to be written begins after it, and repeats join who waits.
    private readonly SemaphoreSlim sealers = new(Math.Max(1, Environment.ProcessorCount / 2));

    private readonly SharedTrips<Arrival, Admitted> toDatabase = new(DatabaseWriters, LongestDatabaseWrite, SizeOf, arrivals => database.WriteAsync(arrivals, CancellationToken.None));
    private readonly SharedTrips<Arrival, Admitted> toSpool = new(1, LongestSpoolWait, SizeOf, arrivals => Task.Run(() => WriteToSpool(spool, arrivals)));

    // One connection is enough to look for all who wait, and the others stay for those who write.
    private readonly SharedTrips<Sought, Admitted?> toLook = new(1, LongestDatabaseWrite, _ => 0, database.FindAsync);

    /// <summary>Takes a report in.</summary>
    /// <param name="content">What the reporter sent.</param>
    /// <returns>What its receipt says. When this returns, the report survives a crash of every part and is announced at least once.</returns>
    /// <exception cref="RefusalException">INTAKE_UNAVAILABLE: neither place takes it; it may have been written all the same, and a repeat gets the same receipt.</exception>
    /// <remarks>Of calls with the same request and content at once, all get what became of the first.</remarks>
    internal async Task<Admitted> TakeAsync(ReportContent content)
    {
        calls.Begin();
        try
        {
            return await TakeOnceAsync(content);
        }
        finally
        {
            calls.End();
        }
    }

    private async Task<Admitted> TakeOnceAsync(ReportContent content)
    {
        var first = new TaskCompletionSource<Admitted>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (underWay.GetOrAdd(content.Key, first.Task) is var taking && taking != first.Task)
        {
            return await taking;
        }

        try
        {
            var admitted = await TakeFirstAsync(content);
            first.SetResult(admitted);
            return admitted;
        }
        catch (Exception exception)
        {
            first.SetException(exception);
            // Nobody else may have waited for it.
            _ = first.Task.Exception;
            throw;
        }
        finally
        {
            underWay.TryRemove(content.Key, out _);
        }
    }

    private async Task<Admitted> TakeFirstAsync(ReportContent content)
    {
        var (arrival, stored) = spool.Known(arrivals.KeysOf(content)) is { } waiting ? (waiting, null) : await SealAsync(content);
        if (arrival is null)
        {
            return stored!;
        }

        var believedAway = state.IsAway;
        var admitted = believedAway ? null : await TryDatabaseAsync(arrival);
        admitted ??= await TrySpoolAsync(arrival);
        // The belief that the database is away is not enough to turn a report down.
        admitted ??= believedAway ? await TryDatabaseAsync(arrival) : null;
        if (admitted is null)
        {
            metrics.TurnedDown();
            throw ReportRefusals.IntakeUnavailable();
        }

        return admitted;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        toDatabase.Start(stoppingToken);
        toSpool.Start(stoppingToken);
        toLook.Start(stoppingToken);
        return Task.CompletedTask;
    }

    /// <returns>What was sent, sealed; or, when it was stored while it waited for that, its receipt.</returns>
    private async Task<(Arrival? Sealed, Admitted? Stored)> SealAsync(ReportContent content)
    {
        var receivedAt = clock.Now();
        var turn = sealers.WaitAsync();
        if (!turn.IsCompleted && await Task.WhenAny(turn, Task.Delay(LongLine)) != turn)
        {
            var look = TryFindAsync(content);
            if (await Task.WhenAny(turn, look) == look && await look is { } stored)
            {
                _ = turn.ContinueWith(_ => sealers.Release(), TaskScheduler.Default);
                return (null, stored);
            }
        }

        await turn;
        try
        {
            return (arrivals.Of(Guid.CreateVersion7(), content, keys.CurrentId, receivedAt, Activity.Current?.Id), null);
        }
        finally
        {
            sealers.Release();
        }
    }

    // Never fails: who gets a turn meanwhile does not wait for it.
    private async Task<Admitted?> TryFindAsync(ReportContent content)
    {
        if (state.IsAway)
        {
            return null;
        }

        try
        {
            return await toLook.GoAsync(new Sought(content.RequestKey, arrivals.HashesOf(content, keys.CurrentId)), LongestWait);
        }
        catch (Exception exception)
        {
            // It is sealed then, and written. That the line is too long says nothing of the database.
            if (exception is not TimeoutException)
            {
                state.Failed(exception);
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        sealers.Dispose();
        base.Dispose();
    }

    private async Task<Admitted?> TryDatabaseAsync(Arrival arrival)
    {
        try
        {
            var admitted = await toDatabase.GoAsync(arrival, LongestWait);
            Failpoint.Reach("submit.after_commit_before_reply");
            metrics.Admitted("database");
            return admitted;
        }
        catch (Exception exception)
        {
            // Whatever it is, it is no reason to refuse.
            state.Failed(exception);
            return null;
        }
    }

    private async Task<Admitted?> TrySpoolAsync(Arrival arrival)
    {
        var first = spool.FirstOf(arrival);
        try
        {
            var admitted = await toSpool.GoAsync(first, LongestSpoolWait);
            metrics.Admitted("spool");
            return admitted;
        }
        catch (Exception exception)
        {
            spool.Forget([first]);
            LogSpoolFailed(exception);
            return null;
        }
    }

    private static int SizeOf(Arrival arrival) => arrival.Content.Length;

    private static IReadOnlyList<Admitted> WriteToSpool(Spool spool, IReadOnlyList<Arrival> arrivals)
    {
        spool.Write(arrivals);
        return [.. arrivals.Select(a => new Admitted(a.Number, a.CodeKeyId, a.ReceivedAt))];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool took no report")]
    private partial void LogSpoolFailed(Exception exception);
}
