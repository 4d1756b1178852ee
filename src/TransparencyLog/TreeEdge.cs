namespace Netralitas.TransparencyLog;

/// <summary>The right edge of a growing tree: the unfinished tile of each level. It is all that appending needs of a tree of any size.</summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class TreeEdge
{
    private readonly List<Level> levels = [];
    private readonly List<KeyValuePair<TileAddress, byte[]>> completed = [];
    private long savedSize;

    private TreeEdge(long size) => Size = savedSize = size;

    /// <summary>Entries of the tree.</summary>
    public long Size { get; private set; }

    /// <summary>Which tiles the edge of a tree is made of.</summary>
    /// <param name="size">Entries of the tree.</param>
    /// <returns>The partial tile of each level that has one, upwards.</returns>
    public static IEnumerable<TileAddress> Tiles(long size) =>
        Enumerable.Range(0, LevelsOf(size))
            .Select(level => TileAddress.In(level, TileAddress.CountAt(level, size) / TileAddress.FullWidth, size))
            .OfType<TileAddress>();

    /// <summary>The edge of a tree that is kept somewhere.</summary>
    /// <param name="size">Entries of the tree.</param>
    /// <param name="load">Gives the content of a tile of <see cref="Tiles"/>.</param>
    /// <exception cref="InvalidDataException">A content with another length than its width gives.</exception>
    /// <remarks>Compare <see cref="Root"/> with the root that was last signed before anything is appended: tiles are taken as they are.</remarks>
    public static TreeEdge Load(long size, Func<TileAddress, ReadOnlyMemory<byte>> load)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var edge = new TreeEdge(size);
        for (var level = 0; level < LevelsOf(size); level++)
        {
            edge.levels.Add(new Level());
        }

        foreach (var tile in Tiles(size))
        {
            var content = load(tile).Span;
            if (content.Length != tile.Width * MerkleHash.Length)
            {
                throw new InvalidDataException($"Tile {tile.Path} has {content.Length} bytes.");
            }

            edge.levels[tile.Level].Start(content);
        }

        return edge;
    }

    /// <summary>Appends an entry; its index is the size before.</summary>
    /// <param name="leaf">Hash of the entry.</param>
    public void Append(MerkleHash leaf)
    {
        var carried = leaf;
        Size++;
        for (var n = 0; ; n++)
        {
            if (n == levels.Count)
            {
                levels.Add(new Level());
            }

            if (!levels[n].Add(carried))
            {
                return;
            }

            var index = (TileAddress.CountAt(n, Size) / TileAddress.FullWidth) - 1;
            var content = levels[n].Content.ToArray();
            completed.Add(new(new TileAddress(n, index, TileAddress.FullWidth), content));
            carried = TileHashes.HashOf(content);
            levels[n].Start([]);
        }
    }

    /// <summary>The tiles that make up the edge now, for <see cref="Load"/> at another time.</summary>
    /// <returns>The partial tile of each level that has one; the contents are copies.</returns>
    public IReadOnlyList<KeyValuePair<TileAddress, byte[]>> Partials() => [.. Tiles(Size).Select(tile => KeyValuePair.Create(tile, levels[tile.Level].Content.ToArray()))];

    /// <summary>Root of the tree; <see cref="MerkleHash.Empty"/> without entries.</summary>
    public MerkleHash Root()
    {
        MerkleHash? root = null;
        foreach (var level in levels)
        {
            // The set bits of the width are the perfect subtrees of this level, the smallest rightmost.
            var content = level.Content;
            for (var count = 1; count < TileAddress.FullWidth; count *= 2)
            {
                if ((content.Length / MerkleHash.Length & count) == 0)
                {
                    continue;
                }

                var subtree = TileHashes.HashOf(content[^(count * MerkleHash.Length)..]);
                content = content[..^(count * MerkleHash.Length)];
                root = root is { } right ? MerkleHash.OfNode(subtree, right) : subtree;
            }
        }

        return root ?? MerkleHash.Empty;
    }

    /// <summary>The tiles that came or grew since the edge was loaded or this was last called: exactly the hash tiles of <see cref="TileAddress.Between(long, long)"/>.</summary>
    /// <returns>Addresses and contents; the contents are copies.</returns>
    public IReadOnlyList<KeyValuePair<TileAddress, byte[]>> TakeChanged()
    {
        var changed = new List<KeyValuePair<TileAddress, byte[]>>(completed);
        foreach (var tile in Tiles(Size).Where(tile => TileAddress.CountAt(tile.Level, Size) != TileAddress.CountAt(tile.Level, savedSize)))
        {
            changed.Add(new(tile, levels[tile.Level].Content.ToArray()));
        }

        completed.Clear();
        savedSize = Size;
        return changed;
    }

    private static int LevelsOf(long size)
    {
        var levels = 0;
        while (TileAddress.CountAt(levels, size) > 0)
        {
            levels++;
        }

        return levels;
    }

    /// <summary>The unfinished tile of one level.</summary>
    private sealed class Level
    {
        private readonly byte[] bytes = new byte[TileAddress.FullWidth * MerkleHash.Length];
        private int used;

        internal ReadOnlySpan<byte> Content => bytes.AsSpan(0, used);

        internal void Start(ReadOnlySpan<byte> content)
        {
            content.CopyTo(bytes);
            used = content.Length;
        }

        /// <returns>Whether the tile is full now.</returns>
        internal bool Add(MerkleHash hash)
        {
            hash.CopyTo(bytes.AsSpan(used));
            used += MerkleHash.Length;
            return used == bytes.Length;
        }
    }
}
