using System.Text;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>Whether there is anything to read in what was sent. Pure.</summary>
internal static class ReportWords
{
    /// <summary>Whether there is more in a text than space, control characters and punctuation. A single picture is something.</summary>
    internal static bool Any(string text) => text.EnumerateRunes().Any(SaysSomething);

    /// <summary>Whether any field says something. What was chosen from a list (channel, capacity) says nothing of what happened.</summary>
    internal static bool Any(SubmitReportRequest report) =>
        Any(report.Narrative) || Any(report.Event) || Any(report.Place) || Any(report.HappenedOn) || Any(report.KnownOn) || Any(report.Contest) || Any(report.RegionCode)
        || (report.Reporter is { } reporter && Any(reporter)) || report.Respondents.Any(Any) || report.Witnesses.Any(Any) || report.Evidence.Any(Any);

    /// <inheritdoc cref="Any(SubmitReportRequest)"/>
    internal static bool Any(Respondent r) =>
        Any(r.Name + r.Number + r.Position + r.Agency + r.Address + r.Phone + r.Place + r.Photo + r.Description);

    /// <inheritdoc cref="Any(SubmitReportRequest)"/>
    internal static bool Any(Evidence e) => Any(e.Link + e.Description);

    private static bool Any(Reporter r) =>
        Any(r.Name + r.Address + r.Phone + r.Email + r.BirthPlace + r.BornOn + r.Sex + r.Occupation + r.Citizenship);

    private static bool Any(Witness w) => Any(w.Name + w.Contact + w.Address + w.Phone);

    private static bool SaysSomething(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !Rune.IsPunctuation(rune)
        && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format;
}
