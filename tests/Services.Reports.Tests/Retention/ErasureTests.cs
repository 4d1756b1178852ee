using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Receipts;
using Netralitas.Services.Reports.Tests.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Retention;

/// <summary>What is over its term is erased, once and wholly, whenever replicas die, and nothing before: LAW-PDP-02, LAW-PDP-04.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ErasureTests(BackingServices backing) : IDisposable
{
    private const string Region = "81.08";

    private static readonly (string, string?)[] Often = [("Reports__Retention__PollSeconds", "0.2"), .. PublishedReceipts.ShortWindows];

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task What_was_said_is_gone_everywhere_and_number_status_counts_and_the_audit_chain_stay()
    {
        var word = $"hapus{Guid.NewGuid():N}"[..20];
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: Often);
        await OldCase.SetTermAsync(replica);
        var young = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var old = await OldCase.WithdrawnAsync(replica, backing, Region, word, hasEvidence: true);

        var erased = await Eventually.SeeAsync(() => ErasureAsync(replica, old.Number), erasure => erasure?.ErasedAt is not null);

        Assert.Equal((ErasureGround.RetentionEnded, "Withdrawn", "retensi-dicabut", Region), (erased!.Ground, erased.RetentionClass, erased.RuleId, erased.OfficeCode));
        Assert.Empty(await backing.TablesWithAsync(word));
        Assert.Equal((0L, 0L), (await CountAsync(old, "octet_length(r.content) + coalesce(octet_length(r.identity), 0) > 0"), await CountAsync(old, "exists (select from reports.evidence_items i join reports.evidence_file_keys k on k.file_id in (i.original_file_id, i.copy_file_id) where i.report_id = r.id)")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(spool.FullName, "evidence"), "*", SearchOption.AllDirectories));
        var tracked = await old.TrackAsync();
        Assert.Equal((ReportStatus.Withdrawn, erased.BegunAt, 0), (tracked.Status, tracked.ErasedAt, tracked.Messages.Count));
        await Outcome.RefusedAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = old.Number }, TestIssuer.As($"bawaslu:{Region}")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Intake.SendMessageAsync(old.Message()), StatusCode.NotFound, "REPORT_NOT_FOUND");
        Assert.Equal(1L, await CountAsync(old, "exists (select from reports.work_list w where w.report_id = r.id and w.status = 'Withdrawn')"));
        Assert.Equal(2L, await EntriesAsync(old, "e.act = 'change' and e.rpc = '' and e.actor = 'system'"));
        Assert.Single(await backing.VersionsOfAsync<ReportErased>(old.Number));
        var verified = await replica.Audit.VerifyAuditAsync(new VerifyAuditRequest { Office = $"bawaslu:{Region}" }, TestIssuer.As("bawaslu:00", "auditor", "auditor"));
        Assert.True(verified.IsIntact, verified.Text);
        Assert.Equal("CONTOH: seorang lurah membagikan unggahan calon.", (await young.GetAsync()).Account.Narrative);
        Assert.DoesNotContain(word, replica.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("erasure.after_begin")]
    [InlineData("erasure.after_part")]
    [InlineData("erasure.before_commit")]
    [InlineData("erasure.after_commit")]
    public async Task A_replica_that_dies_anywhere_leaves_the_rest_to_the_next_and_it_is_told_once(string failpoint)
    {
        var word = $"hapus{Guid.NewGuid():N}"[..20];
        ExaminedReport old;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint, settings: Often))
        {
            await OldCase.SetTermAsync(dying);
            old = await OldCase.WithdrawnAsync(dying, backing, Region, word, hasEvidence: true);
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, settings: Often);
        await Eventually.SeeAsync(() => ErasureAsync(next, old.Number), erasure => erasure?.ErasedAt is not null);

        Assert.Empty(await backing.TablesWithAsync(word));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(spool.FullName, "evidence"), "*", SearchOption.AllDirectories));
        Assert.Single(await backing.VersionsOfAsync<ReportErased>(old.Number));
    }

    [Fact]
    public async Task The_database_erases_nothing_that_was_not_begun_or_that_is_held_and_the_service_cannot_do_it_by_hand()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var id = await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", OldCase.Plain(report.Number));
        await using var service = NpgsqlDataSource.Create(backing.Database);

        Assert.Equal("55000", await StateOfAsync(service, $"select reports.erase_report('{id}')"));
        Assert.Equal("42501", await StateOfAsync(service, "delete from reports.case_erasures"));
        Assert.Equal("42501", await StateOfAsync(service, "update reports.case_holds set reason = ''"));
        Assert.Equal("42501", await StateOfAsync(service, "delete from reports.case_hold_lifts"));
        await replica.Retention.PlaceLegalHoldAsync(
            new PlaceLegalHoldRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, Reason = "CONTOH sidang", DocumentNumber = "1/CONTOH" }, TestIssuer.As($"bawaslu:{Region}"));
        Assert.Equal(1, await backing.ExecuteAsync("insert into reports.case_erasures (report_id, id, office_code, ground, begun_at) values ($1, gen_random_uuid(), '81.08', 'SubjectRequest', now())", id));
        Assert.Equal("55000", await StateOfAsync(service, $"select reports.erase_report('{id}')"));
        Assert.Equal(1, await backing.ExecuteAsync("delete from reports.case_erasures where report_id = $1", id));
    }

    private static async Task<string> StateOfAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState;
    }

    private static async Task<Erasure?> ErasureAsync(ReportsProcess replica, string number) =>
        (await replica.Retention.ListErasuresAsync(new ListErasuresRequest(), TestIssuer.As($"bawaslu:{Region}"))).Erasures.SingleOrDefault(erasure => erasure.Number == number);

    private Task<long> CountAsync(ExaminedReport report, string where) =>
        backing.ScalarAsync<long>($"select count(*) from reports.reports r where r.number = $1 and {where}", OldCase.Plain(report.Number));

    private Task<long> EntriesAsync(ExaminedReport report, string where) => backing.ScalarAsync<long>(
        $"select count(*) from reports.audit_entries e join reports.reports r on r.id = e.report_id where r.number = $1 and {where}", OldCase.Plain(report.Number));
}
