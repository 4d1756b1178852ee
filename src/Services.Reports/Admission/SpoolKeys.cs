using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Where reports go while the database takes none; configuration section <c>Reports:Spool</c>.</summary>
internal sealed record SpoolOptions
{
    /// <summary>A folder on another volume than the database's. Made when it is missing; replicas that are given the same one have a folder each in it: <see cref="ReplicaFolder"/>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Id of the key that new entries are sealed to; letters, digits and hyphens.</summary>
    public string CurrentKey { get; init; } = "1";

    /// <summary>Private keys of 32 bytes in base64, by id. An old one stays until nothing sealed to it is left in any spool.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();
}

/// <summary>Keys to which the spool's entries are sealed, and by which they are opened again.</summary>
internal sealed class SpoolKeys : IDisposable
{
    private readonly Dictionary<string, HpkePrivateKey> byId;

    internal SpoolKeys(SpoolOptions options)
    {
        byId = options.Keys.ToDictionary(key => key.Key, key => HpkePrivateKey.Import(Convert.FromBase64String(key.Value)));
        CurrentId = options.CurrentKey;
        Current = byId.GetValueOrDefault(CurrentId)?.PublicKey
            ?? throw new InvalidOperationException($"Reports:Spool:Keys:{CurrentId} is missing: set Reports__Spool__Keys__{CurrentId} to a P-256 private key, 32 bytes in base64.");
    }

    internal string CurrentId { get; }

    internal HpkePublicKey Current { get; }

    /// <summary>Whether that key is configured here.</summary>
    internal bool Has(string id) => byId.ContainsKey(id);

    /// <exception cref="InvalidOperationException">The key is no longer configured, and entries depend on it.</exception>
    internal HpkePrivateKey Of(string id) => byId.GetValueOrDefault(id)
        ?? throw new InvalidOperationException($"Reports:Spool:Keys:{id} is missing, and reports in the spool are sealed to it.");

    public void Dispose()
    {
        foreach (var key in byId.Values)
        {
            key.Dispose();
        }
    }
}
