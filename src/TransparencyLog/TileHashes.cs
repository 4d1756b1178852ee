namespace Netralitas.TransparencyLog;

/// <summary>Hashes of a tree, out of tiles that were loaded before.</summary>
/// <param name="size">Entries of the tree whose tiles these are.</param>
/// <param name="tiles">Content by address, each as <see cref="TileAddress.In"/> gives it for this size.</param>
/// <remarks>
/// Tiles are taken as they are. What is built of them is proven by what is checked at the end: a proof against a root whose signatures were verified,
/// or a root against such a root. A single hash read here is proven by nothing.
/// </remarks>
public sealed class TileHashes(long size, IReadOnlyDictionary<TileAddress, ReadOnlyMemory<byte>> tiles)
{
    /// <summary>Which tiles the hashes of some ranges need, to be loaded at once.</summary>
    /// <param name="ranges">What <see cref="InclusionProof.Ranges"/> or <see cref="ConsistencyProof.Ranges"/> gave.</param>
    /// <param name="size">Entries of the tree whose tiles are kept; no range ends behind it.</param>
    /// <returns>Each tile once.</returns>
    public static IReadOnlySet<TileAddress> Needed(IEnumerable<LeafRange> ranges, long size) =>
        ranges.SelectMany(range => range.Subtrees()).Select(subtree => TileOf(subtree, size).Tile).ToHashSet();

    /// <summary>The hash of a perfect subtree.</summary>
    /// <param name="subtree">Which.</param>
    /// <exception cref="InvalidDataException">Its tile was not loaded, or has another length than its width gives.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie in the tree.</exception>
    public MerkleHash Read(Subtree subtree)
    {
        var (tile, first, count) = TileOf(subtree, size);
        if (!tiles.TryGetValue(tile, out var content) || content.Length != tile.Width * MerkleHash.Length)
        {
            throw new InvalidDataException($"Tile {tile.Path} is not there in its length.");
        }

        return HashOf(content.Span.Slice(first * MerkleHash.Length, count * MerkleHash.Length));
    }

    /// <summary>The hash above hashes that stand beside each other.</summary>
    /// <param name="hashes">A power of two of hashes, 256 at most, 32 bytes each.</param>
    internal static MerkleHash HashOf(ReadOnlySpan<byte> hashes)
    {
        var count = hashes.Length / MerkleHash.Length;
        Span<MerkleHash> row = stackalloc MerkleHash[TileAddress.FullWidth];
        for (var n = 0; n < count; n++)
        {
            row[n] = new MerkleHash(hashes.Slice(n * MerkleHash.Length, MerkleHash.Length));
        }

        for (; count > 1; count /= 2)
        {
            for (var n = 0; n < count / 2; n++)
            {
                row[n] = MerkleHash.OfNode(row[2 * n], row[(2 * n) + 1]);
            }
        }

        return row[0];
    }

    /// <summary>The tile that has the hashes under a subtree, and where in it they stand.</summary>
    private static (TileAddress Tile, int First, int Count) TileOf(Subtree subtree, long size)
    {
        // The 2^within hashes under it never cross a border of tiles: their number divides 256.
        var (level, within) = Math.DivRem(subtree.Level, TileAddress.Height);
        var first = subtree.Index << within;
        var tile = TileAddress.In(level, first / TileAddress.FullWidth, size);
        var (start, count) = ((int)(first % TileAddress.FullWidth), 1 << within);
        return tile is { } found && start + count <= found.Width
            ? (found, start, count)
            : throw new ArgumentOutOfRangeException(nameof(subtree), subtree, $"No subtree of a tree of {size} entries.");
    }
}
