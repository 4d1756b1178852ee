namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>The public files of a log, wherever they are: a folder, or an address.</summary>
public interface ILogFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path below the log, with slashes.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="HttpRequestException">The address does not answer.</exception>
    Task<ReadOnlyMemory<byte>?> TryReadAsync(string path, CancellationToken cancel);
}

/// <summary>What is read of a log.</summary>
public static class LogFiles
{
    /// <summary>Reads the checkpoint; nothing of it is verified.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static async Task<byte[]> ReadCheckpointAsync(this ILogFiles files, CancellationToken cancel) =>
        (await files.TryReadAsync("checkpoint", cancel) ?? throw new InvalidDataException("checkpoint is not there.")).ToArray();

    /// <summary>Reads a tile or a bundle. A log may take a partial one away once it has the full one: then that is read, and cut.</summary>
    /// <param name="files">The log.</param>
    /// <param name="tile">Which, with the width that a tree of the reader's size gives it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidDataException">It is not there, or too short.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadTileAsync(this ILogFiles files, TileAddress tile, CancellationToken cancel)
    {
        if (await files.TryReadAsync(tile.Path, cancel) is { } content)
        {
            return content;
        }

        var full = tile with { Width = TileAddress.FullWidth };
        var whole = tile.IsPartial ? await files.TryReadAsync(full.Path, cancel) : null;
        return whole is { } found ? Cut(found, tile) : throw new InvalidDataException($"{tile.Path} is not there.");
    }

    private static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> whole, TileAddress tile)
    {
        if (tile.Level != TileAddress.Entries)
        {
            return whole.Length >= tile.Width * MerkleHash.Length ? whole[..(tile.Width * MerkleHash.Length)] : throw new InvalidDataException($"{tile.Path} is too short.");
        }

        if (!EntryBundle.TryRead(whole, TileAddress.FullWidth, out var entries, out var problem))
        {
            throw new InvalidDataException($"{tile.Path}: {problem}.");
        }

        return whole[..entries.Take(tile.Width).Sum(entry => sizeof(ushort) + entry.Length)];
    }
}
