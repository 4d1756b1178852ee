namespace Netralitas.Contracts.Reports.V1;

/// <summary>The reports of one stretch of time, counted again long after they should have been told: whoever tells of reports compares, and answers when it differs.</summary>
/// <remarks>
/// Ids of reports are UUIDs of version 7, so a stretch of ids is a stretch of time. Only the count and a digest travel while both sides agree, which is almost always;
/// ids travel in the answer.
/// </remarks>
public sealed record ReportsRecounted
{
    /// <summary>This stretch of this recount.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>Always 1: a stretch is counted once under one <see cref="BatchId"/>.</summary>
    public required int Version { get; init; }

    /// <summary>The stretch begins after this id.</summary>
    public required Guid AfterReportId { get; init; }

    /// <summary>The stretch ends with this id.</summary>
    public required Guid UpToReportId { get; init; }

    /// <summary>How many reports there are in it.</summary>
    public required int Reports { get; init; }

    /// <summary><see cref="ReportIds.Digest"/> of their ids, in rising order.</summary>
    public required string Digest { get; init; }
}
