using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceFiles;
using Netralitas.Services.Reports.Tests.EvidenceIntake;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Retention;

/// <summary>Cases that were closed three years ago, and terms of two years.</summary>
internal static class OldCase
{
    internal static readonly Metadata Central = TestIssuer.As("bawaslu:00", role: "central");

    /// <summary>Withdrawn cases are kept for two years from today on; in WIT, where a day begins first and a term counts at any hour, so cases belong to offices there.</summary>
    internal static async Task SetTermAsync(ReportsProcess replica)
    {
        if ((await replica.Law.ListRetentionTermsAsync(new ListRetentionTermsRequest())).Terms.Last(term => term.RetentionClass == "Withdrawn").Years == 2)
        {
            return;
        }

        await replica.LawRevisions.SetRetentionTermAsync(await TermAsync(replica), Central);
    }

    internal static async Task<SetRetentionTermRequest> TermAsync(ReportsProcess replica) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = (await replica.Law.ListRevisionsAsync(new ListRevisionsRequest())).Revisions.Select(revision => revision.Revision).DefaultIfEmpty(0).Max(),
        Decree = new Decree { Basis = "Keputusan CONTOH 7/2026", Source = "https://example.org/jra" },
        RetentionClass = "Withdrawn",
        Years = 2,
        ValidFrom = DateTime.UtcNow.AddHours(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>A report with evidence and messages, withdrawn, and it was three years ago.</summary>
    internal static async Task<ExaminedReport> WithdrawnAsync(ReportsProcess replica, BackingServices backing, string region, string word, bool hasEvidence = false)
    {
        var report = ExaminedReport.Whole(region);
        (report.Narrative, report.Reporter.Name, report.Respondents[0].Name) = ($"CONTOH {word}", $"Pelapor {word}", $"Terlapor {word}");
        var examined = await ExaminedReport.ClaimedAsync(replica, report, $"bawaslu:{region}");
        await examined.ReviewAsync();
        await replica.Review.AskReporterAsync(examined.Question($"CONTOH {word}?"), TestIssuer.As($"bawaslu:{region}"));
        await replica.Intake.SendMessageAsync(examined.Message($"CONTOH {word} pesan"));
        if (hasEvidence)
        {
            await new SentFile(examined.Receipt, Pictures.Jpeg(), name: $"{word}.jpg").HandInAsync(replica);
        }

        await replica.Intake.WithdrawReportAsync(examined.Withdrawal());
        Assert.Equal(1, await backing.ExecuteAsync("update reports.cases set changed_at = changed_at - interval '3 years' where report_id = (select id from reports.reports where number = $1)", Plain(examined.Number)));
        return examined;
    }

    internal static string Plain(string number) => number.Replace("-", "", StringComparison.Ordinal);
}
