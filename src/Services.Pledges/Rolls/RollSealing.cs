using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Services.Pledges.Rolls;

/// <summary>Makes the roll of a declaration that is sealed: a line for each who signed and each who was expected, none of them with a person in it, and its root for the log.</summary>
internal static class RollSealing
{
    /// <summary>Most people expected who get lines of their own. A declaration of a larger region has lines for those who signed: sealing holds its transaction and its lines in memory.</summary>
    internal const int MostExpected = 200_000;

    /// <summary>Writes the roll and its entry in the log, within the transaction that seals the declaration.</summary>
    /// <remarks>The declaration's row is locked by the caller: nobody signs meanwhile. Rosters stay as they are until the transaction ends.</remarks>
    internal static async Task<RollRecord> SealRollAsync(
        this PledgesDb db, PersonalData personal, InclusionPromises promises, Declaration declaration, DateTimeOffset now, CancellationToken cancel)
    {
        await db.LockRostersSharedAsync(cancel);
        var hasExpected = await db.ExpectsAtMostAsync(declaration.RegionCode, MostExpected, cancel);
        var leaves = await db.ReadLeavesAsync(personal, declaration, hasExpected, cancel);
        leaves.Sort(ByCommitment);
        var tree = TreeEdge.Load(0, _ => default);
        leaves.ForEach(leaf => tree.Append(leaf.Hash));
        var record = new RollRecord(declaration.Id, declaration.RegionCode, DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()), hasExpected, leaves.Count, tree.Root());
        await db.AddRollAsync(record, [.. RollStates.All.Select(state => leaves.LongCount(leaf => leaf.State == state))], cancel);
        foreach (var (n, chunk) in leaves.Chunk(TileAddress.FullWidth).Index())
        {
            await db.AddRollLinesAsync(declaration.Id, n, ToBytes(chunk), cancel);
        }

        foreach (var (tile, hashes) in tree.TakeChanged().Where(tile => tile.Key.Level > 0))
        {
            await db.AddRollTileAsync(declaration.Id, tile, hashes, cancel);
        }

        await db.CommitToAsync(promises, declaration.Id, CommitmentKind.Roll, record.Encode(), record.SealedAt, cancel);
        return record;
    }

    private static byte[] ToBytes(RollLeaf[] leaves)
    {
        var bytes = new byte[leaves.Length * RollLeaf.Length];
        for (var n = 0; n < leaves.Length; n++)
        {
            leaves[n].CopyTo(bytes.AsSpan(n * RollLeaf.Length));
        }

        return bytes;
    }

    // A commitment is as good as random: in their order a place tells nothing of a person.
    private static int ByCommitment(RollLeaf one, RollLeaf other)
    {
        Span<byte> left = stackalloc byte[MerkleHash.Length];
        Span<byte> right = stackalloc byte[MerkleHash.Length];
        one.Commitment.CopyTo(left);
        other.Commitment.CopyTo(right);
        return left.SequenceCompareTo(right);
    }
}
