namespace Netralitas.Contracts.Notifications.V1;

/// <summary>The answer to a recount that found a difference: which reports of a stretch have been told of.</summary>
/// <remarks>Never published while both sides agree. One recounted stretch is answered in as many parts as its ids need; the parts cover it without a gap.</remarks>
public sealed record NoticesCounted
{
    /// <summary>The stretch that was recounted.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>Number of this part of the answer, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>This part begins after this id.</summary>
    public required Guid AfterReportId { get; init; }

    /// <summary>This part ends with this id.</summary>
    public required Guid UpToReportId { get; init; }

    /// <summary>Reports of this part that have a notice, in rising order.</summary>
    public required IReadOnlyList<Guid> ReportIds { get; init; }
}
