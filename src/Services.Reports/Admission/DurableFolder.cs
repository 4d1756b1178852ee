using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Admission;

/// <summary>A folder in which a file is either there, whole and on the disk, or not there at all.</summary>
/// <param name="path">The folder; made when it is missing.</param>
internal sealed class DurableFolder(string path)
{
    private const string Unfinished = ".tmp";

    /// <summary>Writes a file. When this returns, file and name survive a power failure; when it throws, there is no such file.</summary>
    /// <exception cref="IOException">The folder's volume takes nothing: full, gone or broken.</exception>
    internal void Write(string name, ReadOnlySpan<byte> bytes, Action beforeFsync)
    {
        Directory.CreateDirectory(path);
        var unfinished = Path.Combine(path, name + Unfinished);
        try
        {
            using (var file = File.OpenHandle(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, bytes, 0);
                beforeFsync();
                RandomAccess.FlushToDisk(file);
            }

            File.Move(unfinished, Path.Combine(path, name));
            Flush();
        }
        catch
        {
            Remove(unfinished);
            throw;
        }
    }

    /// <summary>Names of the files that are whole, in order.</summary>
    internal IReadOnlyList<string> Names(string pattern) =>
        Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];

    /// <summary>A whole file.</summary>
    internal byte[] Read(string name) => File.ReadAllBytes(Path.Combine(path, name));

    /// <summary>Takes a file out; one that another process took out already is out.</summary>
    internal void Delete(string name) => File.Delete(Path.Combine(path, name));

    /// <summary>Keeps a file under another ending, where <see cref="Names"/> no longer finds it.</summary>
    internal void SetAside(string name, string ending) => File.Move(Path.Combine(path, name), Path.Combine(path, name + ending), overwrite: true);

    /// <summary>Takes out what a process that died left unfinished; nothing in it was ever acknowledged.</summary>
    internal void RemoveUnfinished(DateTime olderThanUtc)
    {
        foreach (var name in Names("*" + Unfinished).Where(name => File.GetLastWriteTimeUtc(Path.Combine(path, name)) < olderThanUtc))
        {
            Delete(name);
        }
    }

    /// <summary>Makes new and removed names survive a power failure.</summary>
    internal void Flush() => DiskFolder.Flush(path);

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A volume that takes no write may take no removal either; what is left is found by RemoveUnfinished.
        }
    }
}
