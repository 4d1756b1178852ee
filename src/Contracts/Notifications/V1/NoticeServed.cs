namespace Netralitas.Contracts.Notifications.V1;

/// <summary>Whoever a legal notice is for confirmed that it was received: signed in, or by typing the code that came with it. What runs from its service runs from here.</summary>
/// <remarks>Published at least once for each notice, after the first confirmation is durable; later confirmations change nothing. Carries nobody's name.</remarks>
public sealed record NoticeServed
{
    /// <summary>The notice; its proof is read by this id.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>Always 1: a notice is served once.</summary>
    public required int Version { get; init; }

    /// <summary>Stable name of what the notice tells of, for example <c>Forwarded</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it tells of; of <c>Forwarded</c> the forwarding.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The office that it was put into the inbox of, as kind:code.</summary>
    public required string Office { get; init; }

    /// <summary>Instant (UTC) of the confirmation.</summary>
    public required DateTimeOffset ServedAt { get; init; }
}
