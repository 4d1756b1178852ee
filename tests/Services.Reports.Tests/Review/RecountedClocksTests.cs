using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using CaseClock = Netralitas.Services.Reports.Review.CaseClock;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>What clocks keep when the law of a case changes (LAW-REV-05), and what a holiday that became known later says of terms that are over (LAW-CAL-07).</summary>
public class RecountedClocksTests
{
    private static readonly Caller Officer = new("uji", Roles.Officer, new Office("bawaslu", "75.71"));

    [Fact]
    public void Another_law_counts_the_days_on_which_the_clock_stood_still_as_little_as_the_first_did()
    {
        var file = Completed();

        file.Assign(ContestFamily.Pemilu, "pemilu-2024-dpr", file.Take(CaseStep.AssignContest, Officer, At("2024-10-08T05:00Z")));

        var study = file.Clocks.All.Last(clock => clock.Subject == ClockSubject.InitialReview);
        Assert.Equal(
            "Batas kajian awal laporan ini Rabu, 9 Oktober 2024 pukul 23.59 WITA: 2 hari kerja sejak laporan disampaikan Jumat, 4 Oktober 2024, "
            + "tidak termasuk masa henti Sabtu, 5 Oktober 2024 sampai dengan Senin, 7 Oktober 2024 (Perbawaslu 7/2022 Pasal 15 ayat (1)).", ExplainDeadline.Sentence(study.Clock));
        Assert.Equal(
            [
                "Batas kajian awal laporan ini dihitung ulang menurut Perbawaslu 7/2022 Pasal 15 ayat (1) karena pemilihan yang ditetapkan untuk perkara ini berubah; "
                + "sebelumnya Rabu, 9 Oktober 2024 menurut Perbawaslu 8/2020 jo. Perbawaslu 9/2024. Masa henti yang sudah berjalan tetap tidak dihitung.",
                "Batas kajian awal laporan ini berubah dari Selasa, 8 Oktober 2024 menjadi belum dapat ditentukan karena penghitungan dihentikan sementara.",
                "Batas kajian awal laporan ini berubah dari belum dapat ditentukan menjadi Rabu, 9 Oktober 2024 karena penghitungan dilanjutkan.",
            ], CaseWire.Explained(file, study, At("2024-10-08T05:00Z")).Changes);
    }

    [Fact]
    public void What_stood_still_when_the_law_changed_still_does_and_runs_again_once()
    {
        var file = Asked();

        file.Assign(ContestFamily.Pemilu, "pemilu-2024-dpr", file.Take(CaseStep.AssignContest, Officer, At("2024-10-07T05:00Z")));
        Assert.Equal(["Stopped", "Paused"], OfStudy(file).Select(clock => clock.Clock.Status.ToString()));
        Assert.Equal(new DateOnly(2024, 10, 5), OfStudy(file)[^1].Clock.Pauses.Single().FirstDay);
        file.Grow(At("2024-10-08T04:00Z"));

        Assert.Equal(["Stopped", "Running"], OfStudy(file).Select(clock => clock.Clock.Status.ToString()));
        Assert.Equal(new DateOnly(2024, 10, 9), OfStudy(file)[^1].Clock.Deadline.LastDay);
    }

    [Fact]
    public void The_law_may_change_there_and_back_and_the_rows_read_again_say_the_same()
    {
        var file = Completed();
        var before = OfStudy(file)[^1].Clock.Deadline.LastDay;

        file.Assign(ContestFamily.Pemilu, "pemilu-2024-dpr", file.Take(CaseStep.AssignContest, Officer, At("2024-10-08T05:00Z")));
        file.Assign(ContestFamily.Pilkada, "pilkada-2024-wali-kota", file.Take(CaseStep.AssignContest, Officer, At("2024-10-08T06:00Z")));

        Assert.Equal(before, OfStudy(file)[^1].Clock.Deadline.LastDay);
        Assert.Single(OfStudy(file), clock => clock.IsOpen);
        var again = new CaseFile(file.Report, file.Case, [.. file.Events], [.. file.Clocks.Added.Reverse()]);
        Assert.Equal(file.Clocks.All.Select(clock => ExplainDeadline.Sentence(clock.Clock)), again.Clocks.All.Select(clock => ExplainDeadline.Sentence(clock.Clock)));
    }

    [Fact]
    public void An_extension_and_the_office_that_began_are_kept_and_an_extension_that_the_other_law_does_not_know_falls_away()
    {
        var without = ElectionLaw.Published with
        {
            Clocks = new ClockRules(ElectionLaw.Published.Clocks.All.Select(rule => rule.Id == "pemilu-handling" ? rule with { Extension = null, ExtensionBasis = "" } : rule)),
        };

        var (kept, fallen) = (Handled(ElectionLaw.Published), Handled(without));

        Assert.Equal((true, 14, new DateOnly(2024, 12, 3), "31.71"), (kept.After.Clock.IsExtended, kept.After.Clock.Length, kept.After.Clock.StartedOn, kept.After.Clock.Office.ToString()));
        Assert.EndsWith("Perpanjangan yang sudah diambil tetap berlaku.", ExplainDeadline.Recounted(kept.Before.Clock, kept.After.Clock), StringComparison.Ordinal);
        Assert.Equal((false, 7), (fallen.After.Clock.IsExtended, fallen.After.Clock.Length));
        Assert.EndsWith("Perpanjangan tidak dikenal dalam ketentuan itu.", ExplainDeadline.Recounted(fallen.Before.Clock, fallen.After.Clock), StringComparison.Ordinal);
    }

    // 7 working days from 4 January 2024 end on Monday 15 January; each case: when it came, holidays as they became known.
    private const string Filings = """
        2024-01-15T03:00Z |  -> in time, in time now
        2024-01-16T03:00Z |  -> late, late now
        2024-01-16T03:00Z | 2024-01-10 known 2024-01-20 -> in time, late before, in time now
        2024-01-17T03:00Z | 2024-01-10 known 2024-01-20 -> late, late now
        2024-01-16T03:00Z | 2024-01-10 known 2024-01-02 -> in time, in time now
        2024-01-16T03:00Z | 2024-01-10 known 2024-01-02; 2024-01-10 gone 2024-01-20 -> in time, late now
        2024-01-16T03:00Z | 2024-01-13 known 2024-01-20 -> late, late now

        """;

    [Fact]
    public void A_report_is_in_time_by_what_was_known_when_it_came_or_by_what_is_known_now() => Assert.Equal(Filings, string.Concat(
        Filings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input =>
        {
            var cells = input.Split(" | ");
            var file = File(Laporan("Pileg", "2024-01-04"), cells[0], Law(cells[1]));
            var filing = file.Clocks.All.Single(clock => clock.Subject == ClockSubject.ReportFiling);
            var (then, now) = (filing.Clock.StoppedInTime!.Value, filing.Present.StoppedInTime!.Value);
            return $"{input} -> {(file.IsLate ? "late" : "in time")}{(!then && now ? ", late before" : "")}, {(now ? "in time" : "late")} now\n";
        })));

    [Fact]
    public void What_a_late_holiday_changes_of_a_term_that_is_over_is_told_beside_it_with_the_decree()
    {
        var file = File(Laporan("Pileg", "2024-01-04"), "2024-01-16T03:00Z", Law("2024-01-10 known 2024-01-20"));
        var filing = CaseWire.Clock(file.Clocks.All[0], At("2024-01-21T00:00Z"));

        Assert.Contains("Senin, 15 Januari 2024", filing.Sentence, StringComparison.Ordinal);
        Assert.Equal((true, false), (filing.IsLate, filing.IsLateNow));
        Assert.Equal(
            "Batas penyampaian laporan berubah dari Senin, 15 Januari 2024 menjadi Selasa, 16 Januari 2024 karena Rabu, 10 Januari 2024 ditetapkan sebagai libur nasional Hari Contoh (Keppres Contoh). "
            + "Menurut kalender yang kini tercatat batas itu ditepati; semula dinilai terlewati. Penilaian dan keputusan yang sudah dicatat tidak berubah dengan sendirinya.", filing.Reassessment);
        var inTime = file.Requirements().Single(requirement => requirement.Key == "reported_in_time");
        Assert.Equal((true, filing.Reassessment), (inTime.IsMet, inTime.Advice));
    }

    [Fact]
    public void A_term_that_stands_or_that_somebody_else_has_to_keep_is_not_judged_anew()
    {
        var file = File(Laporan("Pileg", "2024-01-04"), "2024-01-12T03:00Z", Law("2024-01-16 known 2024-01-20"));
        file.Take(CaseStep.Claim, Officer, At("2024-01-12T04:00Z"));
        file.Clocks.StopAll(file.Take(CaseStep.Register, Officer, At("2024-01-17T05:00Z")));

        Assert.All(file.Clocks.All, clock => Assert.Equal("", clock.Reassessment));
    }

    // A report without a place, handed to an office in WIT late on its last day there, when it is still that day in Jakarta; and one of a place in WIB.
    [Theory]
    [InlineData("81.71", "", "2024-10-08T14:59Z", false)]
    [InlineData("81.71", "", "2024-10-08T15:00Z", true)]
    [InlineData("81.71", "35.75", "2024-10-08T16:59Z", false)]
    [InlineData("", "", "2024-10-08T16:59Z", false)]
    [InlineData("", "", "2024-10-08T17:00Z", true)]
    public void Without_a_place_the_clock_of_the_office_that_took_it_in_tells_whether_it_is_late(string office, string place, string at, bool isLate)
    {
        foreach (var contest in new[] { "Pilwali", "" })
        {
            var report = Laporan(contest, contest.Length > 0 ? "2024-10-01" : "2024-09-27");
            report.RegionCode = place;

            Assert.Equal(isLate, File(report, at, entry: office.Length > 0 ? new OfficeEntry(ReportKind.Unspecified, new Office("bawaslu", office), "petugas") : null).IsLate);
        }
    }

    private static (CaseClock Before, CaseClock After) Handled(ElectionLaw law)
    {
        var clocks = new CaseClocks(Guid.NewGuid(), [], law);
        // Shortly after midnight in WIT, which is the day before in WIB.
        clocks.Start(ClockSubject.Handling, ContestFamily.Pilkada, RegionCode.Parse("81.71"), At("2024-12-02T15:30Z"), At("2024-12-02T15:30Z"));
        clocks.Extend(ClockSubject.Handling, At("2024-12-04T00:00Z"));
        clocks.MoveTo(RegionCode.Parse("31.71"), At("2024-12-04T01:00Z"));
        clocks.Restart(ContestFamily.Pemilu, At("2024-12-04T02:00Z"));
        Assert.Equal(clocks.All[0], clocks.Replaced(clocks.All[1]), (one, other) => one?.Number == other?.Number);
        return (clocks.All[0], clocks.All[1]);
    }

    private static CaseClock[] OfStudy(CaseFile file) => [.. file.Clocks.All.Where(clock => clock.Subject == ClockSubject.InitialReview)];

    // Asked on Saturday 5 October.
    private static CaseFile Asked()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");
        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        file.AwaitCompletion(ContestFamily.Pilkada, file.Take(CaseStep.RequestCompletion, Officer, At("2024-10-05T04:00Z"), new RequestCompletionRequest { Message = "Lengkapi." }));
        return file;
    }

    // And completed on Tuesday 8 October.
    private static CaseFile Completed()
    {
        var file = Asked();
        file.Grow(At("2024-10-08T04:00Z"));
        return file;
    }

    private static ElectionLaw Law(string holidays) => ElectionLaw.Published with
    {
        Calendar = LegalCalendar.Published.With(holidays.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(' ')).Select(words => new Holiday(
            DateOnly.ParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), HolidayKind.LiburNasional, RegionCode.National,
            words[1] == "known" ? HolidayEffect.Ditetapkan : HolidayEffect.Dicabut, "Hari Contoh", At($"{words[2]}T00:00Z"), new Citation("Keppres Contoh", "https://example.org", Mark.Derived, "LAW-CAL-01")))),
    };

    private static SubmitReportRequest Laporan(string contest, string knownOn) => new()
    {
        Narrative = "CONTOH",
        RegionCode = "75.71",
        Contest = contest,
        KnownOn = knownOn,
        Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" },
    };

    private static CaseFile File(SubmitReportRequest report, string at, ElectionLaw? law = null, OfficeEntry? entry = null)
    {
        var whole = new WholeReport(report, entry, ReporterFacts.Of(report.Reporter));
        return new CaseFile(new ReceivedCase(Guid.CreateVersion7(), "000000000000", At(at), whole.Classification.Kind, whole, At(at)), null, [], [], law: law);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
