using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Services.Pledges.Rolls;

/// <summary>Proves lines of sealed rolls to those who can say which is theirs.</summary>
internal sealed class RollProofs(PledgesDb db, EntryProofs proofs)
{
    /// <summary>The proof of a roll's own entry in the log, or its promise; null of a declaration without a sealed roll.</summary>
    internal async Task<TlogProof?> SealAsync(Guid declaration, CancellationToken cancel) =>
        (await db.SecretsOfAsync([declaration], cancel)).GetValueOrDefault(declaration) is { } secret ? (await proofs.FindAsync(declaration, secret, cancel))?.File : null;

    /// <summary>The line of a signature, with its way to the root and the root's to the log.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="entry">The signature's opened entry, which only the holder of its receipt could have opened.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when the declaration has no sealed roll.</returns>
    /// <exception cref="InvalidOperationException">The sealed roll lacks the signature.</exception>
    internal async Task<RollProof?> FindAsync(Guid declaration, Guid signature, OpenedEntry entry, CancellationToken cancel)
    {
        if (await db.FindRollAsync(declaration, cancel) is not { } roll || await SealAsync(declaration, cancel) is not { } seal)
        {
            return null;
        }

        var commitment = RollLeaf.CommitToSignature(entry.Nonce.Span, declaration, signature, entry.Leaf);
        var row = await db.FindRollRowAsync(declaration, commitment, cancel) ?? throw Lacking(signature);
        var lines = await db.ReadRollAsync(declaration, row, 1, cancel);
        var place = lines.FindIndex(line => line.Commitment == commitment);
        if (place < 0)
        {
            throw Lacking(signature);
        }

        var index = ((long)row * TileAddress.FullWidth) + place;
        return new RollProof(lines[place].State, index, await ProveAsync(declaration, index, roll.Size, cancel), seal);
    }

    private async Task<MerkleHash[]> ProveAsync(Guid declaration, long index, long size, CancellationToken cancel)
    {
        var tiles = new Dictionary<TileAddress, ReadOnlyMemory<byte>>();
        foreach (var tile in TileHashes.Needed(InclusionProof.Ranges(index, size), size))
        {
            tiles.Add(tile, tile.Level > 0
                ? await db.ReadRollTileAsync(declaration, tile, cancel)
                : (await db.ReadRollAsync(declaration, (int)tile.Index, 1, cancel)).SelectMany(line => line.Hash.ToArray()).ToArray());
        }

        return InclusionProof.Make(index, size, new TileHashes(size, tiles).Read);
    }

    private static InvalidOperationException Lacking(Guid signature) => new($"The sealed roll lacks signature {signature}.");
}
