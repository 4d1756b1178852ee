using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer;

/// <summary>The last checkpoint that the log signed, kept where no backup of the database takes it back.</summary>
/// <param name="path">The folder.</param>
/// <param name="policy">The log's own key.</param>
internal sealed class SignedFolder(string path, LogPolicy policy)
{
    private const string LastFile = "last-signed";
    private const string LockFile = "lock";
    private const string MonitorLockFile = "monitor-lock";
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private readonly string path = Path.GetFullPath(path);

    /// <summary>Keeps every other process on the folder from signing, until disposed of or dead.</summary>
    /// <returns>Null when another process has it.</returns>
    internal IDisposable? TryHold() => TryHold(LockFile);

    /// <summary>Keeps every other process from reading the log with the memory that is here.</summary>
    /// <returns>Null when another process has it.</returns>
    internal IDisposable? TryHoldMonitor() => TryHold(MonitorLockFile);

    /// <summary>What was written beside the last checkpoint; null when nothing was.</summary>
    internal byte[]? ReadAside(string name) => File.Exists(Path.Combine(path, name)) ? File.ReadAllBytes(Path.Combine(path, name)) : null;

    /// <summary>Writes something beside the last checkpoint.</summary>
    internal void WriteAside(string name, byte[] content) => DurableFiles.Write(path, [new(name, content)]);

    private FileStream? TryHold(string file)
    {
        try
        {
            return new FileStream(Path.Combine(path, file), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
    }

    /// <summary>What was signed last; null when nothing was, or the folder is not the one that it was.</summary>
    /// <exception cref="SigningRefusedException">The file is damaged, or of another log or key.</exception>
    internal SignedCheckpoint? Read() => ReadCheckpoint(Path.Combine(path, LastFile), policy);

    /// <summary>Writes what is signed, before anybody sees it.</summary>
    internal void Write(SignedNote note) => DurableFiles.Write(path, [new(LastFile, note.ToBytes())]);

    internal static SignedCheckpoint? ReadCheckpoint(string file, LogPolicy policy)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return SignedCheckpoint.TryOpen(bytes, policy, out var opened, out var problem)
            ? opened
            : throw new SigningRefusedException($"{file} is no checkpoint of {policy.Origin} under its key: {problem}");
    }
}
