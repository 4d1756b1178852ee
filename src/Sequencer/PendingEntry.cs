using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer;

/// <summary>An entry that waits for its place in the tree.</summary>
/// <param name="Id">Order of the queue.</param>
/// <param name="Bytes">The entry.</param>
/// <param name="Subject">The record that it commits to.</param>
internal readonly record struct PendingEntry(long Id, byte[] Bytes, Guid Subject);

/// <summary>An entry that cannot be in the tree.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct QuarantinedEntry(PendingEntry Entry, string Reason);

/// <summary>What of a batch gets a place, before any is numbered: one that cannot be appended must not stop those that can.</summary>
/// <param name="Good">Entries to append, in their order.</param>
/// <param name="Leaves">Hash of each.</param>
/// <param name="Bad">Entries to set aside.</param>
internal sealed record SortedBatch(IReadOnlyList<PendingEntry> Good, IReadOnlyList<MerkleHash> Leaves, IReadOnlyList<QuarantinedEntry> Bad)
{
    /// <summary>Sorts a batch.</summary>
    /// <param name="batch">What was claimed, in any order.</param>
    /// <param name="known">Leaf hashes of the subjects that have an entry already.</param>
    /// <remarks>The same entry once more is dropped: a record was sent twice. Another entry for one record is set aside: it has one place only.</remarks>
    internal static SortedBatch Of(IEnumerable<PendingEntry> batch, IReadOnlyDictionary<Guid, MerkleHash> known)
    {
        var good = new List<PendingEntry>();
        var leaves = new List<MerkleHash>();
        var bad = new List<QuarantinedEntry>();
        foreach (var entry in batch.OrderBy(entry => entry.Id))
        {
            var leaf = MerkleHash.OfLeaf(entry.Bytes);
            if (!CommitmentEntry.TryRead(entry.Bytes, out _, out var problem))
            {
                bad.Add(new QuarantinedEntry(entry, problem));
            }
            else if (!known.TryGetValue(entry.Subject, out var logged))
            {
                good.Add(entry);
                leaves.Add(leaf);
            }
            else if (logged != leaf)
            {
                bad.Add(new QuarantinedEntry(entry, "its subject has another entry"));
            }
        }

        return new SortedBatch(good, leaves, bad);
    }
}
