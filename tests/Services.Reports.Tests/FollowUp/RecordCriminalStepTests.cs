using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;
using static Netralitas.Services.Reports.Tests.FollowUp.FollowUpTests;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>A crime from the Sentra Gakkumdu to the verdict on appeal, with the terms of the law.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class RecordCriminalStepTests(BackingServices backing)
{
    // Registered on Sunday 10 November 2024 at 10.00 WIB, forwarded on the 12th. Each step with its time; the terms that run after it, in brackets those that nobody owes.
    private const string Way = """
        FirstDiscussion 2024-11-11 09:30 | Received | 
        InvestigationBegun 2024-11-13 | UnderExamination | GakkumduInvestigation 2024-12-04
        ResultHandedOver 2024-12-04 | UnderExamination | (GakkumduFileReturn 2024-12-09) GakkumduCourtReferral 2024-12-11
        FileReturned 2024-12-09 | UnderExamination | GakkumduFileResubmission 2024-12-12
        FileResubmitted 2024-12-12 | UnderExamination | (GakkumduFileReturn 2024-12-17) GakkumduCourtReferral 2024-12-19
        CourtReferral 2024-12-23 | UnderExamination | GakkumduVerdict 2024-12-30
        Verdict 2024-12-26 | Decided | (GakkumduAppeal 2024-12-29)
        Appeal 2024-12-27 | UnderExamination | GakkumduAppealVerdict 2025-01-03
        AppealVerdict 2025-01-02 | Decided | 

        """;

    [Fact]
    public async Task A_crime_goes_from_the_first_discussion_to_the_verdict_on_appeal_and_each_step_starts_the_terms_of_the_next()
    {
        var replica = await backing.ReplicaAsync();
        var (report, forwarding) = await ForwardedAsync(replica);
        var discussion = Assert.Single(forwarding.Criminal.Terms);

        var seen = "";
        foreach (var line in Way.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(" | ")[0].Split(' ');
            var request = Step(forwarding, Enum.Parse<CriminalStep>(words[0]), words[1], words.ElementAtOrDefault(2) ?? "");
            var recorded = await replica.FollowUp.RecordCriminalStepAsync(request, TestIssuer.As(Office));
            Assert.Equal(recorded, await replica.FollowUp.RecordCriminalStepAsync(request, TestIssuer.As(Office)));
            forwarding = recorded.Forwarding;
            seen += $"{line.Split(" | ")[0]} | {forwarding.Status} | {string.Join(' ', forwarding.Criminal.Terms.Select(term => term.IsOwed ? $"{term.Subject} {term.DueOn}" : $"({term.Subject} {term.DueOn})"))}\n";
            Assert.All(forwarding.Criminal.Terms, term => Assert.True(term.IsPast));
        }

        Assert.Equal(("GakkumduFirstDiscussion", "2024-11-11", new DateTime(2024, 11, 11, 3, 0, 0), true), (discussion.Subject, discussion.DueOn, discussion.EndsAt.ToDateTime(), discussion.IsPast));
        Assert.Equal(Way, seen);
        var whole = await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, TestIssuer.As(Office));
        Assert.Equal(Enumerable.Range(1, 9).Select(step => (CriminalStep)step), whole.Entries.Select(entry => entry.CriminalStep));
        Assert.All(whole.Entries, entry => Assert.Equal((FollowUpEntryKind.CriminalStep, Office, false), (entry.Kind, entry.RecordedByOffice, entry.IsOnBehalf)));
        Assert.Equal(("09:30", "CONTOH isi"), (whole.Entries[0].LocalTime, whole.Entries[^1].Note));
        Assert.Equal(("putusan banding", 0, "Tidak ada batas waktu yang berjalan karena tidak ada langkah yang masih ditunggu."),
            (whole.Forwarding.Criminal.LastStepText, whole.Forwarding.Criminal.NextSteps.Count, whole.Forwarding.Criminal.NoTerm));
        Assert.Equal(whole.Forwarding.Criminal, Assert.Single((await report.GetAsync()).Forwardings).Criminal);
        var file = await replica.FollowUp.ExportForwardingAsync(new ExportForwardingRequest { ForwardingId = forwarding.ForwardingId, Format = ExportFormat.Json }, TestIssuer.As(Office));
        Assert.Equal(("2025-01-02", "CONTOH isi"), (file.Document.DecidedOn, file.Document.Sanction));
        Assert.Equal(ForwardingStatus.Closed, (await replica.FollowUp.CloseForwardingAsync(
            new CloseForwardingRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = forwarding.Version }, TestIssuer.As(Office))).Forwarding.Status);
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var (_, forwarding) = await ForwardedAsync(replica);
        var empty = new RecordCriminalStepRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 1, Step = CriminalStep.FirstDiscussion, Note = new string('x', 2001), Corrects = 4 };
        Task<Refusal> RefusedAsync(RecordCriminalStepRequest request) => Refusal.OfAsync(replica.FollowUp.RecordCriminalStepAsync(request, TestIssuer.As(Office)));

        Assert.Equal("ENTRY_INVALID happened_on local_time document_number note corrects", await TextAsync(empty));
        Assert.Equal("ENTRY_INVALID step", await TextAsync(Step(forwarding, (CriminalStep)99, "2024-11-13")));
        Assert.Equal("ENTRY_INVALID local_time", await TextAsync(Step(forwarding, CriminalStep.FirstDiscussion, "2024-11-10", "09:59")));
        Assert.Equal("ENTRY_INVALID happened_on", await TextAsync(Step(forwarding, CriminalStep.FirstDiscussion, "2024-11-09", "12:00"), onlyFirst: true));
        Assert.Equal("ENTRY_INVALID happened_on", await TextAsync(Step(forwarding, CriminalStep.InvestigationBegun, "2024-11-11")));
        Assert.Equal("ENTRY_INVALID happened_on", await TextAsync(Step(forwarding, CriminalStep.InvestigationBegun, "2999-01-01")));
        Assert.Equal("ENTRY_INVALID local_time", await TextAsync(Step(forwarding, CriminalStep.InvestigationBegun, "2024-11-13", "25:00")));
        var verdict = await RefusedAsync(Step(forwarding, CriminalStep.Verdict, "2024-12-26"));
        Assert.Equal((StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED"), (verdict.Code, verdict.Reason));
        Assert.Contains("Yang dapat dicatat berikutnya: pembahasan pertama Sentra Gakkumdu; penyidikan dimulai.", verdict.Message, StringComparison.Ordinal);

        var begun = (await replica.FollowUp.RecordCriminalStepAsync(Step(forwarding, CriminalStep.InvestigationBegun, "2024-11-13"), TestIssuer.As(Office))).Forwarding;
        var stop = Step(begun, CriminalStep.Stopped, "2024-11-20");
        stop.Note = "";
        Assert.Equal("ENTRY_INVALID note", await TextAsync(stop));
        Assert.Equal("ENTRY_INVALID happened_on", await TextAsync(Step(begun, CriminalStep.Stopped, "2024-11-12")));
        Assert.Equal("FORWARDING_CHANGED expected_version", await TextAsync(Step(forwarding, CriminalStep.ResultHandedOver, "2024-11-20")));
        var step = Step(begun, CriminalStep.ResultHandedOver, "2024-11-20");
        await Outcome.RefusedAsync(replica.FollowUp.RecordCriminalStepAsync(step, TestIssuer.As("bawaslu:62.71")), StatusCode.NotFound, "FORWARDING_UNKNOWN");
        await Outcome.RefusedAsync(replica.FollowUp.RecordCriminalStepAsync(step, TestIssuer.As("bawaslu:62")), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        await Outcome.RefusedAsync(replica.FollowUp.RecordCriminalStepAsync(step, AgencyToken()), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        var closed = (await replica.FollowUp.CloseForwardingAsync(
            new CloseForwardingRequest { RequestId = Id(), ForwardingId = begun.ForwardingId, ExpectedVersion = 2, Note = "CONTOH" }, TestIssuer.As(Office))).Forwarding;
        Assert.Equal((0, 0), (closed.Criminal.NextSteps.Count, closed.Criminal.Terms.Count));
        await Outcome.RefusedAsync(replica.FollowUp.RecordCriminalStepAsync(Step(closed, CriminalStep.ResultHandedOver, "2024-11-20"), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED");

        async Task<string> TextAsync(RecordCriminalStepRequest request, bool onlyFirst = false)
        {
            var refusal = await RefusedAsync(request);
            return $"{refusal.Reason} {string.Join(' ', onlyFirst ? refusal.Fields.Take(1) : refusal.Fields)}";
        }
    }

    [Fact]
    public async Task Another_track_has_no_such_steps()
    {
        var replica = await backing.ReplicaAsync();
        var forwarding = (await replica.FollowUp.ForwardCaseAsync(Forward(await DecidedAsync(replica, "Lurah"), Respondent(1)), TestIssuer.As(Office))).Forwardings[0];

        var refusal = await Refusal.OfAsync(replica.FollowUp.RecordCriminalStepAsync(Step(forwarding, CriminalStep.InvestigationBegun, forwarding.ForwardedOn), TestIssuer.As(Office)));

        Assert.Null(forwarding.Criminal);
        Assert.Equal((StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED"), (refusal.Code, refusal.Reason));
        Assert.Contains("Sentra Gakkumdu", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_at_once_one_is_written()
    {
        var (one, two) = (await backing.ReplicaAsync(), await backing.ReplicaAsync(2));
        var (_, forwarding) = await ForwardedAsync(one);

        var outcomes = await Task.WhenAll(new[] { one, two, one, two }.Select(replica => Outcome.OfAsync(
            replica.FollowUp.RecordCriminalStepAsync(Step(forwarding, CriminalStep.InvestigationBegun, "2024-11-13"), TestIssuer.As(Office)))));

        Assert.Equal([StatusCode.OK, StatusCode.Aborted, StatusCode.Aborted, StatusCode.Aborted], outcomes.Order());
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.follow_ups where forwarding_id = $1", Guid.Parse(forwarding.ForwardingId)));
    }

    [Fact]
    public async Task A_correction_stays_in_its_place_and_that_of_the_last_step_counts_its_terms_anew()
    {
        var replica = await backing.ReplicaAsync();
        var (_, forwarding) = await ForwardedAsync(replica);
        async Task<Forwarding> RecordAsync(RecordCriminalStepRequest request) => forwarding = (await replica.FollowUp.RecordCriminalStepAsync(request, TestIssuer.As(Office))).Forwarding;
        RecordCriminalStepRequest Correction(CriminalStep step, string on, int corrects)
        {
            var request = Step(forwarding, step, on);
            request.Corrects = corrects;
            return request;
        }

        await RecordAsync(Step(forwarding, CriminalStep.InvestigationBegun, "2024-11-13"));
        var moved = await RecordAsync(Correction(CriminalStep.InvestigationBegun, "2024-11-14", 1));
        await RecordAsync(Step(forwarding, CriminalStep.ResultHandedOver, "2024-12-04"));
        var before = await RecordAsync(Correction(CriminalStep.InvestigationBegun, "2024-11-15", 2));
        var twice = await Refusal.OfAsync(replica.FollowUp.RecordCriminalStepAsync(Correction(CriminalStep.InvestigationBegun, "2024-11-15", 1), TestIssuer.As(Office)));
        var other = await Refusal.OfAsync(replica.FollowUp.RecordCriminalStepAsync(Correction(CriminalStep.FileReturned, "2024-11-20", 3), TestIssuer.As(Office)));
        var after = await Refusal.OfAsync(replica.FollowUp.RecordCriminalStepAsync(Correction(CriminalStep.InvestigationBegun, "2024-12-05", 4), TestIssuer.As(Office)));
        var ledger = await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, TestIssuer.As(Office));

        Assert.Equal("2024-12-05", Assert.Single(moved.Criminal.Terms).DueOn);
        Assert.Equal(["2024-12-09", "2024-12-11"], before.Criminal.Terms.Select(term => term.DueOn));
        Assert.Equal((CriminalStep.ResultHandedOver, 5), (before.Criminal.LastStep, before.Version));
        Assert.Equal(["corrects"], twice.Fields);
        Assert.Equal(["corrects"], other.Fields);
        Assert.Equal(["happened_on"], after.Fields);
        Assert.Equal(["1 True 0", "2 True 1", "3 False 0", "4 False 2"], ledger.Entries.Select(entry => $"{entry.Entry} {entry.IsCorrected} {entry.Corrects}"));
    }

    [Fact]
    public async Task The_law_of_Pemilu_has_no_such_terms_and_that_is_said()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.06", "Pileg"), Office);
        await report.JudgeAndRegisterAsync();
        await report.DecideAsync(["PID-05"]);
        var forwarding = (await replica.FollowUp.ForwardCaseAsync(Forward(report, new ForwardedRespondent { Respondent = 1, Track = ForwardingTrack.Crime }), TestIssuer.As(Office))).Forwardings[0];

        var begun = (await replica.FollowUp.RecordCriminalStepAsync(Step(forwarding, CriminalStep.InvestigationBegun, forwarding.ForwardedOn), TestIssuer.As(Office))).Forwarding;

        foreach (var progress in new[] { forwarding.Criminal, begun.Criminal })
        {
            Assert.Equal((0, "Tidak ada batas waktu: ketentuan Pemilu tentang waktu penanganan Sentra Gakkumdu belum tercatat."), (progress.Terms.Count, progress.NoTerm));
        }
    }

    /// <summary>A crime of a Pilkada that was registered on 10 November 2024 at 10.00 WIB and forwarded on the 12th.</summary>
    internal static async Task<(ExaminedReport Report, Forwarding Forwarding)> ForwardedAsync(BackingServices backing, ReportsProcess replica)
    {
        var report = await DecidedAsync(replica, "Lurah");
        Assert.Equal(1, await backing.ExecuteAsync(
            "update reports.registrations set registered_at = '2024-11-10T03:00Z' where report_id = (select id from reports.reports where number = $1)", report.Number.Replace("-", "", StringComparison.Ordinal)));
        var forwarding = (await replica.FollowUp.ForwardCaseAsync(Forward(report, new ForwardedRespondent { Respondent = 1, Track = ForwardingTrack.Crime }), TestIssuer.As(Office))).Forwardings[0];
        Assert.Equal(1, await backing.ExecuteAsync("update reports.forwardings set forwarded_on = '2024-11-12' where id = $1", Guid.Parse(forwarding.ForwardingId)));
        return (report, forwarding);
    }

    internal static RecordCriminalStepRequest Step(Forwarding forwarding, CriminalStep step, string on, string time = "") => new()
    {
        RequestId = Id(),
        ForwardingId = forwarding.ForwardingId,
        ExpectedVersion = forwarding.Version,
        Step = step,
        HappenedOn = on,
        LocalTime = time,
        DocumentNumber = "CONTOH 12/2024",
        Note = "CONTOH isi",
    };

    private Task<(ExaminedReport Report, Forwarding Forwarding)> ForwardedAsync(ReportsProcess replica) => ForwardedAsync(backing, replica);
}
