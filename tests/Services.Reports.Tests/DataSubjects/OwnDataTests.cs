using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Receipts;
using Netralitas.Services.Reports.Tests.Retention;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.DataSubjects;

/// <summary>A reporter and data of the own person: what is stored, putting it right, asking for it to be erased: LAW-PDP-06.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class OwnDataTests(BackingServices backing) : IDisposable
{
    private const string Region = "62.10";

    private static readonly Metadata Officer = TestIssuer.As($"bawaslu:{Region}", "petugas");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task The_reporter_reads_all_that_is_stored_and_who_holds_it_and_never_the_sealed_identity()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        await replica.Intake.SendMessageAsync(report.Message("CONTOH pesan"));

        var own = await replica.OwnData.GetOwnDataAsync(Own(report));

        Assert.Equal((report.Number, true, true, "CONTOH: seorang lurah membagikan unggahan calon.", "Terlapor uji"),
            (own.Number, own.IsNameTold, own.IsAddressTold, own.Report.Narrative, own.Report.Respondents.Single().Name));
        Assert.Equal(["CONTOH pesan"], own.Messages.Select(message => message.Text));
        Assert.Equal("Disimpan selama laporan ditangani.", own.RetentionText);
        Assert.Equal(3, own.Holders.Count);
        Assert.DoesNotContain("Pelapor uji", own.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Jalan uji", own.ToString(), StringComparison.Ordinal);
        await Outcome.RefusedAsync(replica.OwnData.GetOwnDataAsync(new GetOwnDataRequest { Number = report.Number, AccessCode = "0" }), StatusCode.NotFound, "REPORT_NOT_FOUND");
    }

    [Fact]
    public async Task What_is_put_right_takes_the_place_of_what_was_told_for_the_custodians_alone()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var name = $"Nama{Guid.NewGuid():N}";
        var correction = new CorrectOwnDataRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, AccessCode = report.Receipt.AccessCode, Reporter = new Reporter { Name = name } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => replica.OwnData.CorrectOwnDataAsync(correction).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Empty(await backing.TablesWithAsync(name));
        var identity = await IdentityAsync(replica, report.Number);
        Assert.Equal((name, "Jalan uji"), (identity.Name, identity.Address));
        var file = await report.GetAsync();
        Assert.Equal((ReportKind.Laporan, "CONTOH: seorang lurah membagikan unggahan calon."), (file.Kind, file.Account.Narrative));
        Assert.DoesNotContain(name, file.ToString(), StringComparison.Ordinal);
        var reused = correction.Clone();
        reused.Reporter.Name = "Lain";
        await Outcome.RefusedAsync(replica.OwnData.CorrectOwnDataAsync(reused), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
        reused.RequestId = "bukan";
        await Outcome.RefusedAsync(replica.OwnData.CorrectOwnDataAsync(reused), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        (reused.RequestId, reused.Reporter) = (ExaminedReport.NewId(), new Reporter { Phone = new string('1', 301) });
        Assert.Equal(["reporter.phone"], (await Refusal.OfAsync(replica.OwnData.CorrectOwnDataAsync(reused))).Fields);
    }

    [Fact]
    public async Task A_request_runs_three_days_is_sealed_and_its_answer_reaches_the_reporter()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var word = $"minta{Guid.NewGuid():N}";
        var asked = Request(report, DataSubjectRight.Objection, $"CONTOH {word}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => replica.OwnData.RequestOwnDataAsync(asked).ResponseAsync));

        var received = Assert.Single(answers.Distinct());
        Assert.Empty(await backing.TablesWithAsync(word));
        Assert.Contains("72 jam, UU 27/2022 Pasal 30 dan 32", received.DeadlineText, StringComparison.Ordinal);
        var open = await replica.DataRequests.GetDataRequestAsync(new GetDataRequestRequest { DataRequestId = received.DataRequestId }, Officer);
        Assert.Equal(($"CONTOH {word}", "", report.Number, "pdp-subject-request", TimeSpan.FromHours(72)),
            (open.Text, open.Applicant, open.Request.Number, open.Request.RuleId, open.Request.DueAt.ToDateTime() - open.Request.ReceivedAt.ToDateTime()));
        await Outcome.RefusedAsync(replica.DataRequests.GetDataRequestAsync(new GetDataRequestRequest { DataRequestId = received.DataRequestId }, TestIssuer.As("bawaslu:35.75")), StatusCode.NotFound, "DATA_REQUEST_UNKNOWN");

        var answer = Answer(received.DataRequestId, DataRequestOutcome.Refused, "UU CONTOH Pasal 1");
        var answered = await replica.DataRequests.AnswerDataRequestAsync(answer, Officer);
        Assert.Equal(answered, await replica.DataRequests.AnswerDataRequestAsync(answer, Officer));
        await Outcome.RefusedAsync(replica.DataRequests.AnswerDataRequestAsync(Answer(received.DataRequestId, DataRequestOutcome.Granted), Officer), StatusCode.FailedPrecondition, "DATA_REQUEST_ALREADY_ANSWERED");
        var told = Assert.Single((await replica.OwnData.GetOwnDataAsync(Own(report))).Requests);
        Assert.Equal(($"CONTOH {word}", DataRequestOutcome.Refused, "CONTOH jawaban", answered.AnsweredAt), (told.Text, told.Outcome, told.Answer, told.AnsweredAt));
        Assert.Equal((false, false), (answered.IsLate, answered.Erases));
        Assert.Equal(0L, await backing.ScalarAsync<long>(
            "select count(*) from reports.data_clock_warnings w join reports.data_clocks c on c.id = w.clock_id where c.owner_id = $1 and w.sent_at is null", Guid.Parse(received.DataRequestId)));
        Assert.DoesNotContain(word, replica.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_is_granted_only_of_a_case_that_is_over_and_not_held_and_then_it_is_done()
    {
        var word = $"hapus{Guid.NewGuid():N}"[..20];
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Retention__PollSeconds", "0.2"), .. PublishedReceipts.ShortWindows]);
        var submitted = ExaminedReport.Whole(Region);
        submitted.Narrative = $"CONTOH {word}";
        var report = await ExaminedReport.ClaimedAsync(replica, submitted, $"bawaslu:{Region}");
        var id = (await replica.OwnData.RequestOwnDataAsync(Request(report, DataSubjectRight.Erasure, $"CONTOH {word}"))).DataRequestId;

        await Outcome.RefusedAsync(replica.DataRequests.AnswerDataRequestAsync(Answer(id, DataRequestOutcome.Granted), Officer), StatusCode.FailedPrecondition, "ERASURE_NOT_ALLOWED");
        await replica.Intake.WithdrawReportAsync(report.Withdrawal());
        var hold = await replica.Retention.PlaceLegalHoldAsync(new PlaceLegalHoldRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, Reason = "CONTOH", DocumentNumber = "1" }, Officer);
        await Outcome.RefusedAsync(replica.DataRequests.AnswerDataRequestAsync(Answer(id, DataRequestOutcome.Granted), Officer), StatusCode.FailedPrecondition, "ERASURE_NOT_ALLOWED");
        await replica.Retention.LiftLegalHoldAsync(new LiftLegalHoldRequest { RequestId = ExaminedReport.NewId(), HoldId = hold.HoldId, Reason = "CONTOH" }, Officer);
        Assert.True((await replica.DataRequests.AnswerDataRequestAsync(Answer(id, DataRequestOutcome.Granted), Officer)).Erases);

        var erased = await Eventually.SeeAsync(
            async () => (await replica.Retention.ListErasuresAsync(new ListErasuresRequest(), Officer)).Erasures.SingleOrDefault(erasure => erasure.Number == report.Number), erasure => erasure?.ErasedAt is not null);
        Assert.Equal((ErasureGround.SubjectRequest, ""), (erased!.Ground, erased.RuleId));
        Assert.Empty(await backing.TablesWithAsync(word));
        Assert.Equal(erased.BegunAt, (await report.TrackAsync()).ErasedAt);
    }

    [Theory]
    [InlineData("owndata.before_commit", 0L)]
    [InlineData("owndata.after_commit_before_reply", 1L)]
    public async Task Who_got_no_answer_asks_again_and_there_is_one_request_with_one_clock(string failpoint, long survives)
    {
        RequestOwnDataRequest asked;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            asked = Request(await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole(Region), $"bawaslu:{Region}"), DataSubjectRight.Access, "CONTOH");
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.OwnData.RequestOwnDataAsync(asked)));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await ClocksAsync(asked));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await next.OwnData.RequestOwnDataAsync(asked);
        Assert.Equal(1L, await ClocksAsync(asked));
    }

    [Fact]
    public async Task A_request_that_asks_nothing_is_told_what_is_missing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");

        var refusal = await Refusal.OfAsync(replica.OwnData.RequestOwnDataAsync(Request(report, DataSubjectRight.Unspecified, "...")));

        Assert.Equal(("OWN_DATA_INVALID", "right,text"), (refusal.Reason, string.Join(',', refusal.Fields)));
    }

    private static GetOwnDataRequest Own(ExaminedReport report) => new() { Number = report.Number, AccessCode = report.Receipt.AccessCode };

    private static RequestOwnDataRequest Request(ExaminedReport report, DataSubjectRight right, string text) =>
        new() { RequestId = ExaminedReport.NewId(), Number = report.Number, AccessCode = report.Receipt.AccessCode, Right = right, Text = text };

    private static AnswerDataRequestRequest Answer(string id, DataRequestOutcome outcome, string basis = "") =>
        new() { RequestId = ExaminedReport.NewId(), DataRequestId = id, Outcome = outcome, Answer = "CONTOH jawaban", LegalBasis = basis };

    private static async Task<Reporter> IdentityAsync(ReportsProcess replica, string number)
    {
        var (one, two) = (TestIssuer.As($"bawaslu:{Region}", "satu", "custodian"), TestIssuer.As($"bawaslu:{Region}", "dua", "custodian"));
        var wish = new RequestIdentityOpeningRequest { RequestId = ExaminedReport.NewId(), Number = number, Ground = IdentityOpeningGround.ReporterWish, Reason = "CONTOH" };
        var id = (await replica.Custody.RequestIdentityOpeningAsync(wish, one)).OpeningId;
        await replica.Custody.ApproveIdentityOpeningAsync(new ApproveIdentityOpeningRequest { RequestId = ExaminedReport.NewId(), OpeningId = id }, two);
        return (await replica.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, one)).Reporter;
    }

    private Task<long> ClocksAsync(RequestOwnDataRequest asked) => backing.ScalarAsync<long>(
        "select count(*) from reports.subject_requests s join reports.data_clocks c on c.owner_id = s.id join reports.reports r on r.id = s.report_id where r.number = $1", OldCase.Plain(asked.Number));
}
