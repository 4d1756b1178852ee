using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Retention;

namespace Netralitas.Services.Reports.Retention;

/// <summary>That a case is to be erased. From this row on nothing of it is read. Never changed.</summary>
internal sealed class CaseErasure
{
    public required Guid ReportId { get; init; }

    /// <summary>Random, in the order of beginning; pages go by it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Kemendagri code of the region of the office that handled the case.</summary>
    public required string OfficeCode { get; init; }

    public required ErasureGround Ground { get; init; }

    /// <summary>Null when a person asked for it.</summary>
    public required RetentionClass? Class { get; init; }

    /// <summary>The rule that it follows; null when a person asked for it.</summary>
    public required string? RuleId { get; init; }

    /// <summary>Its version; null likewise.</summary>
    public required int? RuleVersion { get; init; }

    /// <summary>Last local date on which the case was to be kept; null likewise.</summary>
    public required DateOnly? KeptUntil { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
}

/// <summary>That all of a case is gone but what counts and the audit chain need. Never changed.</summary>
internal sealed class CaseErasureEnd
{
    public required Guid ReportId { get; init; }

    public required DateTimeOffset ErasedAt { get; init; }
}
