using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Custody;

/// <summary>Opening who reported: two people, a reason, on the record, told to the reporter.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class CustodyTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Two_custodians_open_it_each_reading_is_recorded_and_the_reporter_is_told()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = ExaminedReport.Whole("75.71");
        report.Reporter = new Reporter { Name = "Siti", Phone = "0812" };
        var examined = await ExaminedReport.SubmittedAsync(replica, report, "bawaslu:75.71");
        await examined.CompleteAsync(new SubmitReportRequest { Reporter = new Reporter { Address = "Jalan Contoh 1", Capacity = ReporterCapacity.Voter } });
        var wish = Wish(examined.Number);

        var requested = await replica.Custody.RequestIdentityOpeningAsync(wish, As("satu"));
        Assert.Equal(requested, await replica.Custody.RequestIdentityOpeningAsync(wish, As("satu")));
        await Outcome.RefusedAsync(replica.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = requested.OpeningId }, As("satu")), StatusCode.FailedPrecondition, "OPENING_NOT_APPROVED");
        Assert.Empty((await examined.TrackAsync()).OpenedIdentities);

        var approval = Approval(requested.OpeningId);
        var approved = await replica.Custody.ApproveIdentityOpeningAsync(approval, As("dua"));
        Assert.Equal(approved, await replica.Custody.ApproveIdentityOpeningAsync(approval, As("dua")));
        var read = await replica.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = requested.OpeningId }, As("satu"));
        await replica.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = requested.OpeningId }, As("dua"));

        Assert.Equal((examined.Number, new Reporter { Name = "Siti", Phone = "0812", Address = "Jalan Contoh 1", Capacity = ReporterCapacity.Voter }), (read.Number, read.Reporter));
        Assert.Equal(TimeSpan.FromHours(24), approved.ReadableUntil.ToDateTime() - approved.ApprovedAt.ToDateTime());
        var told = Assert.Single((await examined.TrackAsync()).OpenedIdentities);
        Assert.Equal((approved.ApprovedAt, "Pelapor akan dimintai keterangan atau dihubungi."), (told.OpenedAt, told.GroundText));
        var listed = (await replica.Custody.ListIdentityOpeningsAsync(new ListIdentityOpeningsRequest(), As("pengawas", "bawaslu:00", "auditor"))).Openings.Single(o => o.OpeningId == requested.OpeningId);
        Assert.Equal((examined.Number, "satu", "dua", approved.ApprovedAt), (listed.Number, listed.RequestedBy, listed.ApprovedBy, listed.ApprovedAt));
        Assert.Equal(["satu", "dua"], listed.Readings.Select(reading => reading.ReadBy));
        Assert.DoesNotContain("Siti", (await examined.GetAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        var nameless = ExaminedReport.Whole("75.71");
        nameless.Reporter = new Reporter { Capacity = ReporterCapacity.Voter };
        var anonymous = await ExaminedReport.SubmittedAsync(replica, nameless, "bawaslu:75.71");
        var custody = replica.Custody;

        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu", role: "officer"))));
        await Outcome.RefusedAsync(custody.RequestIdentityOpeningAsync(Wish("000000000000"), As("satu")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu", "bawaslu:35.75")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu", "ppk:75.71")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(custody.RequestIdentityOpeningAsync(Wish(anonymous.Number), As("satu")), StatusCode.FailedPrecondition, "IDENTITY_NOT_TOLD");
        var blank = Wish(examined.Number);
        (blank.Ground, blank.Reason) = (IdentityOpeningGround.Unspecified, "...");
        var refusal = await Suite.Tests.Refusal.OfAsync(custody.RequestIdentityOpeningAsync(blank, As("satu")));
        Assert.Equal(("OPENING_INVALID", "ground,reason"), (refusal.Reason, string.Join(',', refusal.Fields)));
        var id = (await custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu"))).OpeningId;
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), As("satu")), StatusCode.FailedPrecondition, "OPENING_NEEDS_ANOTHER_PERSON");
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), As("satu", "bawaslu:00")), StatusCode.FailedPrecondition, "OPENING_NEEDS_ANOTHER_PERSON");
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), As("dua", "bawaslu:35.75")), StatusCode.NotFound, "OPENING_UNKNOWN");
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval("bukan"), As("dua")), StatusCode.NotFound, "OPENING_UNKNOWN");
        await custody.ApproveIdentityOpeningAsync(Approval(id), As("dua", "bawaslu:00"));
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), As("tiga")), StatusCode.FailedPrecondition, "OPENING_ALREADY_APPROVED");
        await Outcome.RefusedAsync(custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, As("tiga")), StatusCode.NotFound, "OPENING_UNKNOWN");
        await Outcome.RefusedAsync(custody.ListIdentityOpeningsAsync(new ListIdentityOpeningsRequest { PageToken = "x" }, As("satu")), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        Assert.DoesNotContain((await custody.ListIdentityOpeningsAsync(new ListIdentityOpeningsRequest(), As("satu", "bawaslu:35"))).Openings, opening => opening.OpeningId == id);
        Assert.Equal(0L, await ReadingsAsync(id));
    }

    [Fact]
    public async Task Two_people_are_two_of_one_issuer_or_of_two_and_nobody_is_two()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: TestIssuer.Another);
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        var (custody, other) = (replica.Custody, TestIssuer.As("bawaslu:75.71", "satu", "custodian", TestIssuer.OtherName));
        var id = (await custody.RequestIdentityOpeningAsync(Wish(examined.Number), other)).OpeningId;

        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), other), StatusCode.FailedPrecondition, "OPENING_NEEDS_ANOTHER_PERSON");
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), As("|kedua|satu")), StatusCode.Unauthenticated, "TOKEN_MISSING_OR_INVALID");
        await custody.ApproveIdentityOpeningAsync(Approval(id), As("satu"));
        await custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, other);

        var listed = (await custody.ListIdentityOpeningsAsync(new ListIdentityOpeningsRequest(), As("satu"))).Openings.Single(opening => opening.OpeningId == id);
        Assert.Equal(("|kedua|satu", "satu", "|kedua|satu"), (listed.RequestedBy, listed.ApprovedBy, Assert.Single(listed.Readings).ReadBy));
        Assert.Equal(("|kedua|satu", "satu"), (
            await backing.ScalarAsync<string>("select requested_by from reports.identity_openings where id = $1", Guid.Parse(id)),
            await backing.ScalarAsync<string>("select approved_by from reports.identity_opening_approvals where opening_id = $1", Guid.Parse(id))));
    }

    [Fact]
    public async Task Of_many_who_approve_at_once_one_does()
    {
        var one = await backing.ReplicaAsync();
        var examined = await ExaminedReport.SubmittedAsync(one, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        var id = (await one.Custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu"))).OpeningId;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Outcome.OfAsync(one.Custody.ApproveIdentityOpeningAsync(Approval(id), As($"kustodian-{n}")))));

        Assert.Equal((1, 7), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.FailedPrecondition)));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.identity_opening_approvals where opening_id = $1", Guid.Parse(id)));
        Assert.Single((await examined.TrackAsync()).OpenedIdentities);
    }

    [Fact]
    public async Task The_database_takes_no_approval_by_who_asked_and_lets_nothing_of_it_be_changed()
    {
        var replica = await backing.ReplicaAsync();
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        var id = Guid.Parse((await replica.Custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu"))).OpeningId);
        await using var service = NpgsqlDataSource.Create(backing.Database);

        Assert.Equal("23514", await StateOfAsync(service, Insert("satu", "satu"), id));
        Assert.Equal("23503", await StateOfAsync(service, Insert("orang lain", "satu"), id));
        foreach (var table in new[] { "identity_openings", "identity_opening_approvals", "identity_opening_readings" })
        {
            Assert.Equal("42501", await StateOfAsync(service, $"delete from reports.{table}"));
        }

        Assert.Equal("42501", await StateOfAsync(service, "update reports.identity_openings set requested_by = 'x' where id = $1", id));

        static string Insert(string requestedBy, string approvedBy) =>
            $"insert into reports.identity_opening_approvals (opening_id, requested_by, approved_by, approved_by_office, approved_at, readable_until) values ($1, '{requestedBy}', '{approvedBy}', 'bawaslu:00', now(), now())";
    }

    [Theory]
    [InlineData("custody.before_commit", 0L)]
    [InlineData("custody.after_commit_before_reply", 1L)]
    public async Task Whoever_got_no_answer_approves_again_and_there_is_one_approval(string failpoint, long survives)
    {
        string id;
        ApproveIdentityOpeningRequest approval;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            var examined = await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
            id = (await dying.Custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu"))).OpeningId;
            approval = Approval(id);
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Custody.ApproveIdentityOpeningAsync(approval, As("dua"))));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await backing.ScalarAsync<long>("select count(*) from reports.identity_opening_approvals where opening_id = $1", Guid.Parse(id)));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await next.Custody.ApproveIdentityOpeningAsync(approval, As("dua"));
        Assert.Equal("Pelapor uji", (await next.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, As("satu"))).Reporter.Name);
    }

    [Fact]
    public async Task A_reading_whose_answer_got_lost_is_on_the_record()
    {
        await using var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "identity.after_commit_before_reply");
        var id = await ApprovedAsync(dying);

        Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, As("satu"))));
        await dying.SeeDeadAsync();
        Assert.Equal(1L, await ReadingsAsync(id));
    }

    [Fact]
    public async Task After_its_time_or_without_the_custodians_key_nothing_can_be_read_and_nothing_is_recorded()
    {
        await using (var brief = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Custody__ReadableHours", "0.0000001")]))
        {
            var over = await ApprovedAsync(brief);
            await Outcome.RefusedAsync(brief.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = over }, As("satu")), StatusCode.FailedPrecondition, "OPENING_OVER");
            Assert.Equal(0L, await ReadingsAsync(over));
        }

        await using var keyless = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Sealing__CustodianKeysPath", null)]);
        var id = await ApprovedAsync(keyless);
        await Outcome.RefusedAsync(keyless.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = id }, As("satu")), StatusCode.FailedPrecondition, "IDENTITY_KEY_MISSING");
        Assert.Equal(0L, await ReadingsAsync(id));
    }

    private static async Task<string> ApprovedAsync(ReportsProcess replica)
    {
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        var id = (await replica.Custody.RequestIdentityOpeningAsync(Wish(examined.Number), As("satu"))).OpeningId;
        await replica.Custody.ApproveIdentityOpeningAsync(Approval(id), As("dua"));
        return id;
    }

    private static RequestIdentityOpeningRequest Wish(string number) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = number,
        Ground = IdentityOpeningGround.Clarification,
        Reason = "CONTOH: pelapor perlu dimintai keterangan.",
    };

    private static ApproveIdentityOpeningRequest Approval(string id) => new() { RequestId = ExaminedReport.NewId(), OpeningId = id };

    private static Metadata As(string person, string office = "bawaslu:75.71", string role = "custodian") => TestIssuer.As(office, person, role);

    private static async Task<string> StateOfAsync(NpgsqlDataSource source, string sql, params Guid[] ids)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var id in ids)
        {
            command.Parameters.Add(new() { Value = id });
        }

        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState;
    }

    private Task<long> ReadingsAsync(string id) => backing.ScalarAsync<long>("select count(*) from reports.identity_opening_readings where opening_id = $1", Guid.Parse(id));
}
