using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>From the violation to the sanction: LAW-FWD-05 never to one who is himself a respondent, LAW-FWD-06 the awaited decision, LAW-FWD-07 the file.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class FollowUpTests(BackingServices backing) : IDisposable
{
    internal const string Office = "bawaslu:62.06";
    internal const string Agency = "ppk:62.06";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_violation_is_forwarded_followed_decided_corrected_and_closed()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await DecidedAsync(replica, "Lurah");
        var forward = Forward(report, Respondent(1));
        var sent = await replica.FollowUp.ForwardCaseAsync(forward, TestIssuer.As(Office));
        Assert.Equal(sent, await replica.FollowUp.ForwardCaseAsync(forward, TestIssuer.As(Office)));
        var forwarding = Assert.Single(sent.Forwardings);
        Assert.Equal((forwarding.ForwardingId, forwarding.Status, ""), Assert.Single((await report.GetAsync()).Forwardings) is var seen ? (seen.ForwardingId, seen.Status, seen.RespondentName) : default);

        var receipt = new RecordReceiptRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 1, ReceivedOn = forwarding.ForwardedOn };
        var received = await replica.FollowUp.RecordReceiptAsync(receipt, AgencyToken());
        Assert.Equal(received, await replica.FollowUp.RecordReceiptAsync(receipt, AgencyToken()));
        await replica.FollowUp.RecordExaminationAsync(new RecordExaminationRequest
        {
            RequestId = Id(),
            ForwardingId = forwarding.ForwardingId,
            ExpectedVersion = 2,
            BeganOn = forwarding.ForwardedOn,
            DocumentNumber = "800/12",
        }, TestIssuer.As(Office));
        await replica.FollowUp.RecordDecisionAsync(Decision(forwarding, 3, "SEDANG-TUKIN-6"), AgencyToken());
        var corrected = await replica.FollowUp.RecordDecisionAsync(Decision(forwarding, 4, "SEDANG-TUKIN-12", corrects: 3), AgencyToken());
        var told = await report.TrackAsync();
        var closed = await replica.FollowUp.CloseForwardingAsync(new CloseForwardingRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 5 }, TestIssuer.As(Office));
        var owed = await report.GetAsync();
        var crime = (await replica.FollowUp.ForwardCaseAsync(Forward(report, new ForwardedRespondent { Respondent = 1, Track = ForwardingTrack.Crime }), TestIssuer.As(Office))).Forwardings[0];
        await replica.FollowUp.CloseForwardingAsync(new CloseForwardingRequest { RequestId = Id(), ForwardingId = crime.ForwardingId, ExpectedVersion = 1, Note = "CONTOH dihentikan Gakkumdu" }, TestIssuer.As(Office));
        var ledger = await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, AgencyToken());

        Assert.Equal(("bkn", Agency, false, "Terlapor uji"), (forwarding.AuthorityId, forwarding.AgencyOffice, forwarding.IsAbove, forwarding.RespondentName));
        Assert.Equal((ForwardingStatus.Received, ForwardingStatus.Decided, ForwardingStatus.Closed), (received.Forwarding.Status, corrected.Forwarding.Status, closed.Forwarding.Status));
        Assert.Equal(["Receipt False", "Examination True", "Decision False", "Decision False", "Closing False"], ledger.Entries.Select(entry => $"{entry.Kind} {entry.IsOnBehalf}"));
        Assert.Equal((true, 3), (ledger.Entries[2].IsCorrected, ledger.Entries[3].Corrects));
        Assert.Contains("selama 12 bulan (PP 94/2021 Pasal 8 ayat (3))", ledger.Entries[3].Sanction, StringComparison.Ordinal);
        Assert.Equal(ReportStatus.Forwarded, told.Status);
        Assert.Matches("^Diteruskan kepada Badan Kepegawaian Negara pada .+: sudah diputus instansi yang berwenang\\.$", Assert.Single(told.FollowUp));
        Assert.DoesNotContain("tunjangan", told.ToString(), StringComparison.Ordinal);
        // A crime that was found is forwarded too before the case is over.
        Assert.Equal((ReportStatus.Forwarded, ReportStatus.Concluded), (owed.State.Status, (await report.TrackAsync()).Status));
    }

    [Fact]
    public async Task An_agency_sees_what_was_forwarded_to_it_alone_and_nobody_sees_who_reported()
    {
        var replica = await backing.ReplicaAsync();
        var report = await DecidedAsync(replica, "Lurah");
        var forwarding = (await replica.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1)), TestIssuer.As(Office))).Forwardings[0];
        var get = new GetForwardingRequest { ForwardingId = forwarding.ForwardingId };

        var csv = await replica.FollowUp.ExportForwardingAsync(new ExportForwardingRequest { ForwardingId = forwarding.ForwardingId, Format = ExportFormat.Csv }, AgencyToken());
        var json = await replica.FollowUp.ExportForwardingAsync(new ExportForwardingRequest { ForwardingId = forwarding.ForwardingId, Format = ExportFormat.Json }, TestIssuer.As(Office));
        var theirs = await replica.FollowUp.ListForwardingsAsync(new ListForwardingsRequest { OpenOnly = true, PageSize = 1 }, AgencyToken());

        await Outcome.RefusedAsync(replica.FollowUp.GetForwardingAsync(get, TestIssuer.As("ppk:62.71", role: "agency")), StatusCode.NotFound, "FORWARDING_UNKNOWN");
        await Outcome.RefusedAsync(replica.FollowUp.GetForwardingAsync(get, TestIssuer.As("ppk:62", role: "agency")), StatusCode.NotFound, "FORWARDING_UNKNOWN");
        await Outcome.RefusedAsync(replica.FollowUp.GetForwardingAsync(get, TestIssuer.As("bawaslu:62.71")), StatusCode.NotFound, "FORWARDING_UNKNOWN");
        await Outcome.RefusedAsync(replica.FollowUp.RecordDecisionAsync(Decision(forwarding, 1, "PTDH"), TestIssuer.As("ppk:62.71", role: "agency")), StatusCode.NotFound, "FORWARDING_UNKNOWN");
        await Outcome.RefusedAsync(replica.FollowUp.ExportForwardingAsync(new ExportForwardingRequest { ForwardingId = forwarding.ForwardingId }, AgencyToken()), StatusCode.InvalidArgument, "EXPORT_FORMAT_INVALID");
        Assert.Equal((forwarding.ForwardingId, ""), (theirs.Forwardings[0].ForwardingId, theirs.Forwardings[0].RespondentName));
        Assert.Equal(("Terlapor uji", "Lurah", "62.06", "2024-10-01"), (csv.Document.RespondentName, csv.Document.Position, csv.Document.RegionCode, csv.Document.HappenedOn));
        Assert.Equal(["D-06"], csv.Document.ViolationCodes);
        Assert.Equal(csv.Document, ForwardingDocument.Parser.ParseJson(json.Content.ToStringUtf8()));
        foreach (var text in new[] { csv.ToString(), csv.Content.ToStringUtf8(), json.Content.ToStringUtf8() })
        {
            Assert.DoesNotContain("Pelapor uji", text, StringComparison.Ordinal);
            Assert.DoesNotContain("membagikan unggahan", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Terlapor uji", "Pj. Bupati Contoh")]
    [InlineData("Bupati Contoh", "")]
    public async Task A_personnel_authority_who_is_himself_a_respondent_gets_nothing_of_the_case(string name, string position)
    {
        var replica = await backing.ReplicaAsync();
        var report = await DecidedAsync(replica, [new Respondent { Name = "Terlapor uji", Position = "Lurah" }, new Respondent { Name = name, Position = position }]);

        var sent = await replica.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1), Respondent(2)), TestIssuer.As(Office));
        var theirs = await replica.FollowUp.ListForwardingsAsync(new ListForwardingsRequest { PageSize = 200 }, AgencyToken());

        Assert.All(sent.Forwardings, each => Assert.Equal(("Menteri Dalam Negeri", "", true), (each.PersonnelAuthority, each.AgencyOffice, each.IsAbove)));
        Assert.Empty(theirs.Forwardings.Select(each => each.ForwardingId).Intersect(sent.Forwardings.Select(each => each.ForwardingId)));
        foreach (var each in sent.Forwardings)
        {
            await Outcome.RefusedAsync(replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = each.ForwardingId }, AgencyToken()), StatusCode.NotFound, "FORWARDING_UNKNOWN");
        }
    }

    [Fact]
    public async Task What_is_on_two_tracks_goes_two_ways_and_each_wrong_field_is_told()
    {
        var replica = await backing.ReplicaAsync();
        var report = await DecidedAsync(replica, "Lurah", null);
        var wrong = Forward(report, new ForwardedRespondent { Respondent = 2, Track = ForwardingTrack.Crime }, new ForwardedRespondent { Respondent = 1, Track = ForwardingTrack.OtherLaw }, new ForwardedRespondent { Respondent = 1 });
        wrong.DocumentDatedOn = "2999-01-01";
        wrong.Summary = "";

        var refusal = await Refusal.OfAsync(replica.FollowUp.ForwardCaseAsync(wrong, TestIssuer.As(Office)));
        var vertical = Respondent(1);
        vertical.AgencyKind = AgencyKind.CentralAgency;
        var sent = await replica.FollowUp.ForwardCaseAsync(Forward(report, vertical, new ForwardedRespondent { Respondent = 1, Track = ForwardingTrack.Crime }), TestIssuer.As(Office));
        await report.GetAsync();
        var twice = await Refusal.OfAsync(replica.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1)), TestIssuer.As(Office)));

        Assert.Equal("FORWARDING_INVALID", refusal.Reason);
        Assert.Equal(
            ["respondents[0].respondent", "respondents[0].track", "respondents[1].agency_kind", "respondents[1].agency", "respondents[1].employee_kind", "respondents[2].track", "document_dated_on", "summary"],
            refusal.Fields);
        Assert.Equal(["bkn Menteri atau Kepala Lembaga selaku Pejabat Pembina Kepegawaian ", "gakkumdu  "], sent.Forwardings.Select(each => $"{each.AuthorityId} {each.PersonnelAuthority} {each.AgencyOffice}"));
        Assert.Equal(["respondents[0]"], twice.Fields);
        await Outcome.RefusedAsync(replica.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1)), TestIssuer.As("bawaslu:62.71")), StatusCode.NotFound, "REPORT_UNKNOWN");
    }

    [Fact]
    public async Task What_is_not_decided_in_time_is_marked_once_also_after_a_crash_and_can_be_escalated()
    {
        ExaminedReport report;
        Forwarding forwarding;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "overdue.before_commit"))
        {
            report = await DecidedAsync(dying, "Lurah");
            forwarding = (await dying.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1)), TestIssuer.As(Office))).Forwardings[0];
            await Outcome.RefusedAsync(dying.FollowUp.EscalateForwardingAsync(Escalation(forwarding, 1), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "FORWARDING_NOT_OVERDUE");
            Assert.Equal(1L, await backing.ScalarAsync<long>(
                "with due as (update reports.forwardings set overdue_at = now() - interval '1 minute' where id = $1 returning 1) select count(*) from due", Guid.Parse(forwarding.ForwardingId)));
            await dying.SeeDeadAsync();
        }

        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName);
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName);
        var overdue = await Eventually.SeeAsync(
            async () => await one.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, TestIssuer.As(Office)), found => found.Forwarding.OverdueSince is not null);
        var escalated = await two.FollowUp.EscalateForwardingAsync(Escalation(forwarding, 2), TestIssuer.As(Office));
        var list = await one.FollowUp.ListForwardingsAsync(new ListForwardingsRequest { OverdueOnly = true, PageSize = 200 }, TestIssuer.As(Office));
        var decided = await one.FollowUp.RecordDecisionAsync(Decision(forwarding, 3, "PTDH"), AgencyToken());

        Assert.Equal(FollowUpEntryKind.Overdue, Assert.Single(overdue.Entries).Kind);
        Assert.Equal<IEnumerable<int>>([2], await backing.ScalarAsync<int[]>(
            """
            select coalesce(array_agg(e.version), '{}') from (select aggregate, version, type from messaging.outbox union all select aggregate, version, type from messaging.outbox_sent) e
            where e.aggregate = $1 and e.type = $2
            """, Guid.Parse(forwarding.ForwardingId), typeof(ForwardingOverdue).FullName!));
        Assert.NotNull(escalated.Forwarding.OverdueSince);
        Assert.Contains(list.Forwardings, each => each.ForwardingId == forwarding.ForwardingId);
        Assert.Null(decided.Forwarding.OverdueSince);
    }

    [Fact]
    public async Task Each_wrong_entry_is_told_what_is_wrong_and_of_two_at_once_one_is_written()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await DecidedAsync(one, "Lurah");
        var forwarding = (await one.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1)), TestIssuer.As(Office))).Forwardings[0];

        var wrong = await Refusal.OfAsync(one.FollowUp.RecordDecisionAsync(
            new RecordDecisionRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 1, DecidedOn = "2024-01-01", SanctionCode = "PPPK-DISIPLIN", Corrects = 7 }, AgencyToken()));
        var withoutDocument = await Refusal.OfAsync(one.FollowUp.RecordReceiptAsync(
            new RecordReceiptRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 1, ReceivedOn = forwarding.ForwardedOn }, TestIssuer.As(Office)));
        var withoutReason = await Refusal.OfAsync(one.FollowUp.CloseForwardingAsync(
            new CloseForwardingRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 1 }, TestIssuer.As(Office)));
        var outcomes = await Task.WhenAll(new[] { one, two, one, two }.Select(replica => Outcome.OfAsync(replica.FollowUp.RecordDecisionAsync(Decision(forwarding, 1, "PTDH"), AgencyToken()))));

        Assert.Equal(["decision_number", "decided_on", "sanction_code", "corrects"], wrong.Fields);
        Assert.Equal(["document_number"], withoutDocument.Fields);
        Assert.Equal(["note"], withoutReason.Fields);
        Assert.Equal([StatusCode.OK, StatusCode.Aborted, StatusCode.Aborted, StatusCode.Aborted], outcomes.Order());
        await Outcome.RefusedAsync(one.FollowUp.RecordDecisionAsync(Decision(forwarding, 2, "PTDH"), AgencyToken()), StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED");
        await Outcome.RefusedAsync(one.FollowUp.RecordDecisionAsync(Decision(forwarding, 1, "PTDH"), AgencyToken()), StatusCode.Aborted, "FORWARDING_CHANGED");
    }

    [Theory]
    [InlineData("follow_up.before_commit", 0L)]
    [InlineData("follow_up.after_commit_before_reply", 1L)]
    public async Task Whoever_got_no_answer_sends_again_and_the_entry_is_written_once(string failpoint, long survives)
    {
        RecordDecisionRequest decision;
        Forwarding forwarding;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            var report = await DecidedAsync(dying, "Lurah");
            forwarding = (await dying.FollowUp.ForwardCaseAsync(Forward(report, Respondent(1)), TestIssuer.As(Office))).Forwardings[0];
            decision = Decision(forwarding, 1, "PTDH");
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.FollowUp.RecordDecisionAsync(decision, AgencyToken())));
            await dying.SeeDeadAsync();
        }

        Task<long> EntriesAsync() => backing.ScalarAsync<long>("select count(*) from reports.follow_ups where forwarding_id = $1", Guid.Parse(forwarding.ForwardingId));
        Assert.Equal(survives, await EntriesAsync());
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(ForwardingStatus.Decided, (await next.FollowUp.RecordDecisionAsync(decision, AgencyToken())).Forwarding.Status);
        Assert.Equal(1L, await EntriesAsync());
    }

    // Each position is a respondent with a violation on both tracks; null is one without any.
    internal static Task<ExaminedReport> DecidedAsync(ReportsProcess replica, params string?[] positions) => DecidedAsync(
        replica, [.. positions.Select(position => new Respondent { Name = "Terlapor uji", Position = position ?? "Staf", Number = "198601012010011001" })], [.. positions.Select(position => position is not null)]);

    internal static async Task<ExaminedReport> DecidedAsync(ReportsProcess replica, Respondent[] respondents, bool[]? violated = null)
    {
        var told = ExaminedReport.Whole("62.06");
        told.Respondents.Clear();
        told.Respondents.Add(respondents);
        var report = await ExaminedReport.ClaimedAsync(replica, told, Office);
        await report.JudgeAndRegisterAsync();
        await report.DecideAsync([.. respondents.Select((_, n) => violated is null || violated[n] ? ["D-06", "PID-01"] : Array.Empty<string>())]);
        return report;
    }

    internal static string Id() => ExaminedReport.NewId();

    internal static Metadata AgencyToken() => TestIssuer.As(Agency, "bkpsdm", "agency");

    internal static ForwardedRespondent Respondent(int respondent) => new()
    {
        Respondent = respondent,
        Track = ForwardingTrack.OtherLaw,
        AgencyKind = AgencyKind.RegencyGovernment,
        AgencyRegionCode = "62.06",
        Agency = "Kelurahan Contoh",
        EmployeeKind = EmployeeKind.Pns,
    };

    internal static ForwardCaseRequest Forward(ExaminedReport report, params ForwardedRespondent[] respondents) => new()
    {
        RequestId = Id(),
        Number = report.Number,
        ExpectedVersion = report.State.Version,
        Respondents = { respondents },
        DocumentNumber = "045/PP.01.02/K/2024",
        DocumentDatedOn = "2024-10-08",
        Summary = "CONTOH ringkasan kajian",
    };

    private static RecordDecisionRequest Decision(Forwarding forwarding, int version, string sanction, int corrects = 0) => new()
    {
        RequestId = Id(),
        ForwardingId = forwarding.ForwardingId,
        ExpectedVersion = version,
        DecisionNumber = "SK 800/77",
        DecidedOn = forwarding.ForwardedOn,
        SanctionCode = sanction,
        Corrects = corrects,
    };

    private static EscalateForwardingRequest Escalation(Forwarding forwarding, int version) => new()
    {
        RequestId = Id(),
        ForwardingId = forwarding.ForwardingId,
        ExpectedVersion = version,
        Target = EscalationTarget.Bkn,
        DocumentNumber = "050/PP.01.02/K/2024",
        DatedOn = forwarding.ForwardedOn,
        Note = "CONTOH belum ditindaklanjuti",
    };
}
