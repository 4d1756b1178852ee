using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Review;

/// <summary>What was sent of a case. Pure.</summary>
/// <param name="Id">The report.</param>
/// <param name="Number">Public number, without hyphens.</param>
/// <param name="ReceivedAt">When it came into this system.</param>
/// <param name="FirstKind">What it was taken in as.</param>
/// <param name="Whole">With all that was added.</param>
/// <param name="FormalAt">Since when it is of the kind that it is.</param>
internal sealed record ReceivedCase(Guid Id, string Number, DateTimeOffset ReceivedAt, ReportKind FirstKind, WholeReport Whole, DateTimeOffset FormalAt)
{
    /// <summary>What its reporter told the office beside the report, by the request that told it.</summary>
    internal IReadOnlyDictionary<Guid, string> Messages { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Who respondents are, as offices recorded it, by the request that did; empty where the reporter reads.</summary>
    internal IReadOnlyDictionary<Guid, Respondent> Recorded { get; init; } = new Dictionary<Guid, Respondent>();

    /// <summary>When it was received: handed over on paper, where an office typed it in later [LAW-RCP-04].</summary>
    internal DateTimeOffset ReceiptAt => Whole.HandedOverAt ?? ReceivedAt;

    /// <summary>What it is.</summary>
    internal ReportKind Kind => Whole.Classification.Kind;

    /// <summary>Whose calendar and clock tell whether it came in time: of the place of the act, and where that is not known of the office that took it in.</summary>
    internal RegionCode FiledAt => Whole.Region?.Code ?? Whole.Classification.Office;

    /// <summary>The instant at which the day began on which its act became known, by the clock of <see cref="FiledAt"/>; null when that is not told, or has not come when it was reported.</summary>
    internal DateTimeOffset? KnownAt => DayKnown(FiledAt);

    /// <summary>From when a finding counts: the day on which the office found it; of what it adopted, the adoption.</summary>
    internal DateTimeOffset FoundAt(RegionCode office) => FirstKind == ReportKind.Temuan && DayKnown(office) is { } known ? known : FormalAt;

    private DateTimeOffset? DayKnown(RegionCode place)
    {
        var zone = RegionDirectory.TimeZoneOf(place);
        return FilingTime.DayOf(Whole.Report.KnownOn) is { } known && known <= zone.LocalDate(FormalAt) ? zone.LocalDateTime(known, TimeOnly.MinValue) : null;
    }
}
