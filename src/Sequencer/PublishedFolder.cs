using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer;

/// <summary>What the log's readers see, as files (C2SP tlog-tiles). A checkpoint is there only when all that it implies is.</summary>
/// <param name="path">The folder.</param>
/// <param name="policy">The log's own key.</param>
internal sealed class PublishedFolder(string path, LogPolicy policy)
{
    internal const string CheckpointFile = "checkpoint";

    /// <summary>The folder, absolute.</summary>
    internal string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>When the checkpoint was put there; null without one.</summary>
    internal DateTimeOffset? PublishedAt
    {
        get
        {
            var file = new FileInfo(FileOf(CheckpointFile));
            return file.Exists ? file.LastWriteTimeUtc : null;
        }
    }

    /// <summary>The published checkpoint; null when there is none.</summary>
    /// <exception cref="SigningRefusedException">There is something else in its place: another log's folder, or another key's.</exception>
    internal SignedCheckpoint? ReadCheckpoint() => SignedFolder.ReadCheckpoint(FileOf(CheckpointFile), policy);

    /// <summary>Puts the checkpoint in place of the one before.</summary>
    internal void Publish(SignedNote note) => DurableFiles.Write(Path, [new(CheckpointFile, note.ToBytes())]);

    /// <summary>Writes tiles and bundles.</summary>
    internal void Write(IEnumerable<KeyValuePair<TileAddress, ReadOnlyMemory<byte>>> tiles) =>
        DurableFiles.Write(Path, [.. tiles.Select(tile => new KeyValuePair<string, ReadOnlyMemory<byte>>(tile.Key.Path, PlantedBug.Is("log.damaged_tile") ? Damaged(tile.Value) : tile.Value))]);

    /// <summary>Takes out the partial tiles whose full tile is published: the standard lets readers take the full one.</summary>
    /// <param name="oldSize">Entries of the checkpoint before.</param>
    /// <param name="size">Entries of the published checkpoint.</param>
    internal void RemovePartials(long oldSize, long size)
    {
        foreach (var tile in TileAddress.Between(oldSize, size).Where(tile => !tile.IsPartial))
        {
            var partials = FileOf(tile.Path + ".p");
            if (Directory.Exists(partials))
            {
                Directory.Delete(partials, recursive: true);
            }
        }
    }

    private static byte[] Damaged(ReadOnlyMemory<byte> content)
    {
        var bytes = content.ToArray();
        bytes[^1] ^= 1;
        return bytes;
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);
}
