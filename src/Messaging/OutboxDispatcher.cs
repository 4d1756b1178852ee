using System.Diagnostics;
using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Netralitas.Messaging;

/// <summary>Publishes what the outbox holds, at least once, in order for each aggregate.</summary>
/// <remarks>
/// Any number of dispatchers may run: a lane's row lock decides who works on it, and dies with the connection. A dispatcher that dies between the broker's
/// confirm and its commit causes at most one batch of repeats, which the inbox drops. A broker that is away counts against no message.
/// </remarks>
internal sealed partial class OutboxDispatcher(OutboxStore store, OutboxSignal signal, IBus bus, EventTypes types, OutboxOptions options, ILogger<OutboxDispatcher> log)
    : BackgroundService
{
    private static readonly ActivitySource Source = new("Netralitas.Messaging");
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // Well under the minute after which the database ends a transaction that stands idle.
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = PollInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var outcome = await DispatchLaneAsync(stoppingToken);
                if (outcome is DispatchOutcome.Worked)
                {
                    pause = PollInterval;
                    continue;
                }

                pause = outcome is DispatchOutcome.Idle ? PollInterval : Longer(pause);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
                pause = Longer(pause);
            }

            // New work wakes an idle dispatcher, but does not cut short the pause before a broker or database is tried again.
            await (pause > PollInterval ? Task.Delay(pause, stoppingToken) : signal.WaitAsync(pause, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));

    private async Task<DispatchOutcome> DispatchLaneAsync(CancellationToken cancel)
    {
        await using var claim = await store.ClaimAsync(cancel);
        if (claim is null)
        {
            return DispatchOutcome.Idle;
        }

        var batch = new Batch();
        // Aggregates are independent of each other; the messages of one follow each other.
        await Task.WhenAll(claim.Messages.GroupBy(m => m.Aggregate).Select(aggregate => SendInOrderAsync(aggregate, batch, cancel)));
        await claim.SettleAsync(batch.Confirmed, batch.Rejected, cancel);
        return batch.BrokerAway ? DispatchOutcome.BrokerAway : batch.Confirmed.Count > 0 ? DispatchOutcome.Worked : DispatchOutcome.Idle;
    }

    private async Task SendInOrderAsync(IEnumerable<OutboxMessage> messages, Batch batch, CancellationToken cancel)
    {
        foreach (var message in messages)
        {
            if (batch.BrokerAway || batch.Age > LongestBatch || !await TrySendAsync(message, batch, cancel))
            {
                return;
            }
        }
    }

    /// <returns>Whether the broker confirmed it; why not is in the batch.</returns>
    private async Task<bool> TrySendAsync(OutboxMessage message, Batch batch, CancellationToken cancel)
    {
        ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var parent);
        using var span = Source.StartActivity("outbox publish", ActivityKind.Producer, parent);
        // The token ends a publish that waits for a connection; the limit on the wait ends one that ignores its token.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.PublishTimeout);
        try
        {
            var (body, type) = types.Read(message);
            await bus.Publish(body, type, Pipe.Execute<PublishContext>(publish =>
            {
                publish.MessageId = message.Id;
                publish.Durable = true;
                // Without it, the broker confirms and drops a message that no queue takes.
                publish.Mandatory = true;
            }), limit.Token).WaitAsync(options.PublishTimeout + TimeSpan.FromSeconds(1), cancel);
            batch.Confirm(message);
            return true;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && IsBrokerAway(exception))
        {
            if (batch.StopAsBrokerIsAway())
            {
                LogBrokerAway(exception, message.Id);
            }

            return false;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            // Whatever else it is, it is this message's own trouble: it must not stop its lane, and after ten attempts a person decides.
            LogRejected(exception, message.Id, message.Type, message.Attempts + 1);
            batch.Reject(message, $"{exception.GetType().Name}: {exception.Message}");
            return false;
        }
    }

    private static bool IsBrokerAway(Exception exception)
    {
        if (exception is MessageReturnedException || exception.InnerException is MessageReturnedException)
        {
            return false;
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutException or OperationCanceledException or IOException or SocketException or ConnectionException
                || cause.GetType().Namespace?.StartsWith("RabbitMQ.Client", StringComparison.Ordinal) == true)
            {
                return true;
            }
        }

        return false;
    }

    private enum DispatchOutcome
    {
        Idle,
        Worked,
        BrokerAway,
    }

    /// <summary>What became of the messages of one claim; several aggregates report to it at once.</summary>
    private sealed class Batch
    {
        private readonly Lock gate = new();
        private readonly long startedAt = Stopwatch.GetTimestamp();
        private int brokerAway;

        internal TimeSpan Age => Stopwatch.GetElapsedTime(startedAt);

        internal List<Guid> Confirmed { get; } = [];

        internal Dictionary<Guid, string> Rejected { get; } = [];

        internal bool BrokerAway => Volatile.Read(ref brokerAway) != 0;

        /// <returns>Whether this was the first to say so.</returns>
        internal bool StopAsBrokerIsAway() => Interlocked.Exchange(ref brokerAway, 1) == 0;

        internal void Confirm(OutboxMessage message)
        {
            lock (gate)
            {
                Confirmed.Add(message.Id);
            }
        }

        internal void Reject(OutboxMessage message, string reason)
        {
            lock (gate)
            {
                Rejected.Add(message.Id, reason);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read or settled; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of type {Type} was rejected, attempt {Attempt}")]
    private partial void LogRejected(Exception exception, Guid messageId, string type, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not confirm message {MessageId}; the batch stops and is tried again")]
    private partial void LogBrokerAway(Exception exception, Guid messageId);
}
