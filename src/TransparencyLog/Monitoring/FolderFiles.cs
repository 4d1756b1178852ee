namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>A log's files in a folder: the log's own, or a copy.</summary>
/// <param name="folder">The folder.</param>
public sealed class FolderFiles(string folder) : ILogFiles
{
    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> TryReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(folder, path), cancel);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
