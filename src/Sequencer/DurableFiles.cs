using Netralitas.ServiceDefaults;

namespace Netralitas.Sequencer;

/// <summary>Files that survive a power failure once written, names included: each is there whole, or not at all.</summary>
internal static class DurableFiles
{
    private const string Unfinished = ".tmp";

    // What waits for the disk does not work: a disk takes several flushes together.
    private const int AtOnce = 16;

    /// <summary>Puts contents in the place of what the files had. When this returns, all are on the disk; when it throws, each has its old content or its new.</summary>
    /// <param name="root">Folder that is there; folders between it and the files are made.</param>
    /// <param name="files">Paths below the root, each once, and contents.</param>
    /// <exception cref="IOException">The volume takes nothing: full, gone or broken.</exception>
    internal static void Write(string root, IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        var folders = FoldersOf(root, files.Select(file => file.Key));
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(folder);
        }

        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, file =>
        {
            var path = Path.Combine(root, file.Key);
            using (var handle = File.OpenHandle(path + Unfinished, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(handle, file.Value.Span, 0);
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(path + Unfinished, path, overwrite: true);
        });
        // Children before parents: a name that is on the disk leads to a folder that has what it should.
        foreach (var folder in folders.OrderByDescending(folder => folder.Length))
        {
            DiskFolder.Flush(folder);
        }
    }

    /// <summary>The folders of the files, and those between them and the root, and the root.</summary>
    private static HashSet<string> FoldersOf(string root, IEnumerable<string> files)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal) { root };
        foreach (var file in files)
        {
            for (var folder = Path.GetDirectoryName(Path.Combine(root, file))!; folders.Add(folder);)
            {
                folder = Path.GetDirectoryName(folder)!;
            }
        }

        return folders;
    }
}
