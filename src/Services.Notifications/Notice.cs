using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications;

/// <summary>One thing told to one office, once.</summary>
internal sealed class Notice
{
    /// <summary>Version 7, so that its order is the order of creation.</summary>
    public required Guid Id { get; init; }

    /// <summary>Recipient as kind:code.</summary>
    public required string Office { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>The declaration or report that it is about. With office, kind and version it is unique for ever: nothing is told twice.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Version of the subject that it tells of.</summary>
    public required int SubjectVersion { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>Region that it is about; null when it is not known.</summary>
    public required string? RegionCode { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Place in the order in which notices are written, set by the database: readers go on in its order.</summary>
    public ulong ToldIn { get; init; }

    /// <summary>Null until somebody of the office acknowledged it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Claim <c>sub</c> of who acknowledged it.</summary>
    public string? AcknowledgedBy { get; set; }

    /// <summary>How it was acknowledged; null until it was, and of what was acknowledged before means were recorded.</summary>
    public ConfirmationMeans? AcknowledgedMeans { get; set; }

    /// <summary>The delivery whose code was typed; null otherwise.</summary>
    public Guid? AcknowledgedDeliveryId { get; set; }
}

/// <summary>Signatures counted for a declaration from the events that told of them.</summary>
internal sealed class DeclarationTally
{
    public required Guid DeclarationId { get; init; }

    public required int Signatures { get; init; }

    public required int PersonalPledges { get; init; }
}
