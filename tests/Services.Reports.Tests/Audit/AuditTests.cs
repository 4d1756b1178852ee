using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Audit;

/// <summary>Who read and who changed which case: in the chain before an answer leaves, and with every change.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class AuditTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:75.71";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Readings_and_changes_of_a_case_are_listed_with_who_and_when_and_a_refused_call_is_not()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), Office);
        var claim = examined.Claim();
        var officer = TestIssuer.As(Office, "budi");
        await replica.Review.GetCaseAsync(new GetCaseRequest { Number = examined.Number }, officer);
        await replica.Review.ClaimCaseAsync(claim, officer);
        await replica.Review.ClaimCaseAsync(claim, officer);
        await replica.Review.ExplainDeadlineAsync(new ExplainDeadlineRequest { Number = examined.Number }, TestIssuer.As("bawaslu:00", "pusat", "central"));
        await Outcome.RefusedAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = examined.Number }, TestIssuer.As("bawaslu:35.75")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await replica.Intake.SendMessageAsync(examined.Message());

        var entries = (await ListAsync(replica, new ListAuditRequest { Number = examined.Number })).Entries;

        Assert.Equal(
            [
                (AuditAct.Change, "IntakeService/SendMessage", "reporter", "", 3),
                (AuditAct.Read, "ReviewService/ExplainDeadline", "pusat", "bawaslu:00", 2),
                (AuditAct.Read, "ReviewService/ClaimCase", "budi", Office, 2),
                (AuditAct.Change, "ReviewService/ClaimCase", "budi", Office, 2),
                (AuditAct.Read, "ReviewService/GetCase", "budi", Office, 1),
            ],
            entries.Select(e => (e.Act, e.Rpc["netralitas.reports.v1.".Length..], e.Actor, e.ActorOffice, e.Version)));
        Assert.All(entries, e => Assert.Equal((Office, examined.Number), (e.Office, e.Number)));
        Assert.Single(entries.Select(e => e.CaseId).Distinct());
    }

    [Fact]
    public async Task An_identity_that_was_opened_is_in_the_chain_and_so_is_a_list()
    {
        var replica = await backing.ReplicaAsync();
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), Office);
        var custody = replica.Custody;
        var (one, two) = (TestIssuer.As(Office, "satu", "custodian"), TestIssuer.As(Office, "dua", "custodian"));
        var wish = new RequestIdentityOpeningRequest { RequestId = ExaminedReport.NewId(), Number = examined.Number, Ground = IdentityOpeningGround.Protection, Reason = "CONTOH" };
        var id = (await custody.RequestIdentityOpeningAsync(wish, one)).OpeningId;
        await custody.ApproveIdentityOpeningAsync(new ApproveIdentityOpeningRequest { RequestId = ExaminedReport.NewId(), OpeningId = id }, two);
        await custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, one);
        var person = $"daftar-{ExaminedReport.NewId()}";
        await replica.Transfers.ListTransfersAsync(new ListTransfersRequest(), TestIssuer.As("bawaslu:75", person));

        var entries = (await ListAsync(replica, new ListAuditRequest { Number = examined.Number })).Entries;

        Assert.Equal(
            [("GetIdentity", "satu", AuditAct.Change), ("ApproveIdentityOpening", "dua", AuditAct.Change), ("RequestIdentityOpening", "satu", AuditAct.Change)],
            entries.Select(e => (e.Rpc.Split('/')[1], e.Actor, e.Act)));
        var list = Assert.Single((await ListAsync(replica, new ListAuditRequest { Office = "bawaslu:75", Actor = person })).Entries);
        Assert.Equal(("", "", 0, AuditAct.Read), (list.Number, list.CaseId, list.Version, list.Act));
    }

    [Fact]
    public async Task Pages_go_back_without_gaps_and_filters_hold()
    {
        var replica = await backing.ReplicaAsync();
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("81.71"), "bawaslu:81.71");
        for (var n = 0; n < 5; n++)
        {
            await examined.GetAsync();
        }

        var (sequences, token) = (new List<long>(), "");
        do
        {
            var page = await ListAsync(replica, new ListAuditRequest { Office = "bawaslu:81.71", PageSize = 2, PageToken = token });
            sequences.AddRange(page.Entries.Select(e => e.Sequence));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(n => (long)n).Reverse(), sequences);
        Assert.True(sequences.Count >= 5);
        var newest = (await ListAsync(replica, new ListAuditRequest { Office = "bawaslu:81.71", PageSize = 1 })).Entries.Single();
        Assert.Empty((await ListAsync(replica, new ListAuditRequest { Office = "bawaslu:81.71", To = newest.At, From = newest.At.ToDateTime().AddMicroseconds(-1).ToTimestamp() })).Entries);
        Assert.Contains((await ListAsync(replica, new ListAuditRequest { Office = "bawaslu:81.71", From = newest.At })).Entries, e => e.Sequence == newest.Sequence);
    }

    [Fact]
    public async Task Only_auditors_of_the_region_see_a_chain_and_wrong_filters_are_named_at_once()
    {
        var replica = await backing.ReplicaAsync();
        var audit = replica.Audit;
        var own = TestIssuer.As(Office, "auditor", "auditor");

        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(audit.ListAuditAsync(new ListAuditRequest(), TestIssuer.As(Office))));
        await audit.ListAuditAsync(new ListAuditRequest(), own);
        foreach (var foreign in new[] { "bawaslu:35.75", "bawaslu:75", "bukan kantor" })
        {
            await Outcome.RefusedAsync(audit.ListAuditAsync(new ListAuditRequest { Office = foreign }, own), StatusCode.NotFound, "AUDIT_CHAIN_UNKNOWN");
            await Outcome.RefusedAsync(audit.VerifyAuditAsync(new VerifyAuditRequest { Office = foreign }, own), StatusCode.NotFound, "AUDIT_CHAIN_UNKNOWN");
        }

        await Outcome.RefusedAsync(audit.ListAuditAsync(new ListAuditRequest { Office = Office }, TestIssuer.As("ppk:75.71", "auditor", "auditor")), StatusCode.NotFound, "AUDIT_CHAIN_UNKNOWN");
        await Outcome.RefusedAsync(audit.ListAuditAsync(new ListAuditRequest { PageSize = 201 }, own), StatusCode.InvalidArgument, "PAGE_SIZE_INVALID");
        await Outcome.RefusedAsync(audit.ListAuditAsync(new ListAuditRequest { PageToken = "x" }, own), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        var now = DateTime.UtcNow.ToTimestamp();
        var refusal = await Suite.Tests.Refusal.OfAsync(audit.ListAuditAsync(new ListAuditRequest { Number = "000000000000", From = now, To = now }, own));
        Assert.Equal(("AUDIT_FILTER_INVALID", "number,to"), (refusal.Reason, string.Join(',', refusal.Fields)));
        var never = new Timestamp { Seconds = long.MinValue };
        Assert.Equal(["from", "to"], (await Suite.Tests.Refusal.OfAsync(audit.ListAuditAsync(new ListAuditRequest { From = never, To = never }, own))).Fields);
    }

    [Theory]
    [InlineData("review.before_commit", 0L)]
    [InlineData("review.after_commit_before_reply", 1L)]
    public async Task A_change_and_its_entry_survive_a_crash_together_or_not_at_all(string failpoint, long survives)
    {
        await using var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint);
        var examined = await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole("75.71"), Office);

        Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Review.ClaimCaseAsync(examined.Claim(), TestIssuer.As(Office))));
        await dying.SeeDeadAsync();

        Assert.Equal(survives, await CountAsync(examined.Number, "c.version = 2"));
        Assert.Equal(survives, await CountAsync(examined.Number, "e.act = 'change' and e.version = 2"));
    }

    [Fact]
    public async Task A_reading_whose_answer_got_lost_is_in_the_chain_and_without_an_entry_there_is_no_answer()
    {
        string number;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "audit.after_commit_before_reply"))
        {
            number = (await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole("75.71"), Office)).Number;
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Review.GetCaseAsync(new GetCaseRequest { Number = number }, TestIssuer.As(Office))));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(1L, await CountAsync(number, "e.act = 'read'"));
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        await ExecuteAsync("revoke insert on reports.audit_entries from reports");
        try
        {
            Assert.Equal(StatusCode.Internal, await Outcome.OfAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = number }, TestIssuer.As(Office))));
        }
        finally
        {
            await ExecuteAsync("grant insert on reports.audit_entries to reports");
        }
    }

    [Fact]
    public async Task Many_at_once_in_two_replicas_make_one_chain_without_a_gap()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => ExaminedReport.SubmittedAsync(n % 2 == 0 ? one : two, ExaminedReport.Whole("53.71"), "bawaslu:53.71")));

        await Task.WhenAll(reports.SelectMany(report => new Task[] { report.ClaimAsync(), report.GetAsync(), report.GetAsync() }));

        var verified = await VerifyAsync(one, "bawaslu:53.71");
        Assert.True(verified.IsIntact, verified.Text);
        Assert.True(verified.Entries >= 24);
    }

    [Fact]
    public async Task The_services_role_can_neither_change_an_entry_nor_choose_its_place()
    {
        var replica = await backing.ReplicaAsync();
        await using var service = NpgsqlDataSource.Create(backing.Database);
        foreach (var sql in new[]
        {
            "update reports.audit_entries set actor = 'x'", "delete from reports.audit_entries", "truncate reports.audit_entries", "insert into reports.audit_heads values ('bawaslu:00', 0, '')",
            "update reports.audit_heads set sequence = 0", "delete from reports.audit_heads", "update reports.audit_head_lists set text = ''", "delete from reports.audit_head_lists",
        })
        {
            await using var command = service.CreateCommand(sql);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }

        await using var insert = service.CreateCommand(
            """
            insert into reports.audit_entries (id, office, sequence, at, act, rpc, actor, actor_office, version, previous, hash)
            values (gen_random_uuid(), 'bawaslu:64.71', 999, now(), 'read', '', 'system', '', 0, 'x', 'y')
            """);
        await insert.ExecuteNonQueryAsync();
        var verified = await VerifyAsync(replica, "bawaslu:64.71");
        Assert.True(verified.IsIntact, verified.Text);
    }

    private static async Task<ListAuditResponse> ListAsync(ReportsProcess replica, ListAuditRequest request)
    {
        request.Office = request.Office.Length == 0 ? Office : request.Office;
        return await replica.Audit.ListAuditAsync(request, TestIssuer.As("bawaslu:00", "auditor", "auditor"));
    }

    private static async Task<VerifyAuditResponse> VerifyAsync(ReportsProcess replica, string office) =>
        await replica.Audit.VerifyAuditAsync(new VerifyAuditRequest { Office = office }, TestIssuer.As("bawaslu:00", "auditor", "auditor"));

    private async Task ExecuteAsync(string sql)
    {
        await using var command = backing.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> CountAsync(string number, string where) => backing.ScalarAsync<long>(
        $"""
        select count(distinct coalesce(e.id, r.id)) from reports.reports r left join reports.audit_entries e on e.report_id = r.id left join reports.cases c on c.report_id = r.id
        where r.number = $1 and {where}
        """, number.Replace("-", "", StringComparison.Ordinal));
}
