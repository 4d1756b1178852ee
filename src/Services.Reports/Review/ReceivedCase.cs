using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Review;

/// <summary>What was sent of a case. Pure.</summary>
/// <param name="Id">The report.</param>
/// <param name="Number">Public number, without hyphens.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
/// <param name="FirstKind">What it was taken in as.</param>
/// <param name="Whole">With all that was added.</param>
/// <param name="FormalAt">Since when it is of the kind that it is.</param>
internal sealed record ReceivedCase(Guid Id, string Number, DateTimeOffset ReceivedAt, ReportKind FirstKind, WholeReport Whole, DateTimeOffset FormalAt)
{
    /// <summary>What its reporter told the office beside the report, by the request that told it.</summary>
    internal IReadOnlyDictionary<Guid, string> Messages { get; init; } = new Dictionary<Guid, string>();

    /// <summary>What it is.</summary>
    internal ReportKind Kind => Whole.Classification.Kind;

    /// <summary>The instant at which the day began on which its act became known, by the clock of the place; null when that is not told, or has not come when it was reported.</summary>
    internal DateTimeOffset? KnownAt => DayKnown(Whole.Region?.Code ?? RegionCode.National);

    /// <summary>From when a finding counts: the day on which the office found it; of what it adopted, the adoption.</summary>
    internal DateTimeOffset FoundAt(RegionCode office) => FirstKind == ReportKind.Temuan && DayKnown(office) is { } known ? known : FormalAt;

    private DateTimeOffset? DayKnown(RegionCode place)
    {
        var zone = RegionDirectory.TimeZoneOf(place);
        return FilingTime.DayOf(Whole.Report.KnownOn) is { } known && known <= zone.LocalDate(FormalAt) ? zone.LocalDateTime(known, TimeOnly.MinValue) : null;
    }
}
