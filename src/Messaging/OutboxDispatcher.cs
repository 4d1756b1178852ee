using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Publishes what the outbox holds, at least once, in order for each aggregate.</summary>
/// <remarks>
/// Any number of dispatchers may run: a lane's row lock decides who works on it, and dies with the connection. A dispatcher that dies between the broker's
/// confirm and its commit causes at most one batch of repeats for each lane that it held, which the inbox drops. A broker that is away counts against no message;
/// until it confirms again, one message at a time is tried, so that what a silent broker leaves hanging stays bounded.
/// </remarks>
internal sealed partial class OutboxDispatcher(OutboxStore store, OutboxSignal signal, CallsUnderWay calls, OutboxPublisher publisher, BrokerConnection connection, OutboxOptions options, ILogger<OutboxDispatcher> log)
    : BackgroundService
{
    private const int BatchSize = 200;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSettlement = TimeSpan.FromSeconds(5);

    // Well under the minute after which the database ends a transaction that stands idle.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(20);

    // Wakes the workers that only help: one worker asks for work, and a full batch says that there is more than it can do.
    private readonly SemaphoreSlim more = new(0);

    private readonly ConcurrentDictionary<long, byte> unconfirmed = new();
    private volatile bool brokerAway;

    public override void Dispose()
    {
        more.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(1, Math.Max(1, options.LanesAtOnce) - 1).Select(_ => HelpAsync(stoppingToken)).Append(WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        var pause = PollInterval;
        var round = new Round(calls);
        while (!stopping.IsCancellationRequested)
        {
            await round.BreatheAsync(stopping);
            var outcome = await TryDispatchLaneAsync(stopping);
            if (outcome is DispatchOutcome.Worked or DispatchOutcome.WorkedFully)
            {
                round.Count(outcome);
                pause = PollInterval;
                continue;
            }

            pause = outcome is DispatchOutcome.Idle ? PollInterval : Longer(pause);
            // New work wakes an idle dispatcher, but does not cut short the pause before a broker or database is tried again.
            await (pause > PollInterval ? Task.Delay(pause, stopping) : signal.WaitAsync(pause, stopping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HelpAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await more.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!stopping.IsCancellationRequested && !brokerAway && !calls.AreMany && await TryDispatchLaneAsync(stopping) is DispatchOutcome.WorkedFully)
            {
            }
        }
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        PlantedBug.Is("outbox.long_pause") ? TimeSpan.FromMinutes(2) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));

    private async Task<DispatchOutcome> TryDispatchLaneAsync(CancellationToken stopping)
    {
        try
        {
            return await DispatchLaneAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return DispatchOutcome.Idle;
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            return DispatchOutcome.Failed;
        }
    }

    private async Task<DispatchOutcome> DispatchLaneAsync(CancellationToken stopping)
    {
        var atMost = brokerAway ? 1 : BatchSize;
        await using var claim = await store.ClaimAsync(atMost, stopping);
        if (claim is null)
        {
            return DispatchOutcome.Idle;
        }

        Failpoint.Reach("outbox.after_claim");
        if (claim.Messages.Count == BatchSize && !calls.AreMany && more.CurrentCount < options.LanesAtOnce - 1)
        {
            more.Release();
        }

        if (PlantedBug.Is("outbox.delete_before_confirm"))
        {
            await claim.SettleAsync(claim.Messages, [], stopping);
        }

        using var batch = new Batch(stopping);
        // Aggregates are independent of each other; the messages of one follow each other.
        await Task.WhenAll(claim.Messages.GroupBy(m => m.Aggregate).Select(aggregate => SendInOrderAsync(aggregate, batch, stopping)));
        Failpoint.Reach("outbox.after_confirm_before_commit");
        if (!PlantedBug.Is("outbox.delete_before_confirm"))
        {
            // A service that stops still settles what was confirmed, or all of it would be repeated.
            using var limit = new CancellationTokenSource(LongestSettlement);
            await claim.SettleAsync(batch.Confirmed, batch.Rejected, limit.Token);
        }

        return await TakeNoteAsync(batch, isFull: claim.Messages.Count == BatchSize, stopping);
    }

    private async Task<DispatchOutcome> TakeNoteAsync(Batch batch, bool isFull, CancellationToken stopping)
    {
        if (batch.Confirmed.Count > 0)
        {
            var repeated = unconfirmed.IsEmpty ? 0 : batch.Confirmed.Count(m => unconfirmed.TryRemove(m.Seq, out _));
            if (repeated > 0)
            {
                LogRepeat(repeated);
            }

            brokerAway = false;
            connection.Confirmed();
        }

        if (batch.BrokerAway is { } cause)
        {
            brokerAway = true;
            batch.Unconfirmed.ForEach(m => unconfirmed.TryAdd(m.Seq, 0));
            LogBrokerAway(cause, batch.Unconfirmed.Count);
            await connection.RebuildIfWedgedAsync(stopping);
            return DispatchOutcome.Failed;
        }

        return batch.Confirmed.Count == 0 ? DispatchOutcome.Idle : isFull ? DispatchOutcome.WorkedFully : DispatchOutcome.Worked;
    }

    private async Task SendInOrderAsync(IEnumerable<OutboxMessage> messages, Batch batch, CancellationToken stopping)
    {
        foreach (var message in messages)
        {
            if (batch.Stopped.IsCancellationRequested || !await TrySendAsync(message, batch, stopping))
            {
                return;
            }
        }
    }

    /// <returns>Whether the broker confirmed it; why not is in the batch.</returns>
    private async Task<bool> TrySendAsync(OutboxMessage message, Batch batch, CancellationToken stopping)
    {
        if (PlantedBug.Is("outbox.forget") && message.Aggregate.ToByteArray()[14] % 64 == 0)
        {
            return false;
        }

        if (PlantedBug.Is("outbox.skip") && message.Aggregate.ToByteArray()[14] % 64 == 0)
        {
            batch.Take(message, new PublishOutcome.Confirmed());
            return true;
        }

        try
        {
            var outcome = await publisher.PublishAsync(message, batch.Stopped, stopping);
            batch.Take(message, outcome);
            return outcome is PublishOutcome.Confirmed;
        }
        catch (OperationCanceledException) when (batch.Stopped.IsCancellationRequested)
        {
            return false;
        }
    }

    private enum DispatchOutcome
    {
        Idle,
        Worked,
        WorkedFully,
        Failed,
    }

    /// <summary>
    /// Lets small batches gather while messages trickle in: each costs a claim and a commit of its own, which the requests that make the messages then wait for.
    /// After a round of all lanes without a full batch the next begins a little later; what comes after a silence goes out at once.
    /// </summary>
    private sealed class Round(CallsUnderWay calls)
    {
        private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

        // Long enough to leave the processor to the calls, short enough that hundreds of messages a second still go out.
        private static readonly TimeSpan WhileCallsAreMany = TimeSpan.FromMilliseconds(250);

        private long startedAt;
        private int batches;
        private int smallBatches;

        internal void Count(DispatchOutcome outcome)
        {
            batches++;
            smallBatches += outcome is DispatchOutcome.Worked ? 1 : 0;
        }

        internal async Task BreatheAsync(CancellationToken stopping)
        {
            if (calls.AreMany && batches > 0)
            {
                await Task.Delay(WhileCallsAreMany, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                (startedAt, batches, smallBatches) = (Stopwatch.GetTimestamp(), 0, 0);
                return;
            }

            var rest = Shortest - Stopwatch.GetElapsedTime(startedAt);
            if (rest > TimeSpan.Zero && smallBatches < Outbox.Lanes)
            {
                return;
            }

            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            (startedAt, batches, smallBatches) = (Stopwatch.GetTimestamp(), 0, 0);
        }
    }

    /// <summary>What became of the messages of one claim; several aggregates report to it at once.</summary>
    private sealed class Batch : IDisposable
    {
        private readonly Lock gate = new();
        private readonly CancellationTokenSource stop;

        internal Batch(CancellationToken stopping)
        {
            stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            stop.CancelAfter(LongestBatch);
        }

        /// <summary>Nothing more is published once the broker is away, the batch is old, or the service stops.</summary>
        internal CancellationToken Stopped => stop.Token;

        internal List<OutboxMessage> Confirmed { get; } = [];

        internal List<OutboxMessage> Unconfirmed { get; } = [];

        internal List<(OutboxMessage Message, string Reason)> Rejected { get; } = [];

        /// <summary>The first sign that it is; null while there is none.</summary>
        internal Exception? BrokerAway { get; private set; }

        public void Dispose() => stop.Dispose();

        internal void Take(OutboxMessage message, PublishOutcome outcome)
        {
            lock (gate)
            {
                switch (outcome)
                {
                    case PublishOutcome.Confirmed:
                        Confirmed.Add(message);
                        break;
                    case PublishOutcome.Rejected rejected:
                        Rejected.Add((message, $"{rejected.Cause.GetType().Name}: {rejected.Cause.Message}"));
                        break;
                    case PublishOutcome.BrokerAway away:
                        Unconfirmed.Add(message);
                        BrokerAway ??= away.Cause;
                        stop.Cancel();
                        break;
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read or settled; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventName = "LogBrokerAway", Level = LogLevel.Warning, Message = "The broker did not confirm {Count} messages; the batch stops and is tried again")]
    private partial void LogBrokerAway(Exception exception, int count);

    [LoggerMessage(EventName = "OutboxRepeat", Level = LogLevel.Information, Message = "OutboxRepeat: {Count} messages were published again, as the broker had not confirmed them before")]
    private partial void LogRepeat(int count);
}
