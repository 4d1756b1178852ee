using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.FollowUp;
using Netralitas.Services.Reports.Tests.Reading;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>Whom a case is about, as its office comes to know: added, identified, put right, and sealed.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class RespondentTests(BackingServices backing) : IDisposable
{
    private const string Office = FollowUpTests.Office;

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Who_was_seen_only_is_identified_found_by_name_and_forwarded_by_it_and_the_reporter_reads_nothing_of_it()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ClaimedAsync(replica, new Respondent { Place = "Panggung utama", Photo = "Foto 3" });
        var record = Record(report, 1, new Respondent { Name = "Sukmawatiningrum Djarot", Number = "198601012010011001", Position = "Lurah" });
        var recorded = await replica.Review.RecordRespondentAsync(record, TestIssuer.As(Office));
        Assert.Equal(recorded, await replica.Review.RecordRespondentAsync(record, TestIssuer.As(Office)));
        await report.GetAsync();
        await report.JudgeAndRegisterAsync();
        await report.DecideAsync(["D-06"]);
        var whole = await report.GetAsync();
        var named = Assert.Single(whole.Respondents);
        var found = await ListedCases.AllAsync(replica, new CaseFilter { Respondent = "djarot sukmawatiningrum" }, CaseOrder.Receipt, Office, 50);
        var sent = Assert.Single((await replica.FollowUp.ForwardCaseAsync(FollowUpTests.Forward(report, FollowUpTests.Respondent(1)), TestIssuer.As(Office))).Forwardings);
        var file = await replica.FollowUp.ExportForwardingAsync(new ExportForwardingRequest { ForwardingId = sent.ForwardingId, Format = ExportFormat.Json }, TestIssuer.As(Office));

        Assert.Equal((record.Details, "Panggung utama", record.Basis), (named.Details, named.Reported.Place, named.Basis));
        Assert.Equal("Panggung utama", Assert.Single(whole.Account.Respondents).Place);
        Assert.Equal(report.Number, Assert.Single(found).Number);
        Assert.Equal(("Sukmawatiningrum Djarot", "198601012010011001"), (file.Document.RespondentName, file.Document.RespondentNumber));
        Assert.DoesNotContain("Djarot", (await report.TrackAsync()).ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await backing.ScalarAsync<long>("select (select count(*) from reports.case_events e where position('Djarot'::bytea in e.facts) > 0) + (select count(*) from reports.additions a where position('Djarot'::bytea in a.content) > 0)"));
    }

    [Fact]
    public async Task A_number_stays_a_persons_whoever_is_named_later()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ClaimedAsync(replica);
        await RecordAsync(replica, report, 1, new Respondent { Name = "Satu" });
        await RecordAsync(replica, report, 0, new Respondent { Name = "Dua" });
        await report.ReviewAsync("place_of_act");
        await report.RequestCompletionAsync();
        await report.CompleteAsync(new SubmitReportRequest { Place = "Lapangan", Respondents = { new Respondent { Name = "Tiga" } } });
        await report.GetAsync();
        await RecordAsync(replica, report, 0, new Respondent { Name = "Empat" });
        await RecordAsync(replica, report, 2, new Respondent { Name = "Dua, S.Sos." });
        await RecordAsync(replica, report, 3, new Respondent { Name = "Tiga, S.H." });

        var respondents = (await report.GetAsync()).Respondents;

        Assert.Equal(["1 Satu -", "2 Dua, S.Sos. -", "3 Tiga, S.H. Tiga", "4 Empat -"], respondents.Select(each => $"{each.Respondent} {each.Details.Name} {each.Reported?.Name ?? "-"}"));
    }

    [Fact]
    public async Task Each_wrong_record_is_told_what_is_wrong_and_stores_nothing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ClaimedAsync(replica, new Respondent { Name = "Terlapor uji" });
        var empty = Record(report, 3, new Respondent { Name = " " });
        empty.Basis = "";
        empty.Joined.Add(new JoinedRespondent { Number = report.Number, Respondent = 1 });
        var unclaimed = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.06"), Office);

        var refusal = await Refusal.OfAsync(replica.Review.RecordRespondentAsync(empty, TestIssuer.As(Office)));
        var tooLong = await Refusal.OfAsync(replica.Review.RecordRespondentAsync(Record(report, 0, new Respondent { Name = new string('a', 501) }), TestIssuer.As(Office)));

        Assert.Equal(("RESPONDENT_INVALID", "respondent details basis joined[0]"), (refusal.Reason, string.Join(' ', refusal.Fields)));
        Assert.Equal(["details.name"], tooLong.Fields);
        await Outcome.RefusedAsync(replica.Review.RecordRespondentAsync(Record(unclaimed, 1, new Respondent { Name = "Satu" }), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "CASE_NOT_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.RecordRespondentAsync(Record(report, 1, new Respondent { Name = "Satu" }), TestIssuer.As(Office, "rekan")), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.RecordRespondentAsync(Record(report, 1, new Respondent { Name = "Satu" }), TestIssuer.As("bawaslu:62.08")), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal(report.State.Version, (await report.GetAsync()).State.Version);
    }

    [Fact]
    public async Task After_the_plenary_one_is_put_right_and_none_is_added()
    {
        var replica = await backing.ReplicaAsync();
        var report = await FollowUpTests.DecidedAsync(replica, "Lurah");

        var late = await Refusal.OfAsync(replica.Review.RecordRespondentAsync(Record(report, 0, new Respondent { Name = "Dua" }), TestIssuer.As(Office)));
        await RecordAsync(replica, report, 1, new Respondent { Name = "Terlapor uji, S.E.", Number = "198601012010011001" });
        var declined = await ClaimedAsync(replica, new Respondent { Name = "Bebas" });
        await declined.ReviewAsync();
        await declined.DeclineAsync(DeclineGround.NotAViolation);

        Assert.Equal(["respondent"], late.Fields);
        Assert.Equal("Terlapor uji, S.E.", Assert.Single((await report.GetAsync()).Respondents).Details.Name);
        await Outcome.RefusedAsync(replica.Review.RecordRespondentAsync(Record(declined, 1, new Respondent { Name = "Satu" }), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
    }

    [Fact]
    public async Task Of_two_records_at_once_one_stands()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await ClaimedAsync(one, new Respondent { Name = "Terlapor uji" });

        var outcomes = await Task.WhenAll(
            Outcome.OfAsync(one.Review.RecordRespondentAsync(Record(report, 0, new Respondent { Name = "Dua" }), TestIssuer.As(Office))),
            Outcome.OfAsync(two.Review.RecordRespondentAsync(Record(report, 0, new Respondent { Name = "Juga dua" }), TestIssuer.As(Office))));

        Assert.Equal([StatusCode.OK, StatusCode.Aborted], outcomes.Order());
        Assert.Equal(2, (await report.GetAsync()).Respondents.Count);
    }

    [Theory]
    [InlineData("review.before_commit", 1)]
    [InlineData("review.after_commit_before_reply", 2)]
    public async Task Whoever_got_no_answer_sends_again_and_one_is_added_once(string failpoint, int survive)
    {
        ExaminedReport report;
        await using (var before = await ReportsProcess.StartAsync(backing, spool.FullName))
        {
            report = await ExaminedReport.ClaimedAsync(before, ExaminedReport.Whole("62.06"), Office);
        }

        var record = Record(report, 0, new Respondent { Name = "Dua" });
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Review.RecordRespondentAsync(record, TestIssuer.As(Office))));
            await dying.SeeDeadAsync();
        }

        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        report = await ExaminedReport.OfOfficeAsync(replica, report, Office);
        Assert.Equal(survive, (await report.GetAsync()).Respondents.Count);
        var again = await replica.Review.RecordRespondentAsync(record, TestIssuer.As(Office));
        Assert.Equal(again, await replica.Review.RecordRespondentAsync(record, TestIssuer.As(Office)));
        Assert.Equal(["Terlapor uji", "Dua"], (await report.GetAsync()).Respondents.Select(each => each.Details.Name));
    }

    [Fact]
    public async Task Acts_of_two_phases_are_each_qualified_by_their_own_day()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ClaimedAsync(replica, new Respondent { Name = "Terlapor uji" });
        await report.JudgeAndRegisterAsync();
        var contest = (await report.GetAsync()).ContestChoices.First(choice => choice.ContestId.StartsWith("pilkada-2024", StringComparison.Ordinal)).ContestId;
        var qualify = new QualifyCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = report.Number,
            ExpectedVersion = report.State.Version,
            Qualifications = { new Qualification { Respondent = 1, Code = "KE-04", HappenedOn = "2024-08-01" }, new Qualification { Respondent = 1, Code = "D-06", HappenedOn = "2024-10-05" }, new Qualification { Respondent = 1, Code = "D-06", HappenedOn = "2024-10-06" } },
        };
        var undated = qualify.Clone();
        undated.Qualifications[0].HappenedOn = "";
        var wrong = qualify.Clone();
        wrong.HappenedOn = "2024-10-05";
        wrong.Qualifications[0].HappenedOn = "Agustus";
        wrong.Qualifications[2].HappenedOn = "";

        Assert.Equal(["happened_on"], (await Refusal.OfAsync(replica.Review.QualifyCaseAsync(undated, TestIssuer.As(Office)))).Fields);
        Assert.Equal(["qualifications[0].happened_on", "qualifications[1]", "qualifications[2]"], (await Refusal.OfAsync(replica.Review.QualifyCaseAsync(wrong, TestIssuer.As(Office)))).Fields);
        var qualified = await replica.Review.QualifyCaseAsync(qualify, TestIssuer.As(Office));

        Assert.NotEmpty(contest);
        Assert.Equal(["KE-04 2024-08-01", "D-06 2024-10-05", "D-06 2024-10-06"], qualified.Acts.Select(act => $"{act.Code} {act.HappenedOn}"));
        Assert.Equal(qualified.Acts, (await report.GetAsync()).QualifiedActs);
    }

    internal static RecordRespondentRequest Record(ExaminedReport report, int respondent, Respondent details, params JoinedRespondent[] joined) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = report.Number,
        ExpectedVersion = report.State.Version,
        Respondent = respondent,
        Details = details,
        Basis = "CONTOH data kepegawaian BKPSDM.",
        Joined = { joined },
    };

    internal static async Task RecordAsync(ReportsProcess replica, ExaminedReport report, int respondent, Respondent details, params JoinedRespondent[] joined)
    {
        await report.GetAsync();
        await replica.Review.RecordRespondentAsync(Record(report, respondent, details, joined), TestIssuer.As(Office));
        await report.GetAsync();
    }

    private static Task<ExaminedReport> ClaimedAsync(ReportsProcess replica, params Respondent[] respondents)
    {
        var told = ExaminedReport.Whole("62.06");
        told.Respondents.Clear();
        told.Respondents.Add(respondents);
        return ExaminedReport.ClaimedAsync(replica, told, Office);
    }
}
