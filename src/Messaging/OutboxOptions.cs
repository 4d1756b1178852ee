namespace Netralitas.Messaging;

/// <summary>How the outbox is sent; configuration section <c>Messaging:Outbox</c>.</summary>
public sealed record OutboxOptions
{
    /// <summary>Seconds until a publish without the broker's confirm is given up, and tried again later.</summary>
    public double PublishTimeoutSeconds { get; init; } = 10;

    /// <summary>Lanes that one process works on at the same time; each takes one connection to the database while there is work.</summary>
    public int LanesAtOnce { get; init; } = 3;

    internal TimeSpan PublishTimeout => TimeSpan.FromSeconds(PublishTimeoutSeconds);
}
