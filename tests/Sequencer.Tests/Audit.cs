using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer.Tests;

/// <summary>What anybody can check of a log from its files, and what its keeper can check besides. Trusts the log's public key alone.</summary>
internal static class Audit
{
    /// <summary>Checks everything.</summary>
    /// <param name="log">The log.</param>
    /// <param name="acknowledged">Records that were committed; each must have exactly one entry.</param>
    internal static async Task<Checkpoint> CheckAsync(TestLog log, IReadOnlyCollection<Guid> acknowledged)
    {
        var policy = new LogPolicy(log.Key.Name, [log.Key], [], 0);
        Assert.True(SignedCheckpoint.TryOpen(await File.ReadAllBytesAsync(Path.Combine(log.Options.Folder, "checkpoint")), policy, out var opened, out var problem), problem);
        var size = opened.Checkpoint.Size;
        var entries = ReadEntries(log.Options.Folder, size);
        var read = Reader([.. entries.Select(entry => MerkleHash.OfLeaf(entry.Span))]);
        Assert.Equal(opened.Checkpoint.Root, new LeafRange(0, size).Hash(read));
        CheckTiles(log.Options.Folder, size, read);
        foreach (var note in await log.ColumnAsync<string>("select note from log.signed order by size"))
        {
            Assert.True(SignedCheckpoint.TryOpen(Encoding.UTF8.GetBytes(note), policy, out var signed, out problem), problem);
            Assert.True(signed.Checkpoint.Size <= size);
            Assert.Equal(new LeafRange(0, signed.Checkpoint.Size).Hash(read), signed.Checkpoint.Root);
        }

        Assert.Equal(acknowledged.Order(), (await log.ColumnAsync<Guid>("select subject from log.entry")).Order());
        Assert.Equal(Enumerable.Range(0, (int)size).Select(n => (long)n), await log.ColumnAsync<long>("select idx from log.entry order by idx"));
        return opened.Checkpoint;
    }

    /// <summary>Checks the proof of a record, as its holder does.</summary>
    internal static async Task CheckProofAsync(TestLog log, Guid subject)
    {
        var standing = await log.Proofs.FindAsync(subject, await log.SecretAsync(subject), CancellationToken.None);
        Assert.Equal(EntryState.Proven, standing?.State);
        Assert.True(TlogProof.TryParse(standing!.File!.ToBytes(), out var proof, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(proof.Extra, out var opened, out problem), problem);
        Assert.Equal(subject.ToByteArray(), opened.Record.ToArray());
        Assert.True(opened.Holds);
        Assert.True(proof.TryVerify(opened.Leaf, new LogPolicy(log.Key.Name, [log.Key], [], 0), out _, out problem), problem);
    }

    /// <summary>Every file that readers may ask for, with its content.</summary>
    internal static IReadOnlyDictionary<string, string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(File.ReadAllBytes(file)));

    private static List<ReadOnlyMemory<byte>> ReadEntries(string folder, long size)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        foreach (var bundle in TileAddress.Of(size).Where(tile => tile.Level == TileAddress.Entries))
        {
            Assert.True(EntryBundle.TryRead(File.ReadAllBytes(Path.Combine(folder, bundle.Path)), bundle.Width, out var read, out var problem), problem);
            entries.AddRange(read);
        }

        return entries;
    }

    private static void CheckTiles(string folder, long size, HashReader read)
    {
        foreach (var tile in TileAddress.Of(size).Where(tile => tile.Level != TileAddress.Entries))
        {
            var wanted = Enumerable.Range(0, tile.Width).SelectMany(n => read(new Subtree(8 * tile.Level, (256 * tile.Index) + n)).ToArray());
            Assert.Equal(wanted, File.ReadAllBytes(Path.Combine(folder, tile.Path)));
        }
    }

    /// <summary>Hashes of a tree whose leaves are known; each level is worked out once.</summary>
    private static HashReader Reader(MerkleHash[] leaves)
    {
        var levels = new List<MerkleHash[]> { leaves };
        while (levels[^1].Length > 1)
        {
            levels.Add([.. levels[^1].Chunk(2).Where(pair => pair.Length == 2).Select(pair => MerkleHash.OfNode(pair[0], pair[1]))]);
        }

        return subtree => levels[subtree.Level][subtree.Index];
    }
}
