using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Faults.History;
using Netralitas.TransparencyLog;

namespace Netralitas.Faults.Checker;

/// <summary>A report with its entry in the log of receipts and what opens it, as the database has them; nulls where it has none.</summary>
/// <param name="Report">Its inner identity.</param>
/// <param name="Number">Public number without hyphens.</param>
/// <param name="ContentHash">Hex of the hash of what is stored, sealed.</param>
/// <param name="IdentityHash">Hex of the hash of who reported, likewise; empty for none.</param>
/// <param name="Index">Place in the log.</param>
/// <param name="Nonce">Nonce of the entry.</param>
/// <param name="Record">What the entry commits to.</param>
/// <param name="Held">The entry, while it waits for the end of its window.</param>
internal sealed record StoredReceipt(Guid Report, string Number, string ContentHash, string IdentityHash, long? Index, byte[]? Nonce, byte[]? Record, byte[]? Held);

/// <summary>An entry that stands for nothing, as the database has it.</summary>
internal sealed record StoredDummy(DateOnly Day, long? Index, byte[]? Nonce, byte[]? Record);

/// <summary>I3 of reports: every promise that a client was given is kept, once; and the log has an entry for each report, entries that are shown to stand for nothing, and no other.</summary>
internal sealed class ReceiptInvariants(Finding finding, PublicLog log, LogPolicy policy)
{
    // As docs/transparency.md has it.
    private const int Multiple = 16;
    private const int AskedFor = 40;

    private readonly ILookup<MerkleHash, int> places = log.Entries.Select((entry, n) => (Leaf: MerkleHash.OfLeaf(entry.Span), n)).ToLookup(each => each.Leaf, each => each.n);

    /// <summary>Every promise is the log's, speaks of the report whose receipt it came with, and is kept by the public log exactly once.</summary>
    /// <param name="client">What clients were given.</param>
    /// <param name="facts">Reports that a restore lost are not judged.</param>
    /// <param name="mayWait">Reports whose entries may still be held: theirs is not kept yet.</param>
    internal void JudgePromises(ClientKnowledge client, Facts facts, IReadOnlyList<StoredReceipt> mayWait)
    {
        var lost = facts.LostByRestore.Select(each => (each.Request, each.ContentHash)).ToHashSet();
        var held = mayWait.Select(each => each.Held).OfType<byte[]>().Select(entry => MerkleHash.OfLeaf(entry)).ToHashSet();
        foreach (var sent in client.Reports.Values.Where(report => report.IsAcknowledged && !lost.Contains((report.Request, report.ContentHash))))
        {
            var leaves = sent.Receipts.Where(receipt => receipt.Promise is not null).Select(receipt => JudgePromise(sent, receipt)).OfType<MerkleHash>().Distinct().ToList();
            finding.Check(leaves.Count <= 1, () => $"{sent} was promised {leaves.Count} different entries");
            foreach (var leaf in leaves)
            {
                var times = places[leaf].Count();
                finding.Check(times == 1 || (times == 0 && held.Contains(leaf)), () => $"the entry that {sent} was promised is {times} times in the public log");
            }
        }
    }

    /// <summary>Every report has one entry, which commits to its number and to what is stored of it; what else is in the log is shown to stand for nothing.</summary>
    /// <param name="reports">What is stored.</param>
    /// <param name="dummies">What stands for nothing.</param>
    /// <param name="mayWait">Whether entries may still be held.</param>
    internal void JudgeReports(IReadOnlyList<StoredReceipt> reports, IReadOnlyList<StoredDummy> dummies, bool mayWait)
    {
        foreach (var report in reports.Where(report => !mayWait || report.Held is null))
        {
            finding.Check(report.Index is not null, () => $"report {report.Number} has no entry");
            var record = report.Record is null ? [] : Encoding.UTF8.GetString(report.Record).Split('\n');
            finding.Check(record is ["netralitas/report/v1", var number, _, var content, var identity, ""] && (number, content, identity) == (report.Number, report.ContentHash, report.IdentityHash),
                () => $"the record of report {report.Number} is not of what is stored");
            finding.Check(report.Index is not { } at || Opens(at, report.Nonce, report.Record), () => $"report {report.Number} is not proven by entry {report.Index} of the public log");
        }

        foreach (var dummy in dummies)
        {
            var opens = DummyRecord.TryRead(dummy.Record, out var record) && record.Day == dummy.Day && dummy.Index is { } at && Opens(at, dummy.Nonce, dummy.Record);
            finding.Check(opens, () => $"entry {dummy.Index} of {dummy.Day:yyyy-MM-dd} is said to stand for nothing, and does not");
        }

        var known = reports.Select(report => report.Index).Concat(dummies.Select(dummy => dummy.Index)).OfType<long>().ToList();
        finding.Check(known.Distinct().Count() == known.Count, () => "two reports, or a report and what stands for nothing, have one entry");
        finding.Check(known.Count == log.Entries.Count, () => $"the log of receipts has {log.Entries.Count} entries; {known.Count} are of reports or shown to stand for nothing");
        foreach (var day in log.Entries.CountBy(entry => CommitmentEntry.TryRead(entry.Span, out var read, out _) ? read.Day : 0))
        {
            finding.Check(day.Value % Multiple == 0, () => $"day {day.Key} has {day.Value} entries, not a multiple of {Multiple}");
        }
    }

    /// <summary>Who has number and access code gets a proof that holds under the published key: asked through the gateway, of some.</summary>
    internal async Task JudgeProofsAsync(ClientKnowledge client, CallInvoker gateway, bool mayWait)
    {
        var receipts = new ReceiptService.ReceiptServiceClient(gateway);
        var acknowledged = client.Reports.Values.Where(report => report.IsAcknowledged).ToList();
        foreach (var sent in acknowledged.Where((_, n) => n % Math.Max(1, acknowledged.Count / AskedFor) == 0))
        {
            var receipt = sent.Receipts[0];
            var answer = new GetReceiptProofResponse();
            try
            {
                answer = await receipts.GetReceiptProofAsync(new GetReceiptProofRequest { Number = receipt.Number, AccessCode = receipt.AccessCode }, deadline: DateTime.UtcNow.AddSeconds(20));
            }
            catch (RpcException refused)
            {
                finding.Check(false, () => $"the proof of {sent}: {refused.StatusCode}");
                continue;
            }

            var holds = TlogProof.TryParse(answer.Proof.Span, out var proof, out _) && OpenedEntry.TryRead(proof.Extra, out var opened, out _) && opened.Holds
                && proof.TryVerify(opened.Leaf, policy, out _, out _);
            finding.Check(holds || (mayWait && answer.State == ReceiptState.Promised), () => $"the proof of {sent} ({answer.State}) does not hold");
        }
    }

    /// <returns>The promised entry; null when the promise does not hold.</returns>
    private MerkleHash? JudgePromise(SentReport sent, Entry receipt)
    {
        var isRead = TlogProof.TryParse(Convert.FromBase64String(receipt.Promise!), out var proof, out var problem) && proof.IsPromise;
        finding.Check(isRead, () => $"the promise of {sent} is none: {problem}");
        if (!isRead || !OpenedEntry.TryRead(proof!.Extra, out var opened, out problem) || !InclusionPromise.TryOpen(proof.Checkpoint, policy, out var promise, out problem))
        {
            finding.Check(!isRead, () => $"the promise of {sent}: {problem}");
            return null;
        }

        finding.Check(opened.Holds && InclusionProof.Verify(proof.Index, promise.Size, opened.Leaf, [.. proof.Hashes], promise.Root), () => $"the promise of {sent} is of another entry");
        var number = receipt.Number!.Replace("-", "", StringComparison.Ordinal);
        finding.Check(Encoding.UTF8.GetString(opened.Record.Span).Split('\n') is [_, var promised, ..] && promised == number, () => $"the promise of {sent} names another number than {number}");
        return opened.Leaf;
    }

    private bool Opens(long index, byte[]? nonce, byte[]? record) =>
        nonce is not null && record is not null && index < log.Entries.Count && CommitmentEntry.TryRead(log.Entries[(int)index].Span, out var entry, out _)
        && entry.Kind == CommitmentKind.Report && entry.Commitment == CommitmentEntry.Commit(nonce, record) && log.Proves(index, MerkleHash.OfLeaf(log.Entries[(int)index].Span));
}
