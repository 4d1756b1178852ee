using System.Globalization;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Admission;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Evidence in a folder: each part is a file under its random name, two levels down, so that no folder grows too large.</summary>
/// <param name="root">The folder; made when it is missing.</param>
internal sealed class FolderEvidenceStore(string root) : IEvidenceStore
{
    /// <inheritdoc/>
    public Task WriteAsync(Guid name, ReadOnlyMemory<byte> bytes) => Task.Run(() => Attempt("written", () =>
    {
        var (folder, file) = PlaceOf(name);
        MakeDurable(folder);
        new DurableFolder(folder).Write(file, bytes.Span, () => Failpoint.Reach("evidence.after_write_before_fsync"));
        return 0;
    }));

    /// <inheritdoc/>
    public async Task ReadAsync(Guid name, Memory<byte> into, CancellationToken cancel)
    {
        var (folder, file) = PlaceOf(name);
        using var handle = Attempt("opened", () => File.OpenHandle(Path.Combine(folder, file), options: FileOptions.Asynchronous));
        if (Attempt("read", () => RandomAccess.GetLength(handle)) != into.Length)
        {
            throw new EvidenceStoreException("A part of a file has another length than it was written with.");
        }

        var read = 0;
        while (read < into.Length)
        {
            try
            {
                var more = await RandomAccess.ReadAsync(handle, into[read..], read, cancel);
                read += more > 0 ? more : throw new EvidenceStoreException("A part of a file ends early.");
            }
            catch (IOException exception)
            {
                throw new EvidenceStoreException("A part of a file cannot be read.", exception);
            }
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(Guid name, CancellationToken cancel) => Task.Run(() => Attempt("deleted", () =>
    {
        var (folder, file) = PlaceOf(name);
        if (Directory.Exists(folder))
        {
            new DurableFolder(folder).Delete(file);
        }

        return 0;
    }), cancel);

    private (string Folder, string File) PlaceOf(Guid name)
    {
        var text = name.ToString("N", CultureInfo.InvariantCulture);
        return (Path.Combine(root, text[..2], text[2..4]), text);
    }

    // A new folder's name survives a power failure only once the folder above it was written through.
    private void MakeDurable(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        new DurableFolder(Path.GetDirectoryName(folder)!).Flush();
        new DurableFolder(root).Flush();
    }

    private static T Attempt<T>(string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceStoreException($"A part of a file cannot be {what}.", exception);
        }
    }
}
