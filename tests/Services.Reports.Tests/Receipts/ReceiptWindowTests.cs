using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Sequencer;
using Netralitas.Services.Reports.Receipts;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;
using static Netralitas.Services.Reports.Tests.Receipts.PublishedReceipts;

namespace Netralitas.Services.Reports.Tests.Receipts;

/// <summary>What the public sees of the log of receipts, what an auditor sees, and what is left of an erased report.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class ReceiptWindowTests(BackingServices backing) : IDisposable
{
    private const int Multiple = 16;

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task The_public_sees_full_sixteens_of_one_shape_and_an_auditor_counts_the_reports_among_them()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => replica.Intake.SubmitReportAsync(Report($"jendela {n}")).ResponseAsync));
        foreach (var receipt in receipts)
        {
            await SeeProvenAsync(replica, receipt);
        }

        var log = await ReadLogAsync(backing);
        var entries = (await ReadEntriesAsync(backing, log.Checkpoint.Size)).ConvertAll(bytes => CommitmentEntry.TryRead(bytes, out var entry, out _) ? entry : default);
        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Commitment).Count());
        foreach (var (day, count) in log.Totals.All.Where(total => total.Kind == CommitmentKind.Report).Select(total => (total.Day, total.Count)))
        {
            Assert.Equal(0, count % Multiple);
            // Windows go on ending while this is read.
            var dummies = (await DummiesAsync(replica, day)).FindAll(dummy => dummy.Index < log.Checkpoint.Size);
            Assert.All(dummies, dummy =>
            {
                Assert.Equal((CommitmentKind.Report, CommitmentEntry.DayNumber(day)), (entries[(int)dummy.Index].Kind, entries[(int)dummy.Index].Day));
                Assert.Equal(entries[(int)dummy.Index].Commitment, CommitmentEntry.Commit(dummy.Nonce.Span, dummy.Record.Span));
                Assert.True(DummyRecord.TryRead(dummy.Record.Span, out var record) && record.Day == day);
            });
            Assert.Equal(dummies.Count, dummies.DistinctBy(dummy => dummy.Index).Count());
            await SeeExportedAsync(replica, day);
            Assert.Equal(
                await backing.ScalarAsync<long>(
                    "select count(*) from reports.reports r join log.entry e on e.subject = r.id where (r.received_at at time zone 'UTC')::date = $1 and e.idx < $2", day, log.Checkpoint.Size),
                count - dummies.Count);
        }
    }

    [Fact]
    public async Task Only_auditors_of_central_Bawaslu_learn_which_entries_stand_for_nothing()
    {
        var replica = await backing.ReplicaAsync();
        Task<Refusal> RefusedAsync(ListDummiesRequest request, Metadata by) => Refusal.OfAsync(replica.ReceiptAudit.ListDummiesAsync(request, by));
        var (day, auditor) = (new ListDummiesRequest { Day = "2026-11-22" }, TestIssuer.As("bawaslu:00", "auditor", "auditor"));

        Assert.Equal("RECEIPT_AUDIT_NOT_ALLOWED", (await RefusedAsync(day, TestIssuer.As("bawaslu:75.71", "auditor", "auditor"))).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => replica.ReceiptAudit.ListDummiesAsync(day, TestIssuer.As("bawaslu:00", "central", "central")).ResponseAsync)).StatusCode);
        Assert.Equal("AUDIT_FILTER_INVALID", (await RefusedAsync(new ListDummiesRequest { Day = "kemarin" }, auditor)).Reason);
        Assert.Equal("PAGE_SIZE_INVALID", (await RefusedAsync(new ListDummiesRequest { Day = day.Day, PageSize = 201 }, auditor)).Reason);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(new ListDummiesRequest { Day = day.Day, PageToken = "x" }, auditor)).Reason);
    }

    [Fact]
    public async Task Only_they_get_the_file_and_for_days_that_follow_each_other()
    {
        var replica = await backing.ReplicaAsync();
        Task<Refusal> RefusedAsync(ExportDummiesRequest request, Metadata by) => Refusal.OfAsync(replica.ReceiptAudit.ExportDummiesAsync(request, by));
        var (days, auditor) = (new ExportDummiesRequest { FirstDay = "2026-11-21", LastDay = "2026-11-22" }, TestIssuer.As("bawaslu:00", "auditor", "auditor"));

        Assert.Equal("RECEIPT_AUDIT_NOT_ALLOWED", (await RefusedAsync(days, TestIssuer.As("bawaslu:75.71", "auditor", "auditor"))).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => replica.ReceiptAudit.ExportDummiesAsync(days, TestIssuer.As("bawaslu:00", "central", "central")).ResponseAsync)).StatusCode);
        Assert.Equal("AUDIT_FILTER_INVALID", (await RefusedAsync(new ExportDummiesRequest { FirstDay = "kemarin" }, auditor)).Reason);
        Assert.Equal("AUDIT_FILTER_INVALID", (await RefusedAsync(new ExportDummiesRequest { FirstDay = "2026-11-22", LastDay = "2026-11-21" }, auditor)).Reason);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(new ExportDummiesRequest { FirstDay = days.FirstDay, LastDay = days.LastDay, PageToken = "x" }, auditor)).Reason);
        Assert.Equal((await replica.ReceiptAudit.ExportDummiesAsync(days, auditor)).NextPageToken, (await replica.ReceiptAudit.ExportDummiesAsync(days, auditor)).NextPageToken);
    }

    [Fact]
    public async Task A_process_that_dies_while_it_ends_a_window_leaves_it_to_the_next()
    {
        SubmitReportResponse receipt;
        // A window that does not end now, whatever the hour.
        await using (var first = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Log__WindowSeconds", "28800")]))
        {
            receipt = await first.Intake.SubmitReportAsync(Report("jendela putus"));
        }

        await using (var dying = await ReportsProcess.StartDyingAsync(backing, spool.FullName, "release.before_commit", ShortWindows))
        {
            await dying.SeeDeadAsync();
            Assert.Contains("NETRALITAS_CRASH_AT release.before_commit", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from log.held h join reports.reports r on r.id = h.subject where r.number = $1", Plain(receipt)));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        await SeeProvenAsync(next, receipt);
        Assert.All((await ReadLogAsync(backing)).Totals.All.Where(total => total.Kind == CommitmentKind.Report), total => Assert.Equal(0, total.Count % Multiple));
    }

    [Fact]
    public async Task An_erased_receipt_leaves_its_entry_and_a_tombstone_and_the_count_stays_right()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        var receipt = await replica.Intake.SubmitReportAsync(Report("dihapus"));
        var id = await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", Plain(receipt));
        var (kept, mine) = await SeeProvenAsync(replica, receipt);

        Assert.Equal([ErasureOutcome.Erased, ErasureOutcome.ErasedBefore], (await Task.WhenAll(EraseAsync(id), EraseAsync(id))).Order());
        Assert.Equal(ErasureOutcome.Unknown, await EraseAsync(Guid.NewGuid()));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from log.opening where subject = $1 or position($2 in record) > 0", id, System.Text.Encoding.ASCII.GetBytes(Plain(receipt))));

        var told = await Eventually.SeeAsync(() => replica.Receipts.GetReceiptProofAsync(Of(receipt)).ResponseAsync, found => found.State == ReceiptState.Erased && found.Proof.Length > 0);
        var (tombstone, opened) = Read(told.Proof);
        Assert.True(ErasureRecord.TryRead(opened.Record.Span, out var record));
        Assert.Equal((kept.Index, mine.Leaf, "retention-ended"), (record.Index, record.Leaf, record.Basis));
        Assert.Equal(ErasureRecord.NonceFrom(mine.Nonce.Span), opened.Nonce.ToArray());
        Assert.True(tombstone.TryVerify(opened.Leaf, ReportsProcess.LogPolicy, out _, out var problem), problem);
        // The service's own monitor goes on to find nothing.
        await Eventually.SeeAsync(() => Task.FromResult(new FileInfo(Path.Combine(backing.SignedLog, "monitor-state")).Exists), exists => exists);
        Assert.DoesNotContain("LogDiffers", replica.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_whose_window_is_not_over_and_one_without_a_transaction_are_not_erased()
    {
        var replica = await backing.ReplicaAsync();
        var receipt = await replica.Intake.SubmitReportAsync(Report("belum"));
        var id = await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", Plain(receipt));

        Assert.Equal(ErasureOutcome.NotLogged, await EraseAsync(id));
        await using var db = Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ReceiptErasure(db, TimeProvider.System).EraseAsync(id, ReceiptErasureBasis.SubjectRequest, "uji/1", CancellationToken.None));
        Assert.Equal(receipt.Promise, (await replica.Receipts.GetReceiptProofAsync(Of(receipt))).Proof);
    }

    [Fact]
    public async Task A_report_from_before_there_was_a_log_gets_its_entry_when_the_tables_are_brought_up_to_date()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var receipt = await replica.Intake.SubmitReportAsync(Report("lama"));
        var id = await backing.ScalarAsync<Guid>("delete from log.held h using reports.reports r where r.id = h.subject and r.number = $1 returning r.id", Plain(receipt));
        await using (var db = new ReportsDb(new DbContextOptionsBuilder<ReportsDb>().UseNpgsql(backing.Owner).Options))
        {
            await EarlierReceipts.AddAsync(db, TimeProvider.System, CancellationToken.None);
            await EarlierReceipts.AddAsync(db, TimeProvider.System, CancellationToken.None);
        }

        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from log.held where subject = $1", id));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        await SeeProvenAsync(next, receipt);
    }

    private static string Plain(SubmitReportResponse receipt) => receipt.Number.Replace("-", "", StringComparison.Ordinal);

    private static async Task<List<DummyEntry>> DummiesAsync(ReportsProcess replica, DateOnly day)
    {
        var (found, token) = (new List<DummyEntry>(), "");
        do
        {
            var page = await replica.ReceiptAudit.ListDummiesAsync(
                new ListDummiesRequest { Day = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), PageSize = 20, PageToken = token }, TestIssuer.As("bawaslu:00", "auditor", "auditor"));
            found.AddRange(page.Dummies);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return found;
    }

    /// <summary>The file says the same as the pages and the table of reports.</summary>
    private async Task SeeExportedAsync(ReportsProcess replica, DateOnly day)
    {
        var (file, text) = (new MemoryStream(), day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        for (var request = new ExportDummiesRequest { FirstDay = text, LastDay = text }; ;)
        {
            var part = await replica.ReceiptAudit.ExportDummiesAsync(request, TestIssuer.As("bawaslu:00", "auditor", "auditor"));
            part.Part.WriteTo(file);
            request.PageToken = part.NextPageToken;
            if (request.PageToken.Length == 0)
            {
                break;
            }
        }

        Assert.True(OpenedDummies.TryParse(file.ToArray(), out var exported, out var line), $"line {line}");
        Assert.Equal((ReportsProcess.LogPolicy.Origin, day, day), (exported.Origin, exported.FirstDay, exported.LastDay));
        var dummies = (await DummiesAsync(replica, day)).Where(dummy => dummy.Index < exported.Size).ToList();
        Assert.Equal(dummies.Select(dummy => (dummy.Index, dummy.Nonce.ToBase64())), exported.Dummies.Select(dummy => (dummy.Index, Convert.ToBase64String(dummy.Nonce.Span))));
        var counted = await backing.ScalarAsync<long>(
            "select count(*) from reports.reports r join log.entry e on e.subject = r.id where (r.received_at at time zone 'UTC')::date = $1 and e.idx < $2", day, exported.Size);
        var erased = await backing.ScalarAsync<long>("select count(*) from log.erasure x where x.day = $1 and not exists (select from reports.reports r where r.id = x.subject)", day);
        Assert.Equal(counted + erased, exported.Reports.GetValueOrDefault(day));
    }

    private ReportsDb Open() => new(new DbContextOptionsBuilder<ReportsDb>().UseNpgsql(backing.Database).Options);

    private async Task<ErasureOutcome> EraseAsync(Guid report)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var outcome = await new ReceiptErasure(db, TimeProvider.System).EraseAsync(report, ReceiptErasureBasis.RetentionEnded, "uji/1", CancellationToken.None);
        await transaction.CommitAsync();
        return outcome;
    }
}
