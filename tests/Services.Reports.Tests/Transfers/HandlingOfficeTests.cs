using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.FollowUp;
using Netralitas.Services.Reports.Tests.Review;
using static Netralitas.Services.Reports.Tests.Transfers.TransferRequests;

namespace Netralitas.Services.Reports.Tests.Transfers;

/// <summary>Only the office that handles a case works on it (LAW-TRF-05), and what nobody answers comes back to it (LAW-TRF-03).</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class HandlingOfficeTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.06";

    private static readonly Metadata Above = TestIssuer.As("bawaslu:62", "atasan");
    private static readonly Metadata Centre = TestIssuer.As("bawaslu:00", "pusat", "central");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Who_stands_above_reads_a_case_and_works_on_it_only_after_taking_it_over()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.06"), Office);
        foreach (var officer in new[] { Above, Centre })
        {
            Assert.Equal(1, (await replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, officer)).State.Version);
            await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), officer), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        }

        await report.ClaimAsync();
        await report.ReviewAsync();
        foreach (var officer in new[] { Above, Centre })
        {
            await Outcome.RefusedAsync(replica.Review.ReviewReportAsync(report.Checklist(), officer), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
            await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), officer), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
            await Outcome.RefusedAsync(replica.Review.DeclineRegistrationAsync(report.Decline(DeclineGround.NotAViolation), officer), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
            await Outcome.RefusedAsync(replica.Transfers.TransferCaseAsync(HandOver(report, "62.71"), officer), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
            await Outcome.RefusedAsync(replica.Review.AskReporterAsync(report.Question(), officer), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        }

        var taken = await replica.Transfers.TakeOverCaseAsync(TakeOver(report), Above);
        var registration = report.Registration();
        registration.ExpectedVersion = taken.State.Version;
        Assert.Equal(ReportStatus.Registered, (await replica.Review.RegisterReportAsync(registration, Above)).State.Status);
        Assert.Equal<IEnumerable<int>>([taken.State.Version], await backing.VersionsOfAsync<TransferProgressed>(report.Number));
    }

    [Fact]
    public async Task Of_who_takes_over_and_who_works_on_at_once_one_is_first_and_the_other_is_refused()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await ExaminedReport.ClaimedAsync(one, ExaminedReport.Whole("62.06"), Office);

        var outcomes = await Task.WhenAll(
            Outcome.OfAsync(one.Review.ReviewReportAsync(report.Checklist(), TestIssuer.As(Office))),
            Outcome.OfAsync(two.Transfers.TakeOverCaseAsync(TakeOver(report), Above)));

        Assert.Single(outcomes, outcome => outcome == StatusCode.OK);
        Assert.Single(outcomes, outcome => outcome is StatusCode.Aborted or StatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_forwarded_is_followed_up_by_the_office_that_handles_it_and_can_be_taken_over_too()
    {
        var replica = await backing.ReplicaAsync();
        var report = await FollowUpTests.DecidedAsync(replica, [new Respondent { Name = "Terlapor uji", Position = "Lurah" }]);
        await Outcome.RefusedAsync(
            replica.FollowUp.ForwardCaseAsync(FollowUpTests.Forward(report, FollowUpTests.Respondent(1)), Above), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        var forwarding = (await replica.FollowUp.ForwardCaseAsync(FollowUpTests.Forward(report, FollowUpTests.Respondent(1)), TestIssuer.As(Office))).Forwardings[0];
        await report.GetAsync();
        Assert.Equal(forwarding.ForwardingId, (await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, Above)).Forwarding.ForwardingId);
        await Outcome.RefusedAsync(replica.FollowUp.RecordReceiptAsync(Received(forwarding), Above), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");

        var taken = await replica.Transfers.TakeOverCaseAsync(TakeOver(report), Above);
        var received = await replica.FollowUp.RecordReceiptAsync(Received(forwarding), TestIssuer.As("bawaslu:62", "rekan"));

        Assert.Equal((ReportStatus.Forwarded, ""), (taken.State.Status, taken.State.ClaimedBy));
        Assert.Equal(ForwardingStatus.Received, received.Forwarding.Status);
        await Outcome.RefusedAsync(replica.FollowUp.RecordExaminationAsync(
            new RecordExaminationRequest { RequestId = ExaminedReport.NewId(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 2, BeganOn = forwarding.ForwardedOn }, TestIssuer.As(Office)), StatusCode.NotFound, "FORWARDING_UNKNOWN");
    }

    [Fact]
    public async Task What_the_centre_sent_and_nobody_answers_comes_back_to_it_after_a_crash_too_and_it_is_told()
    {
        ExaminedReport report;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "climb.before_commit"))
        {
            report = await ExaminedReport.ClaimedAsync(dying, ExaminedReport.Whole(""), "bawaslu:00");
            var sent = (await dying.Transfers.TransferCaseAsync(HandOver(report, "62"), TestIssuer.As("bawaslu:00"))).Transfer;
            Assert.True(sent.Lapses);
            Assert.NotNull(sent.ClimbsAt);
            // As a release before left it, and its time is over.
            Assert.Equal(1L, await backing.ScalarAsync<long>(
                "with due as (update reports.transfers t set climbs_at = null, sent_at = now() - interval '25 hours' from reports.reports r where r.id = t.report_id and r.number = $1 returning 1) select count(*) from due",
                Plain(report)));
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        var track = await Eventually.SeeAsync(
            async () => await next.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As("bawaslu:00")), found => found.Transfers[^1].Status == TransferStatus.Returned);
        var whole = await next.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As("bawaslu:00"));

        Assert.Equal(("", "00", false), (track.Transfers[^1].AnsweredByOfficeCode, track.HandlingOfficeCode, track.Transfers[^1].Lapses));
        Assert.NotEmpty(track.Transfers[^1].AnswerReason);
        Assert.Equal(["Claim", "Transfer", "ReturnTransfer"], whole.History.Select(step => step.Step));
        Assert.Equal("", whole.History[^1].TakenBy);
        Assert.Equal<IEnumerable<int>>([whole.State.Version], await backing.VersionsOfAsync<TransferProgressed>(report.Number));
        await Outcome.RefusedAsync(
            next.Transfers.AcknowledgeTransferAsync(new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = whole.State.Version }, Above),
            StatusCode.FailedPrecondition, "TRANSFER_NOT_PENDING");
        var claim = report.Claim();
        claim.ExpectedVersion = whole.State.Version;
        Assert.Equal(ReportStatus.InitialReview, (await next.Review.ClaimCaseAsync(claim, TestIssuer.As("bawaslu:00"))).State.Status);
    }

    [Fact]
    public async Task The_sender_is_told_of_each_answer_of_another_and_not_of_its_own()
    {
        var replica = await backing.ReplicaAsync();
        var acknowledged = await SentAsync(replica);
        var returned = await SentAsync(replica);
        var receiver = TestIssuer.As("bawaslu:62.71");
        var referred = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.06"), Office);

        var taken = await replica.Transfers.AcknowledgeTransferAsync(
            new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = acknowledged.Number, ExpectedVersion = acknowledged.State.Version }, receiver);
        var back = await replica.Transfers.ReturnTransferAsync(
            new ReturnTransferRequest { RequestId = ExaminedReport.NewId(), Number = returned.Number, ExpectedVersion = returned.State.Version, Reason = "CONTOH bukan wilayah kami." }, receiver);
        var passed = await replica.Transfers.ReferCaseAsync(new ReferCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = referred.Number,
            ExpectedVersion = referred.State.Version,
            Track = ForwardingTrack.OtherLaw,
            Reason = "CONTOH",
            Document = Document(),
        }, TestIssuer.As(Office));
        await replica.Transfers.AcknowledgeTransferAsync(
            new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = referred.Number, ExpectedVersion = passed.State.Version, Document = Document() }, TestIssuer.As(Office));

        Assert.Equal<IEnumerable<int>>([taken.State.Version], await backing.VersionsOfAsync<TransferProgressed>(acknowledged.Number));
        Assert.Equal<IEnumerable<int>>([back.State.Version], await backing.VersionsOfAsync<TransferProgressed>(returned.Number));
        Assert.Empty(await backing.VersionsOfAsync<TransferProgressed>(referred.Number));
    }

    private static async Task<ExaminedReport> SentAsync(ReportsProcess replica)
    {
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.06"), Office);
        await replica.Transfers.TransferCaseAsync(HandOver(report, "62.71"), TestIssuer.As(Office));
        await report.GetAsync();
        return report;
    }

    private static RecordReceiptRequest Received(Forwarding forwarding) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ForwardingId = forwarding.ForwardingId,
        ExpectedVersion = 1,
        ReceivedOn = forwarding.ForwardedOn,
        DocumentNumber = "CONTOH tanda terima",
    };

    private static string Plain(ExaminedReport report) => report.Number.Replace("-", "", StringComparison.Ordinal);
}
