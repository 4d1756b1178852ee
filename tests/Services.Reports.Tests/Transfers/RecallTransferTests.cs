using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;
using static Netralitas.Services.Reports.Tests.Transfers.TransferRequests;

namespace Netralitas.Services.Reports.Tests.Transfers;

/// <summary>A hand-over that nobody answered yet is called back by the office that sent it: LAW-TRF-03.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class RecallTransferTests(BackingServices backing) : IDisposable
{
    private static readonly Metadata Sender = TestIssuer.As("bawaslu:62.11");
    private static readonly Metadata Receiver = TestIssuer.As("bawaslu:81.72");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task What_was_called_back_goes_on_with_its_sender_and_is_closed_to_whom_it_waited_for_who_is_told()
    {
        var replica = await backing.ReplicaAsync();
        var report = await SentAsync(replica);
        var before = await report.GetAsync();
        var request = Recall(report);
        var empty = Recall(report);
        empty.Reason = " ";
        Assert.Equal(["reason"], (await Refusal.OfAsync(replica.Transfers.RecallTransferAsync(empty, Sender))).Fields);
        await Outcome.RefusedAsync(replica.Transfers.RecallTransferAsync(request, Receiver), StatusCode.FailedPrecondition, "TRANSFER_NOT_RECALLABLE");
        await Outcome.RefusedAsync(replica.Transfers.RecallTransferAsync(request, TestIssuer.As("bawaslu:62")), StatusCode.FailedPrecondition, "TRANSFER_NOT_RECALLABLE");
        await Outcome.RefusedAsync(replica.Transfers.RecallTransferAsync(request, TestIssuer.As("bawaslu:33.75")), StatusCode.NotFound, "REPORT_UNKNOWN");

        var recalled = await replica.Transfers.RecallTransferAsync(request, Sender);
        Assert.Equal(recalled, await replica.Transfers.RecallTransferAsync(request, Sender));
        var after = await report.GetAsync();

        Assert.Equal((TransferStatus.Cancelled, "62.11", "CONTOH salah alamat."), (recalled.Transfer.Status, recalled.Transfer.AnsweredByOfficeCode, recalled.Transfer.AnswerReason));
        Assert.Null(recalled.Transfer.ClimbsAt);
        Assert.Equal((before.State.Status, "62.11", ""), (after.State.Status, after.OfficeCode, (await report.TrackAsync()).TransferText));
        Assert.Equal(before.Clocks, after.Clocks);
        Assert.Equal<IEnumerable<int>>([after.State.Version], await backing.VersionsOfAsync<TransferProgressed>(report.Number));
        await Outcome.RefusedAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, Receiver), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Transfers.RecallTransferAsync(Recall(report), Sender), StatusCode.FailedPrecondition, "TRANSFER_NOT_RECALLABLE");
        await report.ClaimAsync();
        Assert.Equal(TransferStatus.Pending, (await replica.Transfers.TransferCaseAsync(HandOver(report, "81.72"), Sender)).Transfer.Status);
    }

    [Fact]
    public async Task Of_who_calls_back_and_who_acknowledges_at_once_one_is_first_and_one_office_handles_the_case()
    {
        var (one, two) = (await backing.ReplicaAsync(), await backing.ReplicaAsync(2));
        var report = await SentAsync(one);

        var outcomes = await Task.WhenAll(
            Outcome.OfAsync(one.Transfers.RecallTransferAsync(Recall(report), Sender)),
            Outcome.OfAsync(two.Transfers.AcknowledgeTransferAsync(
                new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version }, Receiver)));
        var track = await one.Transfers.TrackTransferAsync(new TrackTransferRequest { Number = report.Number }, Sender);

        Assert.Equal([StatusCode.OK, StatusCode.Aborted], outcomes.Order());
        Assert.Equal(outcomes[0] == StatusCode.OK ? (TransferStatus.Cancelled, "62.11") : (TransferStatus.Acknowledged, "81.72"), (Assert.Single(track.Transfers).Status, track.HandlingOfficeCode));
    }

    [Fact]
    public async Task What_was_passed_on_to_another_body_is_not_called_back()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.11"), "bawaslu:62.11");
        await replica.Transfers.ReferCaseAsync(new ReferCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = report.Number,
            ExpectedVersion = report.State.Version,
            Track = ForwardingTrack.OtherLaw,
            Reason = "CONTOH bukan kewenangan.",
            Document = Document(),
        }, Sender);
        await report.GetAsync();

        await Outcome.RefusedAsync(replica.Transfers.RecallTransferAsync(Recall(report), Sender), StatusCode.FailedPrecondition, "TRANSFER_NOT_RECALLABLE");
    }

    [Theory]
    [InlineData("review.before_commit", "Transfer")]
    [InlineData("review.after_commit_before_reply", "RecallTransfer")]
    public async Task After_a_crash_it_was_called_back_once_or_not_at_all_and_the_repeat_gets_the_answer(string failpoint, string lastStep)
    {
        var report = await SentAsync(await backing.ReplicaAsync());
        var request = Recall(report);
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            await Assert.ThrowsAsync<RpcException>(() => dying.Transfers.RecallTransferAsync(request, Sender).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var next = await backing.ReplicaAsync();
        var found = await ExaminedReport.OfOfficeAsync(next, report, "bawaslu:62.11");
        Assert.Equal(lastStep, (await found.GetAsync()).History[^1].Step);
        Assert.Equal(TransferStatus.Cancelled, (await next.Transfers.RecallTransferAsync(request, Sender)).Transfer.Status);
        Assert.Equal(["Claim", "Transfer", "RecallTransfer"], (await found.GetAsync()).History.Select(step => step.Step));
        Assert.Single(await backing.VersionsOfAsync<TransferProgressed>(report.Number));
    }

    private static async Task<ExaminedReport> SentAsync(ReportsProcess replica)
    {
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.11"), "bawaslu:62.11");
        await replica.Transfers.TransferCaseAsync(HandOver(report, "81.72"), Sender);
        await report.GetAsync();
        return report;
    }

    private static RecallTransferRequest Recall(ExaminedReport report) =>
        new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, Reason = "CONTOH salah alamat." };
}
