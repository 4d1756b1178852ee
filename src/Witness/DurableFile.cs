using System.Runtime.InteropServices;
using Netralitas.ServiceDefaults;

namespace Netralitas.Witness;

/// <summary>Files that survive a power failure once written, names included.</summary>
internal static class DurableFile
{
    private const int ReadOnlyFlag = 0;

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

    // .NET opens no folders, and has no fsync for one.
    private static void FlushFolderOf(string path)
    {
        var folder = Open(Path.GetDirectoryName(Path.GetFullPath(path))!, ReadOnlyFlag);
        if (folder < 0)
        {
            throw new IOException($"The folder cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var failed = Fsync(folder) != 0;
        var why = failed ? Marshal.GetLastPInvokeErrorMessage() : "";
        _ = Close(folder);
        if (failed)
        {
            throw new IOException($"The folder cannot be written through to disk: {why}");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
