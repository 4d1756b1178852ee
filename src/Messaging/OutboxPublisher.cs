using System.Diagnostics;
using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>What became of one publish.</summary>
internal abstract record PublishOutcome
{
    /// <summary>The broker has it on disk, in every queue that takes it.</summary>
    internal sealed record Confirmed : PublishOutcome;

    /// <summary>Nothing is known, and it is not the message's fault: it is sent again.</summary>
    /// <param name="Cause">What was thrown.</param>
    internal sealed record BrokerAway(Exception Cause) : PublishOutcome;

    /// <summary>The message itself cannot be sent.</summary>
    /// <param name="Cause">What was thrown.</param>
    internal sealed record Rejected(Exception Cause) : PublishOutcome;
}

/// <summary>Publishes one message of the outbox and waits for the broker's confirm.</summary>
internal sealed partial class OutboxPublisher(IBus bus, EventTypes types, OutboxOptions options, ILogger<OutboxPublisher> log) : IDisposable
{
    // The client holds publishes back, half a second and longer each, once more than half of its 128 unconfirmed ones are under way.
    private const int MostUnconfirmed = 60;

    private static readonly ActivitySource Source = new("Netralitas.Messaging");

    private readonly SemaphoreSlim unconfirmed = new(MostUnconfirmed, MostUnconfirmed);

    /// <summary>Publishes a message. Never throws for what the broker or the message does.</summary>
    /// <param name="message">The message.</param>
    /// <param name="batchStopped">Gives up while the message waits for its turn; once published, its confirm is waited for.</param>
    /// <param name="cancel">Gives up at any time.</param>
    internal async Task<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken batchStopped, CancellationToken cancel)
    {
        await unconfirmed.WaitAsync(batchStopped);
        try
        {
            return await PublishNowAsync(message, cancel);
        }
        finally
        {
            unconfirmed.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => unconfirmed.Dispose();

    private async Task<PublishOutcome> PublishNowAsync(OutboxMessage message, CancellationToken cancel)
    {
        ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var parent);
        using var span = Source.StartActivity("outbox publish", ActivityKind.Producer, parent);
        // The token ends a publish that waits for a connection; the limit on the wait ends one that ignores its token.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.PublishTimeout);
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            var (body, type) = types.Read(message);
            var publish = bus.Publish(body, type, Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = message.Id;
                context.Durable = true;
                // Without it, the broker confirms and drops a message that no queue takes.
                context.Mandatory = true;
            }), limit.Token);
            Failpoint.Reach("outbox.after_publish_before_confirm");
            await publish.WaitAsync(options.PublishTimeout + TimeSpan.FromSeconds(1), cancel);
            Meters.PublishConfirm.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
            return new PublishOutcome.Confirmed();
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && IsBrokerAway(exception))
        {
            if (limit.IsCancellationRequested)
            {
                LogConfirmTimeout(message.Id, options.PublishTimeoutSeconds);
            }

            return new PublishOutcome.BrokerAway(exception);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            if (IsReturned(exception))
            {
                Meters.PublishReturned.Add(1);
            }

            // Whatever else it is, it is this message's own trouble: it must not stop its lane, and after ten attempts a person decides.
            LogRejected(exception, message.Id, message.Type, message.Attempts + 1);
            return new PublishOutcome.Rejected(exception);
        }
    }

    private static bool IsReturned(Exception exception) => exception is MessageReturnedException || exception.InnerException is MessageReturnedException;

    private static bool IsBrokerAway(Exception exception)
    {
        if (IsReturned(exception))
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of type {Type} was rejected, attempt {Attempt}")]
    private partial void LogRejected(Exception exception, Guid messageId, string type, int attempt);

    [LoggerMessage(EventName = "ConfirmTimeout", Level = LogLevel.Warning, Message = "ConfirmTimeout: the broker did not confirm message {MessageId} within {Seconds} s")]
    private partial void LogConfirmTimeout(Guid messageId, double seconds);
}
