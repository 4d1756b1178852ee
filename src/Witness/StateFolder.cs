using System.Diagnostics.CodeAnalysis;
using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness;

/// <summary>What a witness last signed of each log: a file a log, the checkpoint with the log's signature and the witness's own.</summary>
/// <param name="path">The folder.</param>
/// <param name="witness">Whose it is.</param>
/// <remarks>
/// Several processes on one machine may share the folder. A log without a file was never signed for; so that a volume that was not mounted is not taken for that,
/// a file in the folder names its witness.
/// </remarks>
internal sealed class StateFolder(string path, VerifierKey witness)
{
    private const string OwnerFile = "witness";
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>Makes the folder of a new witness.</summary>
    /// <param name="path">The folder; made when it is missing.</param>
    /// <param name="witness">Whose it is to be.</param>
    /// <exception cref="IOException">It is a witness's already, or cannot be written.</exception>
    internal static void Create(string path, VerifierKey witness)
    {
        Directory.CreateDirectory(path);
        DurableFile.Create(Path.Combine(path, OwnerFile), Encoding.UTF8.GetBytes($"{witness}\n"));
    }

    /// <summary>Why the folder cannot be used; empty when it can.</summary>
    /// <param name="logs">Logs that the witness signs for.</param>
    internal IEnumerable<string> Problems(IEnumerable<KnownLog> logs)
    {
        var owner = Path.Combine(path, OwnerFile);
        if (!File.Exists(owner))
        {
            return [$"{path} is not there, or no witness's folder; create makes one"];
        }

        try
        {
            if (File.ReadAllText(owner) != $"{witness}\n")
            {
                return [$"{path} belongs to another key"];
            }

            return LocksHold(owner)
                ? [.. logs.Where(log => !TryRead(log, out _, out _)).Select(log => $"the checkpoint of {log.Origin} is damaged: {log.Hash} needs its last content, or the witness an end")]
                : [$"{path} is on a volume that does not lock files"];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [exception.Message];
        }
    }

    /// <summary>Waits until no other call, in this process or another, holds a log, and holds it.</summary>
    /// <param name="log">The log.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>To be disposed of at the end.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    internal async Task<IDisposable> HoldAsync(KnownLog log, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            if (TryLock(Path.Combine(path, log.Hash + ".lock")) is { } held)
            {
                return held;
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>Remembers what was signed of a log. When this returns, it survives a power failure.</summary>
    /// <param name="log">The log, held.</param>
    /// <param name="note">Checkpoint with the log's signature and the witness's.</param>
    /// <exception cref="IOException">The volume takes nothing; the log's file has the last note, or this one.</exception>
    internal void Write(KnownLog log, SignedNote note) => DurableFile.Replace(FileOf(log), note.ToBytes());

    /// <summary>What was last signed of a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="note">As it was written; null when it was never signed for.</param>
    /// <param name="checkpoint">The note's text.</param>
    /// <returns>False when the file is not one that this witness has written.</returns>
    /// <exception cref="IOException">The folder is gone, or cannot be read: nobody knows what was signed.</exception>
    internal bool TryRead(KnownLog log, out SignedNote? note, out Checkpoint? checkpoint)
    {
        (note, checkpoint) = (null, null);
        if (!TryReadBytes(FileOf(log), out var bytes))
        {
            return File.Exists(Path.Combine(path, OwnerFile)) ? true : throw new IOException($"{path} is no longer the witness's folder.");
        }

        return SignedNote.TryParse(bytes, out note, out _)
            && Checkpoint.TryParse(note.Text, out checkpoint, out _)
            && checkpoint.Origin == log.Origin
            && note.TryVerify([witness], out _, out _);
    }

    private static bool TryReadBytes(string file, [NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            bytes = null;
        }

        return bytes is not null;
    }

    /// <summary>That a file which is held cannot be held again; a setting of the platform or a volume may have it otherwise.</summary>
    private static bool LocksHold(string file)
    {
        using var first = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return TryLock(file) is null;
    }

    /// <summary>Holds a file, or gives null when another does.</summary>
    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
    }

    private string FileOf(KnownLog log) => Path.Combine(path, log.Hash);
}
