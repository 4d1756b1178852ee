using System.Security.Cryptography;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceIntake;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Parts;

/// <summary>Intake and review as two processes: who takes reports in cannot read them, and each goes on without the other.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class PartsTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:75.71";
    private const string PlainIntake = "none";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task What_is_taken_in_at_intake_is_read_at_review_and_the_dialogue_goes_on_at_intake()
    {
        await using var intake = await ReportsProcess.StartIntakeAsync(backing, spool.FullName);
        await using var review = await StartReviewAsync();
        var request = ExaminedReport.Whole("75.71");

        var receipt = await intake.Intake.SubmitReportAsync(request);
        Assert.Equal(receipt, await intake.Intake.SubmitReportAsync(request));
        var (at, by) = (new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode }, TestIssuer.As(Office));
        await review.Review.ClaimCaseAsync(new ClaimCaseRequest { RequestId = ExaminedReport.NewId(), Number = receipt.Number, ExpectedVersion = 1 }, by);
        await review.Review.AskReporterAsync(new AskReporterRequest { RequestId = ExaminedReport.NewId(), Number = receipt.Number, ExpectedVersion = 2, Question = "CONTOH pertanyaan?" }, by);
        var asked = await intake.Intake.TrackReportAsync(at);
        var question = Assert.Single(asked.Messages, message => message.IsQuestion);
        await intake.Intake.SendMessageAsync(new SendMessageRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            Text = "CONTOH jawaban",
            Question = question.Message,
        });
        var whole = await review.Review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, by);
        var proof = await intake.Receipts.GetReceiptProofAsync(new GetReceiptProofRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
        var official = await Eventually.SeeAsync(async () => await intake.Intake.TrackReportAsync(at), tracked => tracked.OfficialNumber.Length > 0);

        Assert.Equal(request.Narrative, whole.Account.Narrative);
        Assert.Contains(whole.Messages, message => message.Text == "CONTOH jawaban");
        Assert.Equal(ReportStatus.InitialReview, asked.Status);
        Assert.NotEqual(ReceiptState.Unspecified, proof.State);
        Assert.Contains("CONTOH jawaban", official.Messages.Select(message => message.Text));
        await Outcome.RefusedAsync(intake.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = "0000-0000-0000-0000-0000-0000" }), StatusCode.NotFound, "REPORT_NOT_FOUND");
    }

    [Fact]
    public async Task Reporters_complete_hand_in_confirm_put_right_and_withdraw_at_intake()
    {
        await using var intake = await ReportsProcess.StartIntakeAsync(backing, spool.FullName);
        await using var review = await StartReviewAsync();
        var report = await ExaminedReport.SubmittedAsync(review, intake, ExaminedReport.Whole("75.71"), Office);
        await report.ClaimAsync();
        await report.ReviewAsync("evidence");
        await report.RequestCompletionAsync();
        var (number, code) = (report.Number, report.Receipt.AccessCode);

        await intake.Intake.ConfirmCompletionNoticeAsync(report.Confirmation());
        var file = new SentFile(report.Receipt, RandomNumberGenerator.GetBytes(100_000), name: "rekaman.bin");
        await file.BeginAsync(intake);
        await file.SendAsync(intake);
        await file.Finish(intake);
        var completed = await report.GetAsync();
        await intake.OwnData.CorrectOwnDataAsync(new CorrectOwnDataRequest { RequestId = ExaminedReport.NewId(), Number = number, AccessCode = code, Reporter = new Reporter { Name = "CONTOH Nama" } });
        await intake.OwnData.RequestOwnDataAsync(new RequestOwnDataRequest { RequestId = ExaminedReport.NewId(), Number = number, AccessCode = code, Right = DataSubjectRight.Access, Text = "CONTOH" });
        var own = await intake.OwnData.GetOwnDataAsync(new GetOwnDataRequest { Number = number, AccessCode = code });
        var listed = await intake.Evidence.ListOwnEvidenceAsync(new ListOwnEvidenceRequest { Number = number, AccessCode = code });
        var (_, read) = await SentFile.DownloadAsync(review, new DownloadEvidenceRequest { Number = number, Evidence = 1 }, TestIssuer.As(Office));
        await intake.Intake.WithdrawReportAsync(report.Withdrawal());
        var tip = await intake.Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH", RegionCode = "75.71" });
        var grown = await intake.Intake.CompleteReportAsync(new CompleteReportRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = tip.Number,
            AccessCode = tip.AccessCode,
            Addition = new SubmitReportRequest { Reporter = new Reporter { Name = "CONTOH", Address = "CONTOH" } },
        });

        Assert.Equal(ReportStatus.Completed, completed.State.Status);
        Assert.Equal((1, 1, "rekaman.bin"), ((int)own.EvidenceCount, own.Requests.Count, Assert.Single(listed.Evidence).Name));
        Assert.Equal(file.Sha256, SHA256.HashData(read));
        Assert.Equal(ReportStatus.Withdrawn, (await report.GetAsync()).State.Status);
        Assert.Equal(ReportKind.Laporan, grown.Kind);
    }

    [Fact]
    public async Task Who_follows_another_report_is_told_at_intake_how_that_goes_on_and_goes_on_alone_when_it_is_withdrawn()
    {
        await using var intake = await ReportsProcess.StartIntakeAsync(backing, spool.FullName);
        await using var review = await StartReviewAsync();
        var (lead, follower) = (await ExaminedReport.SubmittedAsync(review, intake, ExaminedReport.Whole("75.71"), Office), await ExaminedReport.SubmittedAsync(review, intake, ExaminedReport.Whole("75.71"), Office));
        await lead.ClaimAsync();
        await follower.ClaimAsync();
        await review.Review.JoinCaseAsync(
            new JoinCaseRequest { RequestId = ExaminedReport.NewId(), Number = follower.Number, ExpectedVersion = follower.State.Version, LeadNumber = lead.Number, Reason = "CONTOH" }, TestIssuer.As(Office));
        var track = new TrackReportRequest { Number = follower.Number, AccessCode = follower.Receipt.AccessCode };

        var joined = await intake.Intake.TrackReportAsync(track);
        await intake.Intake.WithdrawReportAsync(lead.Withdrawal());
        var parted = await Eventually.SeeAsync(async () => await follower.GetAsync(), whole => whole.JoinedTo.Length == 0);

        Assert.Equal(ReportStatus.InitialReview, joined.Status);
        Assert.Contains("digabungkan", joined.JoinedText, StringComparison.Ordinal);
        Assert.NotEqual("", joined.DeadlineText);
        Assert.Equal(ReportStatus.InitialReview, parted.State.Status);
        Assert.Equal((ReportStatus.InitialReview, ""), ((await intake.Intake.TrackReportAsync(track)).Status, (await intake.Intake.TrackReportAsync(track)).JoinedText));
    }

    [Fact]
    public async Task While_review_is_down_reports_are_taken_in_promised_and_followed_and_announced_once_it_is_back()
    {
        await using var intake = await ReportsProcess.StartIntakeAsync(backing, spool.FullName);

        var receipt = await intake.Intake.SubmitReportAsync(ExaminedReport.Whole("75.71"));
        var tracked = await intake.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
        var waiting = await WaitingAsync(receipt.Number);
        await using (await StartReviewAsync())
        {
            await Eventually.SeeAsync(() => WaitingAsync(receipt.Number), left => left == 0);
        }

        Assert.False(receipt.Promise.IsEmpty);
        Assert.Equal((ReportStatus.Received, 1L), (tracked.Status, waiting));
        Assert.Equal(StatusCode.Unimplemented, await Outcome.OfAsync(intake.Review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, TestIssuer.As(Office))));
    }

    [Theory]
    [InlineData("Reports__Sealing__PrivateKeysPath", "/nowhere", "private keys are for review")]
    [InlineData("Reports__Sealing__CustodianKeysPath", "/nowhere", "custodians' keys are for review")]
    [InlineData("Reports__Names__Keys__1", "0123456789-0123456789-0123456789-01", "blind index")]
    [InlineData("ConnectionStrings__message-bus", "amqp://nowhere", "review publishes them")]
    [InlineData("ConnectionStrings__reports-db", "Host=nowhere", "a role of its own")]
    public async Task Intake_does_not_start_with_what_is_for_review(string setting, string value, string why)
    {
        await using var intake = await ReportsProcess.StartDyingAsync(
            backing, spool.FullName, PlainIntake, [.. ReportsProcess.IntakeSettings(backing), ("Reports__Audit__SigningKey", "CONTOH"), (setting, value)]);

        await intake.SeeDeadAsync();

        Assert.Contains(why, intake.Output, StringComparison.Ordinal);
        // Everything that is wrong is told at once.
        Assert.Contains("Reports:Audit:SigningKey must not be set", intake.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(value, intake.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_does_not_start_without_its_keys_and_intake_not_with_a_private_key_among_the_public_ones()
    {
        var mixed = new SealingKeyFolder(Path.Combine(spool.FullName, "keys"));
        File.WriteAllText(Path.Combine(mixed.PublicKeys, "central-2.json"), File.ReadAllText(Path.Combine(mixed.PrivateKeys, "central-1.json")));
        await using var review = await ReportsProcess.StartDyingAsync(backing, spool.FullName, PlainIntake, ("Reports__Part", "review"), ("Reports__Sealing__PrivateKeysPath", null), ("Reports__Names__Keys__1", null));
        await using var intake = await ReportsProcess.StartDyingAsync(
            backing, spool.FullName, PlainIntake, [.. ReportsProcess.IntakeSettings(backing), ("Reports__Sealing__PublicKeysPath", mixed.PublicKeys)]);

        await review.SeeDeadAsync();
        await intake.SeeDeadAsync();

        Assert.Contains("Reports:Sealing:PrivateKeysPath is missing", review.Output, StringComparison.Ordinal);
        Assert.Contains("Reports:Names:Keys is missing", review.Output, StringComparison.Ordinal);
        Assert.Contains("a private key does not belong among the public ones", intake.Output, StringComparison.Ordinal);
    }

    private Task<ReportsProcess> StartReviewAsync() => ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Part", "review")]);

    private Task<long> WaitingAsync(string number) => backing.ScalarAsync<long>(
        "select count(*) from messaging.outbox o join reports.reports r on r.id = o.aggregate where r.number = $1", number.Replace("-", "", StringComparison.Ordinal));
}
