using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>Office and reporter talk by number and code, until the case is over; what is said changes neither kind nor status: LAW-REV-04.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class DialogueTests(BackingServices backing) : IDisposable
{
    private const string Region = "62.03";
    private const string Office = $"bawaslu:{Region}";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task The_office_asks_the_reporter_answers_the_office_replies_and_both_see_it_in_order()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);

        var asked = (await replica.Review.AskReporterAsync(report.Question(), TestIssuer.As(Office))).State;
        var question = Assert.Single((await report.TrackAsync()).Messages);
        var answer = await replica.Intake.SendMessageAsync(report.Message("CONTOH jawaban.", question.Message));
        var unread = (await report.GetAsync()).State;
        var replied = (await replica.Review.ReplyToReporterAsync(report.Reply(), TestIssuer.As(Office))).State;
        var (seen, tracked) = ((await report.GetAsync()).Messages, (await report.TrackAsync()).Messages);

        Assert.Equal((0, 1, 0), (asked.UnreadMessages, unread.UnreadMessages, replied.UnreadMessages));
        Assert.Equal((false, true), (question.IsAnswered, question.IsQuestion));
        Assert.Equal(
            [
                $"{question.Message} Office CONTOH pertanyaan? True True 0", $"{answer.Message} Reporter CONTOH jawaban. False False {question.Message}",
                $"{replied.Version} Office CONTOH jawaban kantor. False False 0",
            ],
            seen.Select(said => $"{said.Message} {said.Sender} {said.Text} {said.IsQuestion} {said.IsAnswered} {said.Answers}"));
        Assert.Equal(
            seen.Select(said => (said.Message, said.Sender, said.Text, said.SentAt, said.IsQuestion, said.IsAnswered, said.Answers)),
            tracked.Select(said => (said.Message, said.Sender, said.Text, said.SentAt, said.IsQuestion, said.IsAnswered, said.Answers)));
        Assert.Equal([Office, "", Office], seen.Select(said => said.Office));
    }

    [Fact]
    public async Task What_the_reporter_writes_is_stored_sealed_and_the_officer_reads_it_open()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);
        var secret = $"rahasia{Guid.NewGuid():N}";

        await replica.Intake.SendMessageAsync(report.Message($"CONTOH {secret} pelapor"));

        Assert.Empty(await backing.TablesWithAsync(secret));
        Assert.Equal(1L, await CountAsync(report, "reports.additions", "t.purpose = 'Message' and substring(t.content from 1 for 2) = '\\x0002'::bytea"));
        Assert.Equal($"CONTOH {secret} pelapor", Assert.Single((await report.GetAsync()).Messages).Text);
        Assert.Equal($"CONTOH {secret} pelapor", Assert.Single((await report.TrackAsync()).Messages).Text);
        Assert.DoesNotContain(secret, replica.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_with_name_and_address_makes_no_laporan_and_a_completion_after_it_does()
    {
        var replica = await backing.ReplicaAsync();
        var tip = ExaminedReport.Whole(Region);
        tip.Reporter = null;
        var report = await ExaminedReport.SubmittedAsync(replica, tip, Office);

        await replica.Intake.SendMessageAsync(report.Message("CONTOH nama dan alamat saya."));
        var told = await report.TrackAsync();
        var whole = await report.GetAsync();
        await report.CompleteAsync(new SubmitReportRequest { Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" } });
        var completed = await report.GetAsync();

        Assert.Equal((ReportKind.InformasiAwal, ReportStatus.Received, 2, 1), (told.Kind, told.Status, whole.State.Version, whole.State.UnreadMessages));
        Assert.Equal(tip.Narrative, whole.Account.Narrative);
        Assert.Equal((ReportKind.Laporan, tip.Narrative, 1), (completed.Kind, completed.Account.Narrative, completed.Messages.Count));
        Assert.Equal("InitialReview", Assert.Single(completed.Clocks, clock => clock.StoppedAt is null).Subject);
    }

    [Fact]
    public async Task A_message_makes_the_officer_look_again_and_is_read_by_a_mark_of_its_own()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);
        await replica.Intake.SendMessageAsync(report.Message());
        ReadMessagesRequest Read() => new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version };

        await Outcome.RefusedAsync(replica.Review.ReviewReportAsync(report.Checklist(), TestIssuer.As(Office)), StatusCode.Aborted, "CASE_CHANGED");
        await Outcome.RefusedAsync(replica.Review.ReadMessagesAsync(Read(), TestIssuer.As(Office)), StatusCode.Aborted, "CASE_CHANGED");
        await report.GetAsync();
        await Outcome.RefusedAsync(replica.Review.ReadMessagesAsync(Read(), TestIssuer.As(Office, "rekan")), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        var read = Read();
        var answers = (await replica.Review.ReadMessagesAsync(read, TestIssuer.As(Office)), await replica.Review.ReadMessagesAsync(read, TestIssuer.As(Office)));

        Assert.Equal(answers.Item1, answers.Item2);
        Assert.Equal(0, (await report.GetAsync()).State.UnreadMessages);
    }

    [Fact]
    public async Task What_is_no_message_is_refused_and_after_the_case_nothing_is_taken()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);
        var message = report.Message();
        await replica.Intake.SendMessageAsync(message);
        await report.GetAsync();

        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(report.Message(" . ")), StatusCode.InvalidArgument, "MESSAGE_INVALID");
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(report.Message(new string('a', 20_001))), StatusCode.InvalidArgument, "MESSAGE_INVALID");
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(report.Message("CONTOH", question: 2)), StatusCode.InvalidArgument, "QUESTION_UNKNOWN");
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(With(message, m => m.Text = "CONTOH lain")), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(With(message, m => m.RequestId = "bukan-uuid")), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(With(message, m => m.AccessCode = "salah")), StatusCode.NotFound, "REPORT_NOT_FOUND");
        await Outcome.RefusedAsync(replica.Review.AskReporterAsync(report.Question(""), TestIssuer.As(Office)), StatusCode.InvalidArgument, "MESSAGE_INVALID");
        await Outcome.RefusedAsync(replica.Review.ReplyToReporterAsync(report.Reply(new string('a', 2001)), TestIssuer.As(Office)), StatusCode.InvalidArgument, "MESSAGE_INVALID");
        await report.DeclineAsync(DeclineGround.AlreadyHandled);
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(report.Message()), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
        await Outcome.RefusedAsync(replica.Review.AskReporterAsync(report.Question(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
        Assert.Single((await report.TrackAsync()).Messages);
    }

    [Fact]
    public async Task Of_the_same_message_many_times_at_once_one_is_kept()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await ExaminedReport.SubmittedAsync(one, ExaminedReport.Whole(Region), Office);
        var message = report.Message();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? one : two).Intake.SendMessageAsync(message).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Equal((1, 2), ((await report.GetAsync()).State.UnreadMessages, report.State.Version));
    }

    [Theory]
    [InlineData("message.before_commit", 0L)]
    [InlineData("message.after_commit_before_reply", 1L)]
    public async Task Whoever_got_no_answer_sends_again_and_the_message_is_kept_once(string failpoint, long survives)
    {
        ExaminedReport report;
        SendMessageRequest message;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            report = await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole(Region), Office);
            message = report.Message();
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Intake.SendMessageAsync(message)));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await CountAsync(report, "reports.additions"));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(2, (await next.Intake.SendMessageAsync(message)).Message);
        Assert.Equal((1L, 1L), (await CountAsync(report, "reports.additions"), await CountAsync(report, "reports.case_events")));
    }

    [Fact]
    public async Task The_reporter_reads_each_status_with_its_date()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);
        await report.ReviewAsync();
        await report.RegisterAsync();

        var steps = (await report.TrackAsync()).Steps;

        Assert.Equal(["Diterima", "Kajian awal", "Diregistrasi"], steps.Select(step => step.Text));
        Assert.Equal((report.Receipt.ReceivedAt, report.State.ChangedAt), (steps[0].TakenAt, steps[^1].TakenAt));
    }

    private static SendMessageRequest With(SendMessageRequest message, Action<SendMessageRequest> change)
    {
        var changed = message.Clone();
        change(changed);
        return changed;
    }

    private Task<long> CountAsync(ExaminedReport report, string table, string which = "true") => backing.ScalarAsync<long>(
        $"select count(*) from {table} t join reports.reports r on r.id = t.report_id where r.number = $1 and {which}", report.Number.Replace("-", "", StringComparison.Ordinal));
}
