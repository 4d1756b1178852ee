using System.Security.Cryptography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>Private keys. Every one of them opens, however old it is.</summary>
/// <param name="keys">The keys.</param>
internal sealed class OpeningKeys(IEnumerable<PrivateKeyFile> keys) : IBodyOpener, IDisposable
{
    private readonly Dictionary<string, PrivateKeyFile> byId = keys.ToDictionary(key => key.Id);

    /// <summary>Ids of the keys.</summary>
    internal IReadOnlyCollection<string> Ids => byId.Keys;

    /// <summary>Whether there is the key that this was sealed to.</summary>
    internal bool CanOpen(ReadOnlySpan<byte> sealedBytes) => byId.ContainsKey(SealedForm.KeyIdOf(sealedBytes));

    /// <summary>Opens what <see cref="SealingKeys.Seal"/> sealed.</summary>
    /// <param name="sealedBytes">What it returned, whole.</param>
    /// <param name="aad">As when it was sealed.</param>
    /// <returns>The plaintext; clearing it is the caller's.</returns>
    /// <exception cref="OpeningKeyMissingException">It was sealed to a key that is not here.</exception>
    /// <exception cref="CryptographicException">Another aad, or a changed message.</exception>
    internal byte[] Open(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> aad)
    {
        var id = SealedForm.KeyIdOf(sealedBytes);
        return byId.TryGetValue(id, out var key) ? SealedForm.Open(key.Key, sealedBytes, aad) : throw new OpeningKeyMissingException([id]);
    }

    /// <inheritdoc/>
    public byte[] KeyOf(WrappedKey key, byte[] aad) =>
        key.Seals.FirstOrDefault(each => CanOpen(each)) is { } own ? Open(own, aad) : throw new OpeningKeyMissingException(key.Seals.Select(each => SealedForm.KeyIdOf(each)));

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        foreach (var key in byId.Values)
        {
            key.Key.Dispose();
        }
    }
}

/// <summary>The keys of the custodians, which no other part has.</summary>
/// <param name="Keys">The keys; none where this process is given none.</param>
internal sealed record CustodianKeys(OpeningKeys Keys);

/// <summary>Something was sealed to keys that this process does not have.</summary>
/// <param name="ids">The keys, any of which would open it.</param>
internal sealed class OpeningKeyMissingException(IEnumerable<string> ids)
    : Exception($"The private key is missing; any of these would open it: {string.Join(", ", ids)}. Put it into the folder of private keys, and start again.");
