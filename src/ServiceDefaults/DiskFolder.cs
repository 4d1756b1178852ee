using System.Runtime.InteropServices;

namespace Netralitas.ServiceDefaults;

/// <summary>Folders on the disk: what .NET lacks for files whose names must survive a power failure.</summary>
public static class DiskFolder
{
    private const int ReadOnlyFlag = 0;

    /// <summary>Makes new, renamed and removed names in a folder survive a power failure.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">The folder is gone, or its volume takes nothing.</exception>
    public static void Flush(string path)
    {
        var folder = Open(path, ReadOnlyFlag);
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

    // .NET opens no folders, and has no fsync for one.
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
