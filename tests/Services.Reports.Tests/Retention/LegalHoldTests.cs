using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Receipts;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Retention;

/// <summary>A hold keeps a case and what is joined with it, and who places and lifts it is on the record: LAW-PDP-02.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class LegalHoldTests(BackingServices backing) : IDisposable
{
    private const string Region = "81.09";

    private static readonly Metadata Officer = TestIssuer.As($"bawaslu:{Region}", "petugas");
    private static readonly (string, string?)[] Often = [("Reports__Retention__PollSeconds", "0.2"), .. PublishedReceipts.ShortWindows];

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task What_is_held_is_shown_as_due_and_erased_only_after_the_hold_is_lifted()
    {
        ExaminedReport held;
        string holdId;
        await using (var quiet = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Retention__PollSeconds", "86400")]))
        {
            await OldCase.SetTermAsync(quiet);
            held = await OldCase.WithdrawnAsync(quiet, backing, Region, "ditahan");
            var wish = Hold(held.Number);
            var placed = await quiet.Retention.PlaceLegalHoldAsync(wish, Officer);
            Assert.Equal(placed, await quiet.Retention.PlaceLegalHoldAsync(wish, Officer));
            holdId = placed.HoldId;
        }

        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: Often);
        var other = await OldCase.WithdrawnAsync(replica, backing, Region, "bebas");
        await Eventually.SeeAsync(() => ErasuresAsync(replica), erasures => erasures.Any(erasure => erasure.Number == other.Number && erasure.ErasedAt is not null));

        var due = Assert.Single((await replica.Retention.ListDueCasesAsync(new ListDueCasesRequest { RetentionClass = "Withdrawn" }, Officer)).Cases);
        Assert.Equal((held.Number, true, "retensi-dicabut", ReportStatus.Withdrawn), (due.Number, due.IsHeld, due.RuleId, due.Status));
        Assert.Equal("CONTOH ditahan", (await (await ExaminedReport.OfOfficeAsync(replica, held, $"bawaslu:{Region}")).GetAsync()).Account.Narrative);
        var lift = new LiftLegalHoldRequest { RequestId = ExaminedReport.NewId(), HoldId = holdId, Reason = "CONTOH sidang selesai" };
        await replica.Retention.LiftLegalHoldAsync(lift, TestIssuer.As("bawaslu:81", "atasan"));
        await Eventually.SeeAsync(() => ErasuresAsync(replica), erasures => erasures.Any(erasure => erasure.Number == held.Number && erasure.ErasedAt is not null));

        var listed = Assert.Single((await replica.Retention.ListLegalHoldsAsync(new ListLegalHoldsRequest { WithLifted = true }, TestIssuer.As("bawaslu:00", "pengawas", "auditor"))).Holds, hold => hold.HoldId == holdId);
        Assert.Equal((held.Number, "petugas", "atasan", "CONTOH sidang", "CONTOH sidang selesai"), (listed.Number, listed.PlacedBy, listed.LiftedBy, listed.Reason, listed.LiftReason));
        Assert.DoesNotContain((await replica.Retention.ListLegalHoldsAsync(new ListLegalHoldsRequest(), Officer)).Holds, hold => hold.HoldId == holdId);
        await Outcome.RefusedAsync(replica.Retention.PlaceLegalHoldAsync(Hold(held.Number), Officer), StatusCode.NotFound, "REPORT_UNKNOWN");
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var blank = Hold(report.Number);
        (blank.Reason, blank.DocumentNumber) = ("...", "");

        var refusal = await Refusal.OfAsync(replica.Retention.PlaceLegalHoldAsync(blank, Officer));
        Assert.Equal(("HOLD_INVALID", "reason,document_number"), (refusal.Reason, string.Join(',', refusal.Fields)));
        await Outcome.RefusedAsync(replica.Retention.PlaceLegalHoldAsync(Hold(report.Number), TestIssuer.As("bawaslu:35.75")), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(replica.Retention.PlaceLegalHoldAsync(Hold(report.Number), TestIssuer.As("bawaslu:00", role: "auditor"))));
        var id = (await replica.Retention.PlaceLegalHoldAsync(Hold(report.Number), Officer)).HoldId;
        await Outcome.RefusedAsync(replica.Retention.LiftLegalHoldAsync(Lift(id), TestIssuer.As("bawaslu:35.75")), StatusCode.NotFound, "HOLD_UNKNOWN");
        var wordless = Lift(id);
        wordless.Reason = "";
        await Outcome.RefusedAsync(replica.Retention.LiftLegalHoldAsync(wordless, Officer), StatusCode.InvalidArgument, "HOLD_INVALID");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Outcome.OfAsync(replica.Retention.LiftLegalHoldAsync(Lift(id), Officer))));
        Assert.Equal((1, 3), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.FailedPrecondition)));
        await Outcome.RefusedAsync(replica.Retention.LiftLegalHoldAsync(Lift(id), Officer), StatusCode.FailedPrecondition, "HOLD_ALREADY_LIFTED");
        var filter = await Refusal.OfAsync(replica.Retention.ListDueCasesAsync(new ListDueCasesRequest { By = "besok", RetentionClass = "X" }, Officer));
        Assert.Equal(("RETENTION_FILTER_INVALID", "by,retention_class"), (filter.Reason, string.Join(',', filter.Fields)));
    }

    [Fact]
    public async Task A_case_that_is_being_erased_cannot_be_held_nor_one_that_is_joined_with_it()
    {
        var replica = await backing.ReplicaAsync();
        var lead = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var follows = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        await backing.ExecuteAsync(
            "update reports.cases set joined_to = (select id from reports.reports where number = $1), status = 'Joined' where report_id = (select id from reports.reports where number = $2)",
            OldCase.Plain(lead.Number), OldCase.Plain(follows.Number));
        await backing.ExecuteAsync("insert into reports.case_erasures (report_id, id, office_code, ground, begun_at) select id, gen_random_uuid(), '81.09', 'SubjectRequest', now() from reports.reports where number = $1", OldCase.Plain(lead.Number));

        await Outcome.RefusedAsync(replica.Retention.PlaceLegalHoldAsync(Hold(follows.Number), Officer), StatusCode.FailedPrecondition, "ERASURE_BEGUN");
        await backing.ExecuteAsync("delete from reports.case_erasures where report_id = (select id from reports.reports where number = $1)", OldCase.Plain(lead.Number));
        await replica.Retention.PlaceLegalHoldAsync(Hold(follows.Number), Officer);
        Assert.True(await backing.ScalarAsync<bool>("select reports.is_held(id) from reports.reports where number = $1", OldCase.Plain(lead.Number)));
    }

    [Theory]
    [InlineData("hold.before_commit", 0L)]
    [InlineData("hold.after_commit_before_reply", 1L)]
    public async Task Whoever_got_no_answer_places_it_again_and_there_is_one_hold(string failpoint, long survives)
    {
        PlaceLegalHoldRequest wish;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            wish = Hold((await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole(Region), $"bawaslu:{Region}")).Number);
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Retention.PlaceLegalHoldAsync(wish, Officer)));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await HoldsAsync(wish.Number));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await next.Retention.PlaceLegalHoldAsync(wish, Officer);
        Assert.Equal(1L, await HoldsAsync(wish.Number));
    }

    [Fact]
    public async Task A_term_is_not_set_for_the_past_nor_for_less_than_two_years_nor_by_a_region()
    {
        var replica = await backing.ReplicaAsync();
        var term = await OldCase.TermAsync(replica);
        (term.Years, term.ValidFrom, term.RetentionClass) = (1, "2020-01-01", "Lain");

        Assert.Equal(["retention_class", "years", "valid_from"], (await Refusal.OfAsync(replica.LawRevisions.SetRetentionTermAsync(term, OldCase.Central))).Fields);
        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(replica.LawRevisions.SetRetentionTermAsync(term, Officer)));
        Assert.Equal(6, (await replica.Law.ListRetentionTermsAsync(new ListRetentionTermsRequest())).Terms.Select(each => each.RetentionClass).Distinct().Count());
    }

    private static PlaceLegalHoldRequest Hold(string number) => new() { RequestId = ExaminedReport.NewId(), Number = number, Reason = "CONTOH sidang", DocumentNumber = "1/CONTOH" };

    private static LiftLegalHoldRequest Lift(string id) => new() { RequestId = ExaminedReport.NewId(), HoldId = id, Reason = "CONTOH selesai" };

    private static async Task<IReadOnlyList<Erasure>> ErasuresAsync(ReportsProcess replica) => (await replica.Retention.ListErasuresAsync(new ListErasuresRequest(), Officer)).Erasures;

    private Task<long> HoldsAsync(string number) =>
        backing.ScalarAsync<long>("select count(*) from reports.case_holds h join reports.reports r on r.id = h.report_id where r.number = $1", OldCase.Plain(number));
}
