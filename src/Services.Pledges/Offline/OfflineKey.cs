using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.Services.Pledges.Personal;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Offline;

/// <summary>The key that signs packages for devices without a network. Derived from the secret of the indexes, so that every replica has the same, and devices may keep its public half.</summary>
internal sealed class OfflineKey : IDisposable
{
    private const string Name = "netralitas.go.id/offline-session";

    private readonly SignerKey key;

    /// <param name="options">The secrets; <see cref="PersonalData"/> has found them long enough.</param>
    internal OfflineKey(PersonalDataOptions options)
    {
        var seed = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.IndexKey), Ed25519PrivateKey.Length, salt: [], "netralitas/pledges/offline-package"u8.ToArray());
        key = new SignerKey(Name, SignatureType.Ed25519, Ed25519PrivateKey.Import(seed));
        CryptographicOperations.ZeroMemory(seed);
    }

    /// <summary>The public half, as signed notes name keys.</summary>
    internal string Verifier => key.Verifier.ToString();

    /// <summary>Signs a package.</summary>
    /// <param name="text">With its last line feed.</param>
    /// <returns>The note.</returns>
    internal byte[] Sign(string text) => new SignedNote(text, [key.Sign(text)]).ToBytes();

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}

/// <summary>What sessions without a network need.</summary>
internal static class OfflineRegistration
{
    internal static void AddOfflineSessions(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton(_ => new OfflineKey(builder.Configuration.GetSection("Pledges:PersonalData").Get<PersonalDataOptions>() ?? new PersonalDataOptions()));
}
