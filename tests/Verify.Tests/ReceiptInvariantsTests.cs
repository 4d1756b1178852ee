using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Faults.Checker;
using Netralitas.Faults.History;
using Netralitas.TransparencyLog;

namespace Netralitas.Verify.Tests;

/// <summary>The fault suite's checker on logs of receipts that are right, and on logs that are wrong in one thing: it must be red on each.</summary>
public sealed class ReceiptInvariantsTests : IDisposable
{
    private const int Reports = 20;
    private static readonly DateOnly Day = new(2026, 11, 21);

    private readonly TestLog log = new();
    private readonly List<StoredReceipt> reports = [];
    private readonly List<StoredDummy> dummies = [];
    private readonly ClientKnowledge client = new();

    public ReceiptInvariantsTests()
    {
        for (var n = 0; n < 32; n++)
        {
            var isReport = n < Reports;
            log.Entries.Add(isReport ? ReportOf(n) : new DummyRecord(Day).Open(CommitmentKind.Report, NonceOf(n)));
            var (nonce, record) = (log.Entries[n].Nonce.ToArray(), log.Entries[n].Record.ToArray());
            if (isReport)
            {
                reports.Add(new StoredReceipt(Guid.NewGuid(), NumberOf(n), HashOf(n), "", n, nonce, record, null));
            }
            else
            {
                dummies.Add(new StoredDummy(Day, n, nonce, record));
            }
        }

        for (var n = 0; n < Reports; n++)
        {
            Tell(n, log.Promise(n));
        }
    }

    public void Dispose() => log.Dispose();

    [Fact]
    public void A_log_that_keeps_every_promise_and_tells_what_stands_for_nothing_is_right()
    {
        Assert.True(Promises().Holds);
        Assert.True(Stored(reports, dummies).Holds);
    }

    [Fact]
    public void A_promise_that_is_not_kept_kept_twice_anothers_or_no_promise_is_red()
    {
        log.Entries[3] = log.Entries[31];
        Assert.False(Promises().Holds);

        log.Entries[3] = ReportOf(3);
        log.Entries[30] = ReportOf(3);
        Assert.False(Promises().Holds);

        log.Entries[30] = new DummyRecord(Day).Open(CommitmentKind.Report, NonceOf(30));
        foreach (var wrong in new[] { log.Promise(4), log.Promise(3) with { Index = 4 }, log.Promise(3) with { Extra = log.Entries[4].ToBytes() }, log.Proof(3) })
        {
            client.Reports.Clear();
            Tell(3, wrong);
            Assert.False(Promises().Holds);
        }

        client.Reports.Clear();
        Tell(3, log.Promise(3));
        Assert.True(Promises().Holds);
    }

    [Fact]
    public void Two_promises_of_one_report_are_of_one_entry()
    {
        Tell(3, log.Promise(3));
        Assert.True(Promises().Holds);

        Tell(3, log.Promise(5), NumberOf(5));
        Assert.False(Promises().Holds);
    }

    [Fact]
    public void What_a_restore_lost_or_what_still_waits_need_not_be_there()
    {
        log.Entries[3] = log.Entries[31];
        var (held, lost) = (ReportOf(3), client.Reports.Values.Single(sent => sent.Receipts[0].Number == NumberOf(3)));

        Assert.False(Promises().Holds);
        Assert.True(Promises(new Facts { LostByRestore = [new LostReport(Guid.NewGuid(), lost.Request, lost.ContentHash)] }).Holds);
        Assert.True(Promises(mayWait: [reports[3] with { Held = held.Entry.ToBytes() }]).Holds);
    }

    [Fact]
    public void A_report_without_entry_with_anothers_or_of_another_content_is_red()
    {
        foreach (var wrong in new[]
        {
            reports[0] with { Index = null }, reports[0] with { Index = 1 }, reports[0] with { Index = 99 }, reports[0] with { Nonce = reports[1].Nonce }, reports[0] with { Record = null },
            reports[0] with { ContentHash = HashOf(1) }, reports[0] with { IdentityHash = HashOf(1) }, reports[0] with { Number = NumberOf(1) }, reports[1],
        })
        {
            Assert.False(Stored([wrong, .. reports.Skip(1)], dummies).Holds, wrong.ToString());
        }
    }

    [Fact]
    public void Counts_are_reports_and_what_is_shown_to_stand_for_nothing_and_nothing_else()
    {
        Assert.False(Stored([.. reports.Skip(1)], dummies).Holds);
        Assert.False(Stored(reports, [.. dummies.Skip(1)]).Holds);
        Assert.False(Stored(reports, [dummies[0] with { Nonce = dummies[1].Nonce }, .. dummies.Skip(1)]).Holds);
        Assert.False(Stored(reports, [dummies[0] with { Day = Day.AddDays(1) }, .. dummies.Skip(1)]).Holds);
        // A report that is hidden among what stands for nothing.
        Assert.False(Stored([.. reports.Skip(1)], [new StoredDummy(Day, 0, reports[0].Nonce, reports[0].Record), .. dummies]).Holds);

        log.Entries.RemoveAt(31);
        Assert.False(Stored(reports, [.. dummies.SkipLast(1)]).Holds);
    }

    private Finding Promises(Facts? facts = null, IReadOnlyList<StoredReceipt>? mayWait = null)
    {
        var finding = LogInvariants.InEntries();
        Of(finding).JudgePromises(client, facts ?? new Facts(), mayWait ?? []);
        return finding;
    }

    private Finding Stored(IReadOnlyList<StoredReceipt> stored, IReadOnlyList<StoredDummy> nothings)
    {
        var finding = LogInvariants.InEntries();
        Of(finding).JudgeReports(stored, nothings, mayWait: false);
        return finding;
    }

    private ReceiptInvariants Of(Finding finding)
    {
        log.Publish();
        var alone = new LogPolicy(TestLog.Origin, log.Trusted[0].LogKeys, [], 0);
        return new ReceiptInvariants(finding, PublicLog.Read(log.Folder, alone), alone);
    }

    private void Tell(int n, TlogProof promise, string? number = null)
    {
        var key = (new Guid(n, 0, 0, new byte[8]), HashOf(n));
        if (!client.Reports.TryGetValue(key, out var sent))
        {
            client.Reports.Add(key, sent = new SentReport { Request = key.Item1, ContentHash = key.Item2, Region = null, RegionExists = false });
        }

        sent.Receipts.Add(new Entry
        {
            Subject = Subject.Report,
            Phase = Phase.Ok,
            Request = key.Item1,
            At = DateTimeOffset.UnixEpoch,
            Number = number ?? NumberOf(n),
            Promise = Convert.ToBase64String(promise.ToBytes()),
        });
    }

    private static OpenedEntry ReportOf(int n)
    {
        var (nonce, record) = (NonceOf(n), Encoding.ASCII.GetBytes($"netralitas/report/v1\n{NumberOf(n)}\n2026-11-21T02:00:00Z\n{HashOf(n)}\n\n"));
        return new OpenedEntry(new CommitmentEntry(CommitmentKind.Report, CommitmentEntry.DayNumber(Day), CommitmentEntry.Commit(nonce, record)), nonce, record);
    }

    private static byte[] NonceOf(int n) => SHA256.HashData(Encoding.ASCII.GetBytes($"nonce {n}"));

    private static string HashOf(int n) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"content {n}")));

    private static string NumberOf(int n) => n.ToString("000000000000", CultureInfo.InvariantCulture);
}
