using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;
using static Netralitas.Services.Reports.Tests.Transfers.TransferRequests;

namespace Netralitas.Services.Reports.Tests.Transfers;

/// <summary>How cases change hands: LAW-TRF-03, and one handling office at a time, LAW-TRF-04.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class TransferTests(BackingServices backing) : IDisposable
{
    private const string Sender = "bawaslu:62.05";
    private const string Receiver = "bawaslu:81.71";
    private const string Above = "bawaslu:81";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_case_is_handed_over_while_its_clock_runs_and_goes_on_in_the_zone_of_the_office_that_acknowledges()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.05"), Sender);
        await report.JudgeAndRegisterAsync();
        var before = await report.GetAsync();

        var handOver = HandOver(report, "81.71");
        var sent = await replica.Transfers.TransferCaseAsync(handOver, TestIssuer.As(Sender));
        Assert.Equal(sent, await replica.Transfers.TransferCaseAsync(handOver, TestIssuer.As(Sender)));
        var waiting = await report.GetAsync();
        var seen = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Receiver));
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Sender)), StatusCode.FailedPrecondition, "TRANSFER_PENDING");
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Receiver)), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Transfers.AcknowledgeTransferAsync(Acknowledgement(report), TestIssuer.As(Sender)), StatusCode.FailedPrecondition, "TRANSFER_NOT_PENDING");
        await Outcome.RefusedAsync(replica.Transfers.AcknowledgeTransferAsync(Acknowledgement(report), TestIssuer.As("bawaslu:33.75")), StatusCode.NotFound, "REPORT_UNKNOWN");
        var acknowledgement = Acknowledgement(report);
        var taken = await replica.Transfers.AcknowledgeTransferAsync(acknowledgement, TestIssuer.As(Receiver));
        Assert.Equal(taken, await replica.Transfers.AcknowledgeTransferAsync(acknowledgement, TestIssuer.As(Receiver)));
        var after = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Receiver));
        var tracked = await report.TrackAsync();

        Assert.Equal((TransferStatus.Pending, "62.05", ReportStatus.Registered, ""), (sent.Transfer.Status, waiting.OfficeCode, waiting.State.Status, waiting.State.ClaimedBy));
        Assert.Equal(waiting.Account, seen.Account);
        Assert.Equal(sent.Transfer, Assert.Single(waiting.Transfers));
        Assert.Equal(taken.Transfer, Assert.Single(after.Transfers));
        Assert.Equal((TransferStatus.Acknowledged, "81.71", before.RegistrationNumber), (taken.Transfer.Status, after.OfficeCode, after.RegistrationNumber));
        // Midnight comes two hours earlier in WIT than in WIB, on the same local date.
        Assert.Equal(before.Clocks[^1].EndsAt.ToDateTime().AddHours(-2), after.Clocks[^1].EndsAt.ToDateTime());
        Assert.Equal("Bawaslu Kota Ambon", tracked.HandlingOffice);
        Assert.Matches("^Laporan dilimpahkan dari Bawaslu Kabupaten .+ kepada Bawaslu Kota Ambon pada .+, dan sudah diterima\\.$", tracked.TransferText);
        await Outcome.RefusedAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Sender)), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal<IEnumerable<int>>([sent.State.Version], await backing.VersionsOfAsync<TransferAwaited>(report.Number));
        await SeeOutcomeFlowsBackAsync(replica, report);
    }

    [Fact]
    public async Task Each_wrong_transfer_is_told_what_is_wrong_and_stores_nothing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.05"), Sender);

        var empty = await Refusal.OfAsync(replica.Transfers.TransferCaseAsync(
            new TransferCaseRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, ToOfficeCode = "99" }, TestIssuer.As(Sender)));
        var neither = await Refusal.OfAsync(replica.Transfers.ReferCaseAsync(
            new ReferCaseRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version }, TestIssuer.As(Sender)));

        Assert.Equal(("TRANSFER_INVALID", "to_office_code reason document.number document.dated_on"), (empty.Reason, string.Join(' ', empty.Fields)));
        Assert.Equal(("TRANSFER_INVALID", "track reason document.number document.dated_on"), (neither.Reason, string.Join(' ', neither.Fields)));
        await Outcome.RefusedAsync(replica.Transfers.TransferCaseAsync(HandOver(report, "62"), TestIssuer.As(Sender)), StatusCode.FailedPrecondition, "TRANSFER_NOT_ALLOWED");
        await Outcome.RefusedAsync(replica.Transfers.TransferCaseAsync(HandOver(report, "81.71"), TestIssuer.As(Sender, "rekan")), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        await Outcome.RefusedAsync(replica.Transfers.TakeOverCaseAsync(TakeOver(report), TestIssuer.As(Sender)), StatusCode.FailedPrecondition, "TRANSFER_NOT_ALLOWED");
        await Outcome.RefusedAsync(replica.Transfers.AcknowledgeTransferAsync(Acknowledgement(report), TestIssuer.As(Sender)), StatusCode.FailedPrecondition, "TRANSFER_NOT_PENDING");
        await Outcome.RefusedAsync(replica.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As(Sender)), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Transfers.ListTransfersAsync(new ListTransfersRequest { PageSize = 201 }, TestIssuer.As(Sender)), StatusCode.InvalidArgument, "PAGE_SIZE_INVALID");
        await Outcome.RefusedAsync(replica.Transfers.ListTransfersAsync(new ListTransfersRequest { PageToken = "x" }, TestIssuer.As(Sender)), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        Assert.Equal(report.State.Version, (await report.GetAsync()).State.Version);
    }

    [Fact]
    public async Task Of_answers_at_once_at_two_replicas_one_stands_and_one_office_handles_the_case()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await SentAsync(one);
        await MakeDueAsync(report);
        await SeeClimbedAsync(one, report, "81");
        await report.GetAsync();

        var outcomes = await Task.WhenAll(
            Outcome.OfAsync(one.Transfers.AcknowledgeTransferAsync(Acknowledgement(report), TestIssuer.As(Receiver))),
            Outcome.OfAsync(two.Transfers.AcknowledgeTransferAsync(Acknowledgement(report), TestIssuer.As(Above))),
            Outcome.OfAsync(one.Transfers.ReturnTransferAsync(Return(report), TestIssuer.As(Receiver))),
            Outcome.OfAsync(two.Transfers.ReturnTransferAsync(Return(report), TestIssuer.As(Above))));

        Assert.Equal((1, 3), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code is StatusCode.Aborted or StatusCode.FailedPrecondition or StatusCode.NotFound)));
        var track = await one.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As(Sender));
        var answered = Assert.Single(track.Transfers);
        Assert.Equal(answered.Status == TransferStatus.Acknowledged ? answered.AnsweredByOfficeCode : "62.05", track.HandlingOfficeCode);
    }

    [Fact]
    public async Task What_nobody_answers_climbs_after_a_crash_too_and_whoever_is_above_can_acknowledge()
    {
        ExaminedReport report;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "climb.before_commit"))
        {
            report = await SentAsync(dying);
            await MakeDueAsync(report);
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await SeeClimbedAsync(next, report, "81");
        var incoming = await next.Transfers.ListTransfersAsync(new ListTransfersRequest { PendingOnly = true, PageSize = 200 }, TestIssuer.As(Above));
        var track = await next.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As(Above));
        var request = new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = track.Version };
        await next.Transfers.AcknowledgeTransferAsync(request, TestIssuer.As(Above));
        var whole = await next.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Above));

        Assert.Contains(incoming.Transfers, transfer => transfer.Number == report.Number);
        Assert.Equal("81", whole.OfficeCode);
        Assert.Equal(["Claim", "Transfer", "ClimbTransfer", "AcknowledgeTransfer"], whole.History.Select(step => step.Step));
        Assert.Equal("", whole.History[2].Office);
        Assert.Equal(2, (await backing.VersionsOfAsync<TransferAwaited>(report.Number)).Length);
        // The sender is told that it climbed, and that it was acknowledged.
        Assert.Equal<IEnumerable<int>>([track.Version, track.Version + 1], await backing.VersionsOfAsync<TransferProgressed>(report.Number));
    }

    [Fact]
    public async Task A_returned_case_is_the_senders_and_one_above_takes_it_over()
    {
        var replica = await backing.ReplicaAsync();
        var report = await SentAsync(replica);

        var empty = Return(report);
        empty.Reason = " ";
        Assert.Equal(["reason"], (await Refusal.OfAsync(replica.Transfers.ReturnTransferAsync(empty, TestIssuer.As(Receiver)))).Fields);
        var returned = await replica.Transfers.ReturnTransferAsync(Return(report), TestIssuer.As(Receiver));
        await report.GetAsync();
        await report.ClaimAsync();
        var takeOver = TakeOver(report);
        var taken = await replica.Transfers.TakeOverCaseAsync(takeOver, TestIssuer.As("bawaslu:62", "atasan"));

        Assert.Equal((TransferStatus.Returned, "CONTOH bukan wilayah kami."), (returned.Transfer.Status, returned.Transfer.AnswerReason));
        Assert.Equal(taken, await replica.Transfers.TakeOverCaseAsync(takeOver, TestIssuer.As("bawaslu:62", "atasan")));
        Assert.Equal(("atasan", "bawaslu:62", TransferKind.TakeOver), (taken.State.ClaimedBy, taken.State.ClaimedByOffice, taken.Transfer.Kind));
        await Outcome.RefusedAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Sender)), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.StartsWith("Penanganan laporan diambil alih oleh Bawaslu Provinsi Kalimantan Tengah", (await report.TrackAsync()).TransferText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_another_bodys_is_passed_on_to_the_authority_in_force_and_studied_anew_when_it_comes_back()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.05"), Sender);

        var referred = await replica.Transfers.ReferCaseAsync(new ReferCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = report.Number,
            ExpectedVersion = report.State.Version,
            Track = ForwardingTrack.OtherLaw,
            Reason = "CONTOH bukan kewenangan.",
            Document = Document(),
        }, TestIssuer.As(Sender));
        var tracked = await report.TrackAsync();
        await report.GetAsync();
        var withoutDocument = await Refusal.OfAsync(replica.Transfers.AcknowledgeTransferAsync(Acknowledgement(report), TestIssuer.As(Sender)));
        var back = Return(report);
        back.Document = Document();
        await replica.Transfers.ReturnTransferAsync(back, TestIssuer.As(Sender));
        var again = await report.GetAsync();

        Assert.Equal(("Badan Kepegawaian Negara", ReportStatus.Referred, 0), (referred.Transfer.Body, referred.State.Status, referred.State.Deadlines.Count));
        Assert.Equal((ReportStatus.Referred, "CONTOH bukan kewenangan."), (tracked.Status, tracked.OfficeMessage));
        Assert.Equal(["document.number", "document.dated_on"], withoutDocument.Fields);
        Assert.Equal(ReportStatus.InitialReview, again.State.Status);
        Assert.Contains("kajian awal laporan ini", Assert.Single(again.State.Deadlines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_waits_can_be_withdrawn_and_then_nobody_gets_it()
    {
        var replica = await backing.ReplicaAsync();
        var report = await SentAsync(replica);

        await replica.Intake.WithdrawReportAsync(report.Withdrawal());
        var track = await replica.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As(Receiver));

        Assert.Equal((ReportStatus.Withdrawn, TransferStatus.Cancelled), (track.Status, Assert.Single(track.Transfers).Status));
        var late = new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = track.Version };
        await Outcome.RefusedAsync(replica.Transfers.AcknowledgeTransferAsync(late, TestIssuer.As(Receiver)), StatusCode.FailedPrecondition, "TRANSFER_NOT_PENDING");
    }

    // The office that sent it reads where it stands and what was decided, and nothing of what was reported.
    private static async Task SeeOutcomeFlowsBackAsync(ReportsProcess replica, ExaminedReport report)
    {
        var received = await ExaminedReport.OfOfficeAsync(replica, report, Receiver);
        await received.ClaimAsync();
        await received.DecideAsync(["D-06"]);
        var track = await replica.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As(Sender));
        var outgoing = await replica.Transfers.ListTransfersAsync(new ListTransfersRequest { Direction = TransferDirection.Outgoing }, TestIssuer.As(Sender));

        Assert.Equal((ReportStatus.Violation, "81.71", PlenaryOutcome.Violation), (track.Status, track.HandlingOfficeCode, Assert.Single(track.Outcomes).Outcome));
        Assert.Contains(outgoing.Transfers, transfer => transfer.Number == report.Number && transfer.AnsweredByOfficeCode == "81.71");
        Assert.DoesNotContain("Terlapor uji", track.ToString(), StringComparison.Ordinal);
    }

    private static async Task<ExaminedReport> SentAsync(ReportsProcess replica)
    {
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.05"), Sender);
        await replica.Transfers.TransferCaseAsync(HandOver(report, "81.71"), TestIssuer.As(Sender));
        await report.GetAsync();
        return report;
    }

    private Task<long> MakeDueAsync(ExaminedReport report) => backing.ScalarAsync<long>(
        "with due as (update reports.transfers t set climbs_at = now() - interval '1 minute' from reports.reports r where r.id = t.report_id and r.number = $1 returning 1) select count(*) from due",
        report.Number.Replace("-", "", StringComparison.Ordinal));

    private static Task<string> SeeClimbedAsync(ReportsProcess replica, ExaminedReport report, string office) => Eventually.SeeAsync(
        async () => (await replica.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, TestIssuer.As(Sender))).Transfers[^1].ClimbedToOfficeCode,
        climbedTo => climbedTo == office);

    private static AcknowledgeTransferRequest Acknowledgement(ExaminedReport report) =>
        new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version };

    private static ReturnTransferRequest Return(ExaminedReport report) =>
        new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, Reason = "CONTOH bukan wilayah kami." };
}
