using System.Globalization;

namespace Netralitas.Services.Reports.Admission;

/// <summary>A folder that no other process writes to, for as long as this one lives, below one that several replicas are given.</summary>
/// <remarks>
/// The first replica has the folder itself, the next ones <c>replica-2</c>, <c>replica-3</c> and so on in it. Which are taken, the kernel knows: a process that dies leaves its folder to the next one that
/// starts, which drains what is in it. So no report waits for a replica that does not come back, as long as as many are started as before.
/// </remarks>
internal sealed class ReplicaFolder : IDisposable
{
    private const string Mark = ".taken";
    private const int MostReplicas = 100;

    private readonly FileStream? taken;

    private ReplicaFolder(string path, FileStream? taken) => (Path, this.taken) = (path, taken);

    /// <summary>The folder.</summary>
    internal string Path { get; }

    /// <summary>Takes the first one that is free; on a volume that takes no file the given one, which then takes no report either until it does.</summary>
    /// <param name="given">The folder that the replicas share.</param>
    /// <exception cref="InvalidOperationException">There are more replicas than 100.</exception>
    internal static ReplicaFolder Take(string given)
    {
        for (var number = 1; number <= MostReplicas; number++)
        {
            var path = number == 1 ? given : System.IO.Path.Combine(given, string.Create(CultureInfo.InvariantCulture, $"replica-{number}"));
            try
            {
                Directory.CreateDirectory(path);
                var mark = new FileInfo(System.IO.Path.Combine(path, Mark));
                return new ReplicaFolder(path, new FileStream(mark.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException taken) when (IsTaken(taken))
            {
                // Another process has it.
            }
            catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
            {
                return new ReplicaFolder(given, null);
            }
        }

        throw new InvalidOperationException($"More than {MostReplicas} processes share the spool {given}.");
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => taken?.Dispose();

    // EWOULDBLOCK, as flock(2) gives it, and as .NET hands it over.
    private static bool IsTaken(IOException exception) => exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && (exception.HResult & 0xFFFF) is 11 or 0x20;
}
