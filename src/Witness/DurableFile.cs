using Netralitas.ServiceDefaults;

namespace Netralitas.Witness;

/// <summary>Files that survive a power failure once written, names included.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file that only its owner can read.</summary>
    /// <exception cref="IOException">There is one already, or the volume takes nothing.</exception>
    internal static void Create(string path, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(path, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        FlushFolderOf(path);
    }

    /// <summary>Puts a content in the place of what a file had. A crash at any point leaves the one or the other, whole.</summary>
    /// <exception cref="IOException">The volume takes nothing: full, gone or broken. The file has the old content, or the new.</exception>
    internal static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = path + ".tmp";
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }

        Failpoint.Reach("witness.after_write_before_rename");
        File.Move(unfinished, path, overwrite: true);
        FlushFolderOf(path);
    }

    private static void FlushFolderOf(string path) => DiskFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
