namespace Netralitas.Messaging;

/// <summary>A durable queue that takes an event.</summary>
/// <param name="Event">Type of the event.</param>
/// <param name="Queue">Name of the queue, with the consuming service as its prefix.</param>
/// <remarks>Producer and consumer both declare it, so that an event published before its consumer first starts already has a place to wait.</remarks>
public sealed record Subscription(Type Event, string Queue)
{
    /// <summary>Exchange and queue for what could not be handled, one for each consuming service.</summary>
    public string DeadLetterExchange => $"{Queue[..Queue.IndexOf('-', StringComparison.Ordinal)]}.dlx";
}
