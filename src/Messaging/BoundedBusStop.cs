using MassTransit;
using Microsoft.Extensions.Logging;

namespace Netralitas.Messaging;

/// <summary>Starts and stops the bus; a stop that does not end is left to the end of the process.</summary>
/// <remarks>
/// A connection that was cut while queues were declared on it can leave a channel on which somebody waits for good, and the bus waits for that one. Nothing is lost by leaving it: the broker gives what was not acknowledged to
/// others as soon as the connection is gone, and what was to be published is in the outbox.
/// </remarks>
/// <param name="depot">The library's own.</param>
/// <param name="within">How long a stop may take.</param>
/// <param name="log">Tells of a stop that did not end.</param>
internal sealed partial class BoundedBusStop(IBusDepot depot, TimeSpan within, ILogger<BoundedBusStop> log) : IBusDepot
{
    /// <summary>Together with the end of the consumers, which comes before it, less than the 30 s that a host gives all of it.</summary>
    internal static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    // What is told to stop gets a moment to say that it did not.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public Task Start(CancellationToken cancellationToken) => depot.Start(cancellationToken);

    public async Task Stop(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(within);
        try
        {
            await depot.Stop(limit.Token).WaitAsync(within + Moment, CancellationToken.None);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            LogLeftBehind(within.TotalSeconds);
        }
    }

    [LoggerMessage(EventName = "BusLeftBehind", Level = LogLevel.Warning, Message = "The bus did not stop within {Seconds} s; the broker is told by the end of the process")]
    private partial void LogLeftBehind(double seconds);
}
