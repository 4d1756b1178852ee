using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Faults.Checker;

/// <summary>An entry of an audit chain as the database has it.</summary>
internal sealed record StoredAudit(
    string Office, long Sequence, DateTimeOffset At, string Act, string Rpc, string Actor, string ActorOffice, Guid? Case, int Version, string Previous, string Hash)
{
    /// <summary>Hex of what must stand as its hash, computed here from docs/audit.md and not by the service's code.</summary>
    internal string Computed()
    {
        string[] fields =
        [
            Office, Sequence.ToString(CultureInfo.InvariantCulture), At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), Act, Rpc, Actor, ActorOffice,
            Case?.ToString() ?? "", Version.ToString(CultureInfo.InvariantCulture), Previous,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("netralitas/audit/v1\n" + string.Concat(fields.Select(field => $"{Encoding.UTF8.GetByteCount(field)}:{field}")))));
    }
}

/// <summary>Something that must be in a chain.</summary>
/// <param name="Case">The case.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Rpc">By which RPC, without its service.</param>
internal sealed record AuditedAct(Guid Case, string Actor, string Rpc);

/// <summary>What the database has of audit.</summary>
/// <param name="Entries">All chains.</param>
/// <param name="Heads">Number and hash of each chain's last entry.</param>
/// <param name="Acts">Every opening of an identity: who asked, who approved and who read.</param>
/// <param name="Cases">Every case that has a step, with the version after its last.</param>
internal sealed record StoredAudits(
    IReadOnlyList<StoredAudit> Entries, IReadOnlyList<(string Office, long Sequence, string Hash)> Heads, IReadOnlyList<AuditedAct> Acts, IReadOnlyList<(Guid Case, int Version)> Cases);

/// <summary>I10: the chain of each office has no gap, and every opening of an identity and every change of a case is in one.</summary>
internal static class AuditTrail
{
    private static readonly string Beginning = new('0', 64);

    /// <param name="stored">What the database has.</param>
    /// <param name="reports">How many reports were acknowledged: while they came, an officer read cases and custodians opened identities, so some chain must have an entry; 0 when a restore may have taken all entries back.</param>
    internal static Finding Check(StoredAudits stored, int reports)
    {
        var finding = new Finding("I10", "audit chains have no gap, and each opening of an identity and each change is in one");
        finding.Check(stored.Entries.Count > 0 || reports == 0, () => "reports were acknowledged and cases read, and there is no entry at all");
        var heads = stored.Heads.ToDictionary(head => head.Office);
        foreach (var chain in stored.Entries.GroupBy(entry => entry.Office))
        {
            var (count, last) = (0L, Beginning);
            foreach (var entry in chain.OrderBy(entry => entry.Sequence))
            {
                finding.Check(entry.Sequence == count + 1 && entry.Previous == last && entry.Hash == entry.Computed(), () => $"{chain.Key}: entry {entry.Sequence} does not follow entry {count}");
                (count, last) = (entry.Sequence, entry.Hash);
            }

            finding.Check(heads.Remove(chain.Key, out var head) && head == (chain.Key, count, last), () => $"{chain.Key}: the last entry is {count}, the head says {head.Sequence}");
        }

        foreach (var office in heads.Keys)
        {
            finding.Check(false, () => $"{office}: there is a head and no entry");
        }

        var found = stored.Entries.Where(entry => entry is { Act: "change", Case: not null }).ToList();
        var acts = found.CountBy(entry => new AuditedAct(entry.Case!.Value, entry.Actor, entry.Rpc.Split('/')[^1])).ToDictionary();
        foreach (var (act, times) in stored.Acts.CountBy(act => act))
        {
            finding.Check(acts.GetValueOrDefault(act) == times, () => $"{act.Rpc} of case {act.Case} by {act.Actor} took effect {times} times, and is in the chains {acts.GetValueOrDefault(act)} times");
        }

        var changed = found.Select(entry => (entry.Case!.Value, entry.Version)).ToHashSet();
        foreach (var (id, version) in stored.Cases)
        {
            finding.Check(changed.Contains((id, version)), () => $"case {id} came to version {version}, and no chain says so");
        }

        return finding;
    }
}
