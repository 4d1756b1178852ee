using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer;

/// <summary>A witness that is asked.</summary>
/// <param name="Address">Where it answers; ends in a slash.</param>
/// <param name="Key">Its public key.</param>
internal sealed record KnownWitness(Uri Address, VerifierKey Key);

/// <summary>A log's configuration, read and found good.</summary>
internal sealed class LogSetup : IDisposable
{
    private const int SecondsOfDay = 24 * 60 * 60;

    private LogSetup(SequencerOptions options, SignerKey key, IReadOnlyList<KnownWitness> witnesses, bool hasWindows)
    {
        Key = key;
        Witnesses = witnesses;
        Quorum = options.Quorum;
        Rebuild = options.Rebuild;
        CheckpointInterval = TimeSpan.FromSeconds(options.CheckpointSeconds);
        RepublishInterval = TimeSpan.FromMinutes(options.RepublishMinutes);
        MaximumMergeDelay = TimeSpan.FromSeconds(Math.Ceiling(options.PromiseHours * 3600));
        Window = hasWindows ? TimeSpan.FromSeconds(options.WindowSeconds) : null;
        MonitorInterval = TimeSpan.FromMinutes(options.MonitorMinutes);
        MonitorEntriesPerSecond = options.MonitorEntriesPerSecond;
        Policy = new LogPolicy(options.Origin, [key.Verifier], [], 0);
        Published = new PublishedFolder(options.Folder, Policy);
        Signed = new SignedFolder(options.SignedFolder, Policy);
    }

    internal SignerKey Key { get; }

    internal IReadOnlyList<KnownWitness> Witnesses { get; }

    internal int Quorum { get; }

    internal bool Rebuild { get; }

    internal TimeSpan CheckpointInterval { get; }

    internal TimeSpan RepublishInterval { get; }

    /// <summary>Within which an entry is published, in whole seconds.</summary>
    internal TimeSpan MaximumMergeDelay { get; }

    /// <summary>Length of a window; null of a log that has none.</summary>
    internal TimeSpan? Window { get; }

    internal TimeSpan MonitorInterval { get; }

    internal int MonitorEntriesPerSecond { get; }

    /// <summary>The log's own key, and no witness: what is published must be right whoever saw it.</summary>
    internal LogPolicy Policy { get; }

    /// <summary>What readers see.</summary>
    internal PublishedFolder Published { get; }

    /// <summary>What was signed last.</summary>
    internal SignedFolder Signed { get; }

    /// <summary>First line of the checkpoints.</summary>
    internal string Origin => Key.Verifier.Name;

    /// <summary>Clears the key.</summary>
    public void Dispose() => Key.Dispose();

    /// <summary>Reads a configuration and looks at its folders; missing ones are made.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="setup">The log.</param>
    /// <param name="problems">Everything that is wrong, each naming its setting; nothing of a secret.</param>
    /// <param name="hasWindows">Whether the log has windows.</param>
    internal static bool TryRead(SequencerOptions options, [NotNullWhen(true)] out LogSetup? setup, out IReadOnlyList<string> problems, bool hasWindows = false)
    {
        var found = new List<string>();
        var key = ReadKey(options, found);
        ReadFolders(options, found);
        var witnesses = ReadWitnesses(options, found);
        ReadTimes(options, hasWindows, found);
        problems = found;
        setup = found.Count == 0 ? new LogSetup(options, key!, witnesses, hasWindows) : null;
        if (setup is null)
        {
            key?.Dispose();
        }

        return setup is not null;
    }

    private static SignerKey? ReadKey(SequencerOptions options, List<string> problems)
    {
        if (options.Origin.Length == 0)
        {
            problems.Add("Log:Origin is missing");
        }

        var seed = new byte[Ed25519PrivateKey.Length];
        try
        {
            if (!Convert.TryFromBase64String(options.Key, seed, out var read) || read != seed.Length)
            {
                problems.Add(options.Key.Length == 0 ? "Log:Key is missing" : "Log:Key is not 32 bytes in base64");
                return null;
            }

            return options.Origin.Length == 0 ? null : new SignerKey(options.Origin, SignatureType.Ed25519, Ed25519PrivateKey.Import(seed));
        }
        catch (ArgumentException)
        {
            problems.Add("Log:Origin has a space or a plus");
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private static void ReadFolders(SequencerOptions options, List<string> problems)
    {
        foreach (var (name, path) in new[] { ("Folder", options.Folder), ("SignedFolder", options.SignedFolder) })
        {
            try
            {
                if (path.Length == 0)
                {
                    problems.Add($"Log:{name} is missing");
                    continue;
                }

                Directory.CreateDirectory(path);
                var probe = Path.Combine(path, $".{Guid.NewGuid():N}");
                File.WriteAllBytes(probe, []);
                File.Delete(probe);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problems.Add($"Log:{name} cannot be written: {exception.Message}");
            }
        }

        if (options.Folder.Length > 0 && options.SignedFolder.Length > 0 && IsWithin(options.Folder, options.SignedFolder))
        {
            problems.Add("Log:SignedFolder lies in Log:Folder: it would be published, and lost with it");
        }
    }

    private static void ReadTimes(SequencerOptions options, bool hasWindows, List<string> problems)
    {
        foreach (var (name, value, most, words) in new[]
        {
            ("CheckpointSeconds", options.CheckpointSeconds, 86_400d, "a day"),
            ("RepublishMinutes", options.RepublishMinutes, 1_440, "a day"),
            ("PromiseHours", options.PromiseHours, 168, "a week"),
            ("MonitorMinutes", options.MonitorMinutes, 1_440, "a day"),
        })
        {
            if (!double.IsFinite(value) || value <= 0 || value > most)
            {
                problems.Add($"Log:{name} is not above 0 and at most {words}");
            }
        }

        // An entry waits for the end of its window, and may wait for another when it is written while one ends.
        if (hasWindows && (options.WindowSeconds <= 0 || SecondsOfDay % options.WindowSeconds != 0 || options.WindowSeconds > options.PromiseHours * 3600 / 3))
        {
            problems.Add("Log:WindowSeconds is not above 0, does not divide a day, or is more than a third of Log:PromiseHours");
        }

        if (options.MonitorEntriesPerSecond <= 0)
        {
            problems.Add("Log:MonitorEntriesPerSecond is not above 0");
        }
    }

    private static bool IsWithin(string folder, string other) =>
        $"{Path.GetFullPath(other)}/".StartsWith($"{Path.GetFullPath(folder).TrimEnd('/')}/", StringComparison.Ordinal);

    private static List<KnownWitness> ReadWitnesses(SequencerOptions options, List<string> problems)
    {
        var witnesses = new List<KnownWitness>();
        for (var n = 0; n < options.Witnesses.Count; n++)
        {
            var (setting, given) = ($"Log:Witnesses:{n}", options.Witnesses[n]);
            var isAddress = Uri.TryCreate(given.Address.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
            if (!isAddress)
            {
                problems.Add($"{setting}:Address is not an address such as https://witness.example.go.id");
            }

            if (!VerifierKey.TryParse(given.Key, out var key, out var problem))
            {
                problems.Add($"{setting}:Key: {problem}");
            }
            else if (key.Type != SignatureType.Cosignature || witnesses.Any(other => other.Key.PublicKey.Export().AsSpan().SequenceEqual(key.PublicKey.Export())))
            {
                problems.Add(key.Type == SignatureType.Cosignature ? $"{setting}:Key is given twice" : $"{setting}:Key is a log's key, not a witness's");
            }
            else if (isAddress)
            {
                witnesses.Add(new KnownWitness(address!, key));
            }
        }

        if (options.Quorum < 0 || options.Quorum > options.Witnesses.Count)
        {
            problems.Add("Log:Quorum is below 0, or above the number of witnesses");
        }

        return witnesses;
    }
}
