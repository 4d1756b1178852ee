using System.Security.Cryptography;
using System.Text.Json;

namespace Netralitas.Testing;

/// <summary>Folders of keys that reports are sealed to, made anew: <c>public</c>, <c>private</c> and <c>custodian</c>, with a pair for central, one for the custodians and one for each office that is named.</summary>
internal sealed class SealingKeyFolder
{
    private readonly string root;

    internal SealingKeyFolder(string root, params ReadOnlySpan<string> offices)
    {
        this.root = root;
        Directory.CreateDirectory(PublicKeys);
        Directory.CreateDirectory(PrivateKeys);
        Directory.CreateDirectory(CustodianKeys);
        Add("central-1", "central");
        Add("custodian-1", "custodian");
        foreach (var office in offices)
        {
            Add($"office-{office}-1", $"office:{office}");
        }
    }

    /// <summary>The folder of the folders.</summary>
    internal string Root => root;

    internal string PublicKeys => Path.Combine(root, "public");

    internal string PrivateKeys => Path.Combine(root, "private");

    internal string CustodianKeys => Path.Combine(root, "custodian");

    /// <summary>Adds a pair.</summary>
    internal void Add(string id, string recipient, string sealsFrom = "2024-01-01T00:00:00Z", string? sealsUntil = null)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var numbers = pair.ExportParameters(includePrivateParameters: true);
        Write(recipient == "custodian" ? CustodianKeys : PrivateKeys, id, new { recipient, private_key = Convert.ToBase64String(numbers.D!) });
        Write(PublicKeys, id, new { recipient, seals_from = sealsFrom, seals_until = sealsUntil, public_key = Convert.ToBase64String([0x04, .. numbers.Q.X!, .. numbers.Q.Y!]) });
    }

    /// <summary>Gives a process of the reports service its keys.</summary>
    internal void GiveTo(IDictionary<string, string?> environment)
    {
        environment["Reports__Sealing__PublicKeysPath"] = PublicKeys;
        environment["Reports__Sealing__PrivateKeysPath"] = PrivateKeys;
        environment["Reports__Sealing__CustodianKeysPath"] = CustodianKeys;
    }

    private static void Write(string folder, string id, object key) => File.WriteAllText(Path.Combine(folder, $"{id}.json"), JsonSerializer.Serialize(key));
}
