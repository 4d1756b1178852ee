using System.Security.Cryptography;
using Netralitas.Geography;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Who can open a file's key. Pure but for the seals themselves.</summary>
internal static class FileKeys
{
    /// <summary>The office that handled the case when the file came.</summary>
    internal const string ForOffice = "office";

    /// <summary>Central Bawaslu.</summary>
    internal const string ForCentral = "central";

    /// <summary>The custodians.</summary>
    internal const string ForCustodian = "custodian";

    /// <summary>Length of a file's key in bytes.</summary>
    internal const int Length = 32;

    /// <summary>Seals a file's key to whoever may read it in the office, and, for an original, to the custodians.</summary>
    /// <param name="keys">Public keys.</param>
    /// <param name="file">The file; each seal is bound to it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="office">Region of the office; null where no officer may read it.</param>
    /// <param name="isOriginal">Whether it is what the sender sent, bit for bit.</param>
    internal static IEnumerable<EvidenceFileKey> Seal(SealingKeys keys, Guid file, byte[] key, RegionCode? office, bool isOriginal)
    {
        if (office is { } region)
        {
            yield return Sealed(keys, file, key, ForOffice, KeyRecipient.Office(region));
            yield return Sealed(keys, file, key, ForCentral, KeyRecipient.Central);
        }

        if (isOriginal)
        {
            yield return Sealed(keys, file, key, ForCustodian, KeyRecipient.Custodian);
        }
    }

    /// <summary>Opens a file's key with an office's or central Bawaslu's private key.</summary>
    /// <returns>The key, to be cleared by the caller; null when it was sealed to neither.</returns>
    /// <exception cref="OpeningKeyMissingException">The private keys are not here.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another file's.</exception>
    internal static byte[]? Open(OpeningKeys keys, Guid file, IEnumerable<EvidenceFileKey> sealedKeys)
    {
        var readable = sealedKeys.Where(key => key.Recipient is ForOffice or ForCentral).ToList();
        var chosen = readable.Find(key => keys.CanOpen(key.SealedKey)) ?? readable.FirstOrDefault();
        return chosen is null ? null : keys.Open(chosen.SealedKey, AadOf(file));
    }

    /// <summary>Opens the key of an original with the custodians' private key.</summary>
    /// <returns>The key, to be cleared by the caller.</returns>
    /// <exception cref="OpeningKeyMissingException">The custodians' key is not here.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another file's.</exception>
    internal static byte[] Open(CustodianKeys keys, Guid file, IEnumerable<EvidenceFileKey> sealedKeys) =>
        keys.Keys.Open(sealedKeys.Single(key => key.Recipient == ForCustodian).SealedKey, AadOf(file));

    /// <summary>What takes the place of the office's seal when another office gets the case.</summary>
    /// <exception cref="OpeningKeyMissingException">The private keys are not here.</exception>
    internal static byte[] SealAgain(OpeningKeys keys, SealingKeys sealing, Guid file, IEnumerable<EvidenceFileKey> sealedKeys, RegionCode office)
    {
        var key = Open(keys, file, sealedKeys)!;
        var again = sealing.Seal(KeyRecipient.Office(office), key, AadOf(file));
        CryptographicOperations.ZeroMemory(key);
        return again;
    }

    private static EvidenceFileKey Sealed(SealingKeys keys, Guid file, byte[] key, string recipient, KeyRecipient to) =>
        new() { FileId = file, Recipient = recipient, SealedKey = keys.Seal(to, key, AadOf(file)) };

    /// <summary>What its seals are bound to.</summary>
    internal static byte[] AadOf(Guid file) => [.. "ntrl/v1|file|"u8, .. file.ToByteArray(bigEndian: true)];
}
