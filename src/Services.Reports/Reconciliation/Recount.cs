namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>One recount of the reports of a stretch of time: by schedule, or because an operator asked.</summary>
internal sealed class Recount
{
    public required Guid Id { get; init; }

    /// <summary>Reports from this instant on.</summary>
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>Reports before this instant.</summary>
    public required DateTimeOffset ToAt { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who asked; null when it was due by schedule.</summary>
    public required string? AskedBy { get; init; }

    /// <summary>Null until it was counted and its stretches were queued.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>How many reports it counted; null until it was done.</summary>
    public int? Reports { get; set; }
}

/// <summary>A report that was told of, and that this database does not have: it was restored from a backup that is older than the report.</summary>
internal sealed class UnknownReport
{
    public required Guid ReportId { get; init; }

    /// <summary>When this was first noticed.</summary>
    public required DateTimeOffset NoticedAt { get; init; }
}
