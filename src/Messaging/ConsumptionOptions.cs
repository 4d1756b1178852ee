namespace Netralitas.Messaging;

/// <summary>How messages are taken from queues; configuration section <c>Messaging:Consumption</c>.</summary>
public sealed record ConsumptionOptions
{
    /// <summary>
    /// Seconds for which a message waits out an outage unacknowledged, tried once a second. After that the service stops taking messages until its database answers: the broker closes the
    /// channel of a consumer that keeps a message for half an hour, and sets a message aside after twenty deliveries that came to nothing.
    /// </summary>
    public int OutageSeconds { get; init; } = 60;

    /// <summary>Seconds without a message after which a service that has just started stops being careful.</summary>
    public double CarefulSeconds { get; init; } = 3;

    /// <summary>Seconds after which an endpoint that neither takes messages nor tries to is given up for another. Longer than the 30 s between two tries and the time that one may take.</summary>
    public double StuckSeconds { get; init; } = 90;
}
