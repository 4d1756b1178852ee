using Netralitas.TransparencyLog;

namespace Netralitas.Faults.Checker;

/// <summary>A log as its readers find it: the signed checkpoint, and the tree worked out of all entries.</summary>
internal sealed class PublicLog
{
    private static readonly TimeSpan PublishedWithin = TimeSpan.FromSeconds(10);

    private readonly string folder;
    private readonly List<MerkleHash[]> levels;

    private PublicLog(string folder, Checkpoint checkpoint, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        (this.folder, Checkpoint, Entries) = (folder, checkpoint, entries);
        levels = [[.. entries.Select(entry => MerkleHash.OfLeaf(entry.Span))]];
        while (levels[^1].Length > 1)
        {
            levels.Add([.. levels[^1].Chunk(2).Where(pair => pair.Length == 2).Select(pair => MerkleHash.OfNode(pair[0], pair[1]))]);
        }
    }

    /// <summary>What was published last.</summary>
    internal Checkpoint Checkpoint { get; }

    /// <summary>Every entry under it.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Entries { get; }

    /// <summary>Reads a log.</summary>
    /// <param name="folder">What it publishes.</param>
    /// <param name="policy">Its key.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or the checkpoint is not signed.</exception>
    internal static PublicLog Read(string folder, LogPolicy policy)
    {
        if (!SignedCheckpoint.TryOpen(Bytes(folder, "checkpoint"), policy, out var opened, out var problem))
        {
            throw new InvalidDataException($"the checkpoint: {problem}");
        }

        var entries = new List<ReadOnlyMemory<byte>>();
        foreach (var bundle in TileAddress.Of(opened.Checkpoint.Size).Where(tile => tile.Level == TileAddress.Entries))
        {
            var content = ReadTile(folder, bundle, out var width);
            if (!EntryBundle.TryRead(content, width, out var some, out problem))
            {
                throw new InvalidDataException($"{bundle.Path}: {problem}");
            }

            entries.AddRange(some.Take(bundle.Width));
        }

        return new PublicLog(folder, opened.Checkpoint, entries);
    }

    /// <summary>Reads a log that has what was signed: that is published a moment after.</summary>
    /// <param name="folder">What it publishes.</param>
    /// <param name="policy">Its key.</param>
    /// <param name="signed">What was signed; a log that never gets so far is read as it is.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or the checkpoint is not signed.</exception>
    internal static async Task<PublicLog> ReadSinceAsync(string folder, LogPolicy policy, IReadOnlyList<Checkpoint> signed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        using var limit = new CancellationTokenSource(PublishedWithin);
        while (true)
        {
            var read = Read(folder, policy);
            if (signed.All(checkpoint => checkpoint.Size <= read.Checkpoint.Size) || limit.IsCancellationRequested)
            {
                return read;
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Root of the first entries.</summary>
    internal MerkleHash Root(long size) => size == 0 ? MerkleHash.Empty : new LeafRange(0, size).Hash(Hash);

    /// <summary>Whether an entry is proven to be under the published root.</summary>
    internal bool Proves(long index, MerkleHash leaf) =>
        index >= 0 && index < Checkpoint.Size && InclusionProof.Verify(index, Checkpoint.Size, leaf, InclusionProof.Make(index, Checkpoint.Size, Hash), Checkpoint.Root);

    /// <summary>Published tiles that are not, to the byte, what the entries give.</summary>
    internal IEnumerable<string> WrongTiles()
    {
        foreach (var tile in TileAddress.Of(Checkpoint.Size).Where(tile => tile.Level != TileAddress.Entries))
        {
            var wanted = Enumerable.Range(0, tile.Width).SelectMany(n => Hash(new Subtree(8 * tile.Level, (tile.Index * TileAddress.FullWidth) + n)).ToArray()).ToArray();
            var found = ReadTile(folder, tile, out _);
            if (!found.AsSpan(0, Math.Min(found.Length, wanted.Length)).SequenceEqual(wanted))
            {
                yield return tile.Path;
            }
        }
    }

    private MerkleHash Hash(Subtree subtree) => levels[subtree.Level][subtree.Index];

    // A partial file may be gone once the full one is there.
    private static byte[] ReadTile(string folder, TileAddress tile, out int width)
    {
        var isThere = File.Exists(Path.Combine(folder, tile.Path));
        width = isThere ? tile.Width : TileAddress.FullWidth;
        return Bytes(folder, isThere ? tile.Path : (tile with { Width = TileAddress.FullWidth }).Path);
    }

    private static byte[] Bytes(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        return File.Exists(file) ? File.ReadAllBytes(file) : throw new InvalidDataException($"{path} is not there");
    }
}
