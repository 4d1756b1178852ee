using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness;

/// <summary>A log that the witness signs for.</summary>
/// <param name="Origin">First line of its checkpoints.</param>
/// <param name="Keys">Keys of which one must have signed.</param>
internal sealed record KnownLog(string Origin, IReadOnlyList<VerifierKey> Keys)
{
    /// <summary>SHA-256 of the origin in lower-case hexadecimal: the log's name in addresses and in the state folder.</summary>
    internal string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Origin)));
}

/// <summary>A witness's configuration, read and found good.</summary>
internal sealed class WitnessSetup : IDisposable
{
    private WitnessSetup(SignerKey key, StateFolder state, IReadOnlyList<KnownLog> logs)
    {
        Key = key;
        State = state;
        ByOrigin = logs.ToDictionary(log => log.Origin);
        ByHash = logs.ToDictionary(log => log.Hash);
    }

    /// <summary>The witness's key.</summary>
    internal SignerKey Key { get; }

    /// <summary>What it last signed.</summary>
    internal StateFolder State { get; }

    /// <summary>Logs by their origin.</summary>
    internal IReadOnlyDictionary<string, KnownLog> ByOrigin { get; }

    /// <summary>Logs by the hash of their origin.</summary>
    internal IReadOnlyDictionary<string, KnownLog> ByHash { get; }

    /// <summary>Clears the key.</summary>
    public void Dispose() => Key.Dispose();

    /// <summary>Reads a configuration, the key's file and the state.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="setup">The witness.</param>
    /// <param name="problems">Everything that is wrong, each naming its setting; nothing of a secret.</param>
    /// <returns>False when anything is wrong: a witness that starts with less than it was given would sign too little, or too much.</returns>
    internal static bool TryRead(WitnessOptions options, [NotNullWhen(true)] out WitnessSetup? setup, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        if (!Uri.TryCreate(options.Listen, UriKind.Absolute, out var listen) || listen.Scheme is not ("http" or "https") || listen.PathAndQuery != "/")
        {
            found.Add("Witness:Listen is not an address such as http://127.0.0.1:5280");
        }

        var logs = ReadLogs(options.Logs, found);
        var key = ReadKey(options.KeyFile, found);
        var state = key is null ? null : ReadState(options.StateFolder, key.Verifier, logs, found);
        if (key is null && options.StateFolder.Length == 0)
        {
            found.Add("Witness:StateFolder is missing");
        }

        setup = found.Count == 0 ? new WitnessSetup(key!, state!, logs) : null;
        problems = found;
        if (setup is null)
        {
            key?.Dispose();
        }

        return setup is not null;
    }

    private static List<KnownLog> ReadLogs(IReadOnlyList<LogOptions> options, List<string> problems)
    {
        if (options.Count == 0)
        {
            problems.Add("Witness:Logs is empty");
        }

        var logs = new List<KnownLog>();
        for (var n = 0; n < options.Count; n++)
        {
            var (origin, setting) = (options[n].Origin, $"Witness:Logs:{n}");
            if (origin.Length == 0 || origin.Contains('\n', StringComparison.Ordinal))
            {
                problems.Add($"{setting}:Origin is missing, or not one line");
            }
            else if (logs.Any(log => log.Origin == origin))
            {
                problems.Add($"{setting}:Origin is given twice");
                continue;
            }

            logs.Add(new KnownLog(origin, ReadKeys(options[n].Keys, setting, problems)));
        }

        return logs;
    }

    private static List<VerifierKey> ReadKeys(IReadOnlyList<string> texts, string setting, List<string> problems)
    {
        if (texts.Count == 0)
        {
            problems.Add($"{setting}:Keys is empty");
        }

        var keys = new List<VerifierKey>();
        for (var n = 0; n < texts.Count; n++)
        {
            if (!VerifierKey.TryParse(texts[n], out var key, out var problem))
            {
                problems.Add($"{setting}:Keys:{n}: {problem}");
            }
            else if (key.Type != SignatureType.Ed25519 || keys.Any(other => other.Name == key.Name && other.Id == key.Id))
            {
                problems.Add(key.Type == SignatureType.Ed25519 ? $"{setting}:Keys:{n} is given twice" : $"{setting}:Keys:{n} is a witness's key, not a log's");
            }
            else
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static SignerKey? ReadKey(string file, List<string> problems)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(file.Length == 0 ? "Witness:KeyFile is missing" : $"Witness:KeyFile cannot be read: {exception.Message}");
            return null;
        }

        var text = Encoding.UTF8.GetChars(bytes);
        try
        {
            if (!SignerKey.TryParse(text.AsSpan().TrimEnd('\n'), out var key, out var problem))
            {
                problems.Add($"Witness:KeyFile: {problem}");
                return null;
            }

            if (key.Verifier.Type != SignatureType.Cosignature)
            {
                problems.Add("Witness:KeyFile has a log's key (0x01), not a witness's (0x04)");
                key.Dispose();
                return null;
            }

            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(text);
        }
    }

    private static StateFolder? ReadState(string path, VerifierKey witness, IEnumerable<KnownLog> logs, List<string> problems)
    {
        if (path.Length == 0)
        {
            problems.Add("Witness:StateFolder is missing");
            return null;
        }

        var folder = new StateFolder(path, witness);
        problems.AddRange(folder.Problems(logs).Select(problem => $"Witness:StateFolder: {problem}"));
        return folder;
    }
}
