using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;

namespace Netralitas.Services.Reports.Review;

/// <summary>Whether the report came in time.</summary>
/// <remarks>
/// By what was known of the calendar when it came. A holiday that becomes known later is told beside that; what is recorded stays, and a report that is in time by either is in time:
/// a reporter could go by what was known, and a day that was free of work counts for nobody [LAW-CAL-07].
/// </remarks>
internal sealed partial class CaseFile
{
    /// <summary>Every requirement with what the text of the report tells. Whether a report comes in time is told by the law of the case, once that is known.</summary>
    internal IReadOnlyList<Requirement> Requirements()
    {
        var requirements = ReportRequirements.Of(Report.Whole.Report, Report.Whole.Reporter, Report.Whole.Region, FilingTimes().MaxBy(filing => filing.State == FilingState.InTime)!, HasEvidence);
        if (Filing() is { } filing)
        {
            var inTime = requirements.Single(requirement => requirement.Key == ReportRequirements.ReportedInTime);
            inTime.IsMet = !IsPast(filing);
            inTime.Advice = (inTime.IsMet, filing.Reassessment) switch
            {
                (_, { Length: > 0 } reassessment) => reassessment,
                (true, _) => "",
                (false, _) => $"{ExplainDeadline.Sentence(filing.Clock)} {FilingTime.Past}",
            };
        }

        return requirements;
    }

    /// <summary>Whether a laporan came after its last day, by the law of the case. Of findings the term is another.</summary>
    internal bool IsLate => Report.Kind == ReportKind.Laporan && (Filing() is { } filing ? IsPast(filing) : FilingTimes().All(each => each.State == FilingState.Late));

    /// <summary>Of a laporan that was judged to have come too late: why it is in time by the calendar that is known now, in Indonesian; null where it was not judged so, or is late still [LAW-CAL-07].</summary>
    internal string? Reassessed =>
        IsLate || Report.Kind != ReportKind.Laporan || Review is not { } review || !review.Outcomes.Any(outcome => outcome.Key == ReportRequirements.ReportedInTime && !outcome.IsMet)
            ? null
            : Filing() is { } filing ? NullIfEmpty(filing.Reassessment)
            : FilingTimes()[0].State == FilingState.Late ? "Semula dinilai terlambat. Menurut hari libur yang diketahui sekarang, laporan ini disampaikan dalam waktunya."
            : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    // Of a report whose law is not known: by the calendar of its receipt, and by that of now.
    private IReadOnlyList<FilingTime> FilingTimes() =>
        [.. new DateTimeOffset?[] { null, DateTimeOffset.MaxValue }.Select(known => FilingTime.Of(Report.Whole.Report, Report.FiledAt, Report.FormalAt, Law, known))];

    private static bool IsPast(CaseClock filing) => filing.Clock.StoppedInTime == false && filing.Present.StoppedInTime == false;

    private CaseClock? Filing() => Clocks.All.LastOrDefault(clock => clock.Subject == ClockSubject.ReportFiling);

    // A clock that is over when it starts: it tells whether the report came in time.
    private void File(ContestFamily family)
    {
        if (Report.Kind == ReportKind.Laporan && Report.KnownAt is { } known)
        {
            Clocks.Start(ClockSubject.ReportFiling, family, Report.FiledAt, known, Report.FormalAt);
            Clocks.Stop(ClockSubject.ReportFiling, Report.FormalAt);
        }
    }
}
