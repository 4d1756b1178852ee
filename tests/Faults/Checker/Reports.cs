using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Checker;

/// <summary>I1, I4 and I5 of reports: what clients know against what is stored.</summary>
internal sealed class Reports(ClientKnowledge client, IReadOnlyList<StoredReport> stored, Facts facts)
{
    private readonly ILookup<string, StoredReport> byContent = stored.ToLookup(s => s.Hash);
    private readonly HashSet<Guid> lost = [.. facts.LostByRestore.Select(l => l.Id)];
    private readonly HashSet<(Guid, string)> lostContents = [.. facts.LostByRestore.Select(l => (l.Request, l.ContentHash))];

    /// <summary>Every acknowledged report exists exactly once, as it was sent, under the number that was given; and none was refused.</summary>
    internal Finding Acknowledged()
    {
        var finding = new Finding("I1", "every acknowledged report exists exactly once, as it was sent");
        foreach (var sent in client.Reports.Values)
        {
            finding.Check(sent.Refusal is null, () => $"{sent} was refused: {sent.Refusal}");
            if (!sent.IsAcknowledged || IsLostByRestore(sent))
            {
                continue;
            }

            var rows = byContent[sent.ContentHash].ToList();
            finding.Check(rows.Count == 1, () => $"{sent} was acknowledged and exists {rows.Count} times");
            foreach (var row in rows.Take(1))
            {
                finding.Check(row.ClaimedHash == row.KeyedHash, () => $"{sent}: the hash beside its content is another's");
                finding.Check(row.Request == sent.Request, () => $"{sent} is kept under request {row.Request}");
                finding.Check(row.Region == (sent.RegionExists ? sent.Region : null), () => $"{sent} is kept for region {row.Region ?? "none"}, sent for {sent.Region ?? "none"}");
                finding.Check(sent.Receipts.All(r => Bare(r.Number!) == row.Number), () => $"{sent} has number {row.Number}, told was {sent.Receipts[0].Number}");
                // Number and code are computed, so every place gives the same ones. The instant is not: a place that cannot ask the other one tells its own. One of those
                // told is kept, unless the attempt that was received is one whose answer nobody got.
                finding.Check(sent.HasUnknown || sent.Receipts.Any(r => InstantOf(r) == Stored.Text(row.ReceivedAt)), () => $"{sent} was received at {Stored.Text(row.ReceivedAt)}, told was {InstantOf(sent.Receipts[0])}");
            }
        }

        foreach (var siblings in stored.GroupBy(s => s.Request).Where(g => g.Count() > 1))
        {
            var ids = siblings.Select(s => s.Id).ToHashSet();
            finding.Check(siblings.Count(s => s.DuplicateOf is null) == 1 && siblings.All(s => s.DuplicateOf is null || ids.Contains(s.DuplicateOf.Value)),
                () => $"the {ids.Count} reports of request {siblings.Key} are not linked as possible duplicates of one of them");
        }

        return finding;
    }

    /// <summary>A report whose fate no client knows exists once or not at all; and then as it was sent.</summary>
    internal Finding Unknown()
    {
        var finding = new Finding("I4", "every report of unknown outcome exists once or not at all");
        foreach (var sent in client.Reports.Values.Where(r => r.HasUnknown || !r.IsAcknowledged))
        {
            var rows = byContent[sent.ContentHash].ToList();
            finding.Check(rows.Count <= 1, () => $"{sent} exists {rows.Count} times");
            foreach (var row in rows.Take(1))
            {
                finding.Check(row.Request == sent.Request && row.ClaimedHash == row.KeyedHash && row.Region == (sent.RegionExists ? sent.Region : null),
                    () => $"{sent} exists under request {row.Request} for region {row.Region ?? "none"}, or with another's hash");
            }
        }

        return finding;
    }

    /// <summary>Nothing is stored that no client sent.</summary>
    internal Finding Phantoms(IEnumerable<StoredNotice> notices, IReadOnlyCollection<StoredDeclaration> declarations, IEnumerable<StoredList> lists, IEnumerable<Guid> tallied)
    {
        var finding = new Finding("I5", "nothing exists that no client sent");
        foreach (var row in stored)
        {
            finding.Check(client.Reports.ContainsKey((row.Request, row.Hash)), () => $"report {row.Id} of request {row.Request} ({row.Hash[..8]}) was sent by nobody");
        }

        foreach (var numbers in stored.GroupBy(s => s.Number))
        {
            finding.Check(numbers.Count() == 1, () => $"number {numbers.Key} belongs to {numbers.Count()} reports");
        }

        var subjects = stored.Select(s => s.Id).Concat(declarations.Select(d => d.Id)).Concat(lost).ToHashSet();
        foreach (var notice in notices)
        {
            finding.Check(subjects.Contains(notice.Subject), () => $"{notice.Office} was told of {notice.Subject}, which does not exist");
        }

        var made = declarations.Count(d => !client.Declarations.ContainsKey(d.Id));
        var unanswered = client.DeclarationRequests.Count - client.Declarations.Count;
        finding.Check(made <= unanswered, () => $"{made} declarations are of nobody, {unanswered} requests for one were not answered");
        foreach (var list in lists)
        {
            finding.Check(Guid.TryParse(list.List, out var id) && client.Lists.TryGetValue(id, out var sent) && sent.Declaration == list.Declaration,
                () => $"{list.Signatures} signatures of list '{list.List}' under declaration {list.Declaration} were sent by nobody");
        }

        foreach (var declaration in tallied)
        {
            finding.Check(subjects.Contains(declaration), () => $"declaration {declaration} has a tally and does not exist");
        }

        return finding;
    }

    private bool IsLostByRestore(SentReport sent) => lostContents.Contains((sent.Request, sent.ContentHash));

    private static string Bare(string number) => number.Replace("-", "", StringComparison.Ordinal);

    private static string InstantOf(Entry receipt) =>
        Stored.Text(Timestamp.Parser.ParseJson(receipt.ReceivedAt!.StartsWith('"') ? receipt.ReceivedAt : string.Create(CultureInfo.InvariantCulture, $"\"{receipt.ReceivedAt}\"")).ToDateTimeOffset());
}
