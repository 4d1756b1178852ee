using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Notices;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>The clocks of a case and what steps do to them: LAW-REV-01, LAW-CLK-01 to LAW-CLK-12 by the contest of the report.</summary>
public class CaseFileTests
{
    private static readonly Caller Officer = new("uji", Roles.Officer, new Office("bawaslu", "75.71"));

    [Fact]
    public void A_laporan_of_Pilkada_is_filed_and_studied_in_calendar_days_of_its_place()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");

        Assert.Equal(
            """
            ReportFiling Stopped: Batas penyampaian laporan Selasa, 8 Oktober 2024 pukul 23.59 WITA: 7 hari kalender sejak diketahui dan/atau ditemukan Selasa, 1 Oktober 2024 (UU 1/2015 Pasal 134 ayat (4)).
            InitialReview Running: Batas kajian awal laporan ini Minggu, 6 Oktober 2024 pukul 23.59 WITA: 2 hari kalender sejak laporan disampaikan Jumat, 4 Oktober 2024 (Perbawaslu 8/2020 jo. Perbawaslu 9/2024).
            """, Clocks(file));
        Assert.False(file.IsLate);
    }

    [Fact]
    public void A_laporan_of_Pemilu_is_filed_and_studied_in_working_days()
    {
        var file = File(Laporan("Pileg", "2024-01-04"), "2024-01-05T03:00Z");

        Assert.Equal(
            """
            ReportFiling Stopped: Batas penyampaian laporan Senin, 15 Januari 2024 pukul 23.59 WITA: 7 hari kerja sejak diketahui Kamis, 4 Januari 2024, tidak termasuk hari Sabtu dan Minggu (UU 7/2017 Pasal 454 ayat (6)).
            InitialReview Running: Batas kajian awal laporan ini Selasa, 9 Januari 2024 pukul 23.59 WITA: 2 hari kerja sejak laporan disampaikan Jumat, 5 Januari 2024, tidak termasuk hari Sabtu dan Minggu (Perbawaslu 7/2022 Pasal 15 ayat (1)).
            """, Clocks(file));
    }

    [Fact]
    public void What_is_handed_over_at_night_counts_from_the_next_opening()
    {
        var report = Laporan("Pilwali", "2024-10-01");
        report.Channel = ReportChannel.WalkIn;

        Assert.Contains("sejak laporan disampaikan Senin, 7 Oktober 2024", Clocks(File(report, "2024-10-04T14:00Z")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_laporan_is_received_all_the_same_and_lacks_one_formal_requirement()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-08T16:00Z");

        Assert.True(file.IsLate);
        Assert.Equal((ReportStatus.Received, ReportKind.Laporan), (file.Case.Status, file.Report.Kind));
        var inTime = file.Requirements().Single(requirement => requirement.Key == "reported_in_time");
        Assert.Equal((RequirementType.Formal, false), (inTime.Type, inTime.IsMet));
        Assert.Contains("Batas itu sudah lewat", inTime.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_contest_no_clock_runs_and_one_that_is_assigned_starts_them_from_the_same_instants()
    {
        var file = File(Laporan("", "2024-10-01"), "2024-10-04T03:00Z");
        Assert.Equal("", Clocks(file));

        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        file.Assign(ContestFamily.Pilkada, "pilkada-2024-wali-kota", file.Take(CaseStep.AssignContest, Officer, At("2024-10-05T03:01Z")));

        Assert.Equal(Clocks(File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z")), Clocks(file));
    }

    [Fact]
    public void Another_law_stops_the_clocks_and_starts_them_again_and_decides_anew_whether_it_is_late()
    {
        var file = File(Laporan("Pileg", "2024-10-01"), "2024-10-10T03:00Z");
        Assert.False(file.IsLate);

        file.Take(CaseStep.Claim, Officer, At("2024-10-10T04:00Z"));
        file.Assign(ContestFamily.Pilkada, "pilkada-2024-wali-kota", file.Take(CaseStep.AssignContest, Officer, At("2024-10-10T05:00Z")));

        Assert.True(file.IsLate);
        Assert.Equal(["pemilu-report-filing Stopped", "pemilu-initial-review Stopped", "pilkada-initial-review Running", "pilkada-report-filing Stopped"],
            file.Clocks.All.Select(clock => $"{clock.Clock.Rule.Id} {clock.Clock.Status}"));
        Assert.Equal(At("2024-10-10T03:00Z"), file.Clocks.All[2].Clock.CountedFrom);
    }

    [Fact]
    public void While_the_reporter_completes_the_first_study_stands_still()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");
        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        file.AwaitCompletion(ContestFamily.Pilkada, file.Take(CaseStep.RequestCompletion, Officer, At("2024-10-05T04:00Z"), new RequestCompletionRequest { Message = "Lengkapi." }));

        Assert.Equal(
            """
            InitialReview Paused: Batas kajian awal laporan ini belum berjalan kembali karena penghitungan dihentikan sementara sejak Sabtu, 5 Oktober 2024 setelah terhitung 0 hari: 2 hari kalender sejak laporan disampaikan Jumat, 4 Oktober 2024 (Perbawaslu 8/2020 jo. Perbawaslu 9/2024).
            """, string.Join('\n', Clocks(file).Split('\n').Skip(1)));
        Assert.Equal(
            "Waktu perbaikan belum berjalan: permintaan perbaikan Sabtu, 5 Oktober 2024 pukul 12.00 WITA belum dikonfirmasi pelapor. Waktu itu dihitung sejak pelapor mengonfirmasinya dengan nomor dan kode akses; membaca status saja belum mengonfirmasi.",
            AskedCompletion.AwaitedOf(file)!.Sentence());

        file.Serve(Confirmed("2024-10-05T20:00Z"), null, At("2024-10-05T20:00Z"));

        Assert.Null(AskedCompletion.AwaitedOf(file));
        Assert.Equal(
            "Completion Running: Batas perbaikan laporan ini Selasa, 8 Oktober 2024 pukul 04.00 WITA: 2 x 24 jam sejak pemberitahuan Minggu, 6 Oktober 2024 pukul 04.00 WITA (Perbawaslu 8/2020).",
            Clocks(file).Split('\n')[^1]);
        Assert.Equal(
            "Waktu perbaikan dihitung sejak Minggu, 6 Oktober 2024 pukul 04.00 WITA, ketika pemberitahuan dikonfirmasi pelapor dengan nomor dan kode akses, dan bukan sejak permintaan perbaikan Sabtu, 5 Oktober 2024 pukul 12.00 WITA.",
            AskedCompletion.Of(file)!.Sentence());

        file.Grow(At("2024-10-06T04:00Z"));

        Assert.Equal(ReportStatus.Completed, file.Case.Status);
        Assert.Equal(["Stopped", "Running", "Stopped"], file.Clocks.All.Select(clock => clock.Clock.Status.ToString()));
        Assert.Equal((new DateOnly(2024, 10, 7), true), (file.Clocks.All[1].Clock.Deadline.LastDay, file.Clocks.All[2].Clock.StoppedInTime));
    }

    [Fact]
    public void A_completion_after_its_time_is_taken_and_known_to_be_late()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");
        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        file.AwaitCompletion(ContestFamily.Pilkada, file.Take(CaseStep.RequestCompletion, Officer, At("2024-10-05T04:00Z"), new RequestCompletionRequest { Message = "Lengkapi." }));

        file.Serve(Confirmed("2024-10-05T04:00Z"), null, At("2024-10-05T04:00Z"));
        file.Grow(At("2024-10-07T04:01Z"));

        Assert.Equal((ReportStatus.Completed, false), (file.Case.Status, file.Clocks.All[^1].Clock.StoppedInTime!.Value));
    }

    [Fact]
    public void Each_step_is_one_version_and_a_replica_whose_clock_is_behind_does_not_go_back_in_time()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");

        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        file.Take(CaseStep.Release, Officer, At("2024-10-05T02:59Z"));

        Assert.Equal(["2 Claim InitialReview 03:00", "3 Release InitialReview 03:00"],
            file.Added.Select(happened => $"{happened.Version} {happened.Step} {happened.Status} {happened.At:HH:mm}"));
        Assert.Equal("STEP_NOT_ALLOWED", Assert.Throws<RefusalException>(() => file.Take(CaseStep.FindViolation, Officer, At("2024-10-05T04:00Z"))).Reason);
    }

    [Fact]
    public void The_offices_judgement_holds_until_the_report_grows()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");
        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        Assert.Null(file.Review);

        file.Take(CaseStep.Review, Officer, At("2024-10-05T03:01Z"), new ReviewReportRequest { Outcomes = { new RequirementOutcome { Key = "evidence", IsMet = true } } });
        file.Take(CaseStep.Release, Officer, At("2024-10-05T03:02Z"));
        Assert.Equal("evidence", Assert.Single(file.Review!.Outcomes).Key);

        file.Grow(At("2024-10-05T03:03Z"));
        Assert.Null(file.Review);
    }

    [Fact]
    public void A_clock_is_the_same_when_its_rows_are_read_again()
    {
        var file = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z");
        file.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        file.AwaitCompletion(ContestFamily.Pilkada, file.Take(CaseStep.RequestCompletion, Officer, At("2024-10-05T04:00Z")));

        var again = new CaseFile(file.Report, file.Case, [.. file.Events], [.. file.Clocks.Added.Reverse()]);

        Assert.Equal(Clocks(file), Clocks(again));
        Assert.Equal(Enumerable.Range(1, file.Clocks.Added.Count), file.Clocks.Added.Select(row => row.Number));
    }

    [Fact]
    public void Where_a_decree_lets_a_notice_count_from_when_it_can_be_read_the_time_runs_at_once_and_a_contest_that_is_known_later_starts_what_was_served()
    {
        var readable = ServiceRules.Published.Of(ServiceMeans.Readable, new DateOnly(2024, 10, 5)) with { Version = 2, Use = RuleUse.Applied, ValidFrom = new DateOnly(2024, 10, 5) };
        var atOnce = File(Laporan("Pilwali", "2024-10-01"), "2024-10-04T03:00Z", ElectionLaw.Published with { Service = ServiceRules.Published.With(readable) });
        atOnce.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        atOnce.AwaitCompletion(ContestFamily.Pilkada, atOnce.Take(CaseStep.RequestCompletion, Officer, At("2024-10-05T04:00Z"), new RequestCompletionRequest { Message = "Lengkapi." }));
        var late = File(Laporan("", "2024-10-01"), "2024-10-04T03:00Z");
        late.Take(CaseStep.Claim, Officer, At("2024-10-05T03:00Z"));
        late.Take(CaseStep.RequestCompletion, Officer, At("2024-10-05T04:00Z"), new RequestCompletionRequest { Message = "Lengkapi." });
        late.Serve(Confirmed("2024-10-05T05:00Z"), null, At("2024-10-05T05:00Z"));
        Assert.Empty(late.Clocks.All);

        late.Assign(ContestFamily.Pilkada, null, late.Take(CaseStep.AssignContest, Officer, At("2024-10-05T06:00Z")));

        Assert.Equal(At("2024-10-05T04:00Z"), atOnce.Clocks.All[^1].Clock.CountedFrom);
        Assert.Null(AskedCompletion.AwaitedOf(atOnce));
        Assert.Equal((ClockSubject.Completion, At("2024-10-05T05:00Z")), (late.Clocks.All[^1].Subject, late.Clocks.All[^1].Clock.CountedFrom));
    }

    private static RecordServiceRequest Confirmed(string at) =>
        new() { Means = NoticeServiceMeans.Confirmed, ServedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(At(at)) };

    private static SubmitReportRequest Laporan(string contest, string knownOn) => new()
    {
        Narrative = "CONTOH",
        RegionCode = "75.71",
        Contest = contest,
        KnownOn = knownOn,
        Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" },
    };

    private static CaseFile File(SubmitReportRequest report, string at, ElectionLaw? law = null)
    {
        var whole = new WholeReport(report, null, ReporterFacts.Of(report.Reporter));
        return new CaseFile(new ReceivedCase(Guid.CreateVersion7(), "000000000000", At(at), whole.Classification.Kind, whole, At(at)), null, [], [], law: law);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Clocks(CaseFile file) =>
        string.Join('\n', file.Clocks.All.Select(clock => $"{clock.Subject} {clock.Clock.Status}: {ExplainDeadline.Sentence(clock.Clock)}"));
}
