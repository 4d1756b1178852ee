using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Netralitas.Cryptography;
using Netralitas.Geography;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>What people wrote of a piece of evidence. It may tell who somebody is, so it is stored sealed only.</summary>
/// <param name="Name">Name of a file, address of a link, or what an exhibit is.</param>
/// <param name="Description">What it shows; may be empty.</param>
/// <param name="Mark">Mark on an exhibit; empty otherwise.</param>
/// <param name="Manifest">Manifest of a link, in JSON; null otherwise.</param>
internal sealed record EvidenceLabel(string Name, string Description, string Mark = "", string? Manifest = null)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals it to the office, to central Bawaslu, and to the reporter whose code is given. All three have one length for texts of a similar length.</summary>
    /// <param name="keys">Public keys.</param>
    /// <param name="id">What it belongs to; each seal is bound to it.</param>
    /// <param name="office">Region of the office.</param>
    /// <param name="accessCode">The reporter's code as <see cref="Crockford"/> reads it; null for what an office handed in, which the reporter does not see.</param>
    internal SealedLabel Seal(SealingKeys keys, Guid id, RegionCode office, string? accessCode)
    {
        var plain = Padding.Pad(JsonSerializer.SerializeToUtf8Bytes(this));
        try
        {
            return new SealedLabel
            {
                ForOffice = keys.Seal(KeyRecipient.Office(office), plain, AadOf(id)),
                ForCentral = keys.Seal(KeyRecipient.Central, plain, AadOf(id)),
                ForReporter = accessCode is null ? null : SealWith(ReporterKey(accessCode, id), id, plain),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens the office's seal, or central Bawaslu's.</summary>
    internal static EvidenceLabel Open(OpeningKeys keys, Guid id, SealedLabel label) =>
        Read(keys.Open(keys.CanOpen(label.ForOffice) ? label.ForOffice : label.ForCentral, AadOf(id)));

    /// <summary>What takes the place of the office's seal when another office gets the case.</summary>
    internal static byte[] SealAgain(OpeningKeys keys, SealingKeys sealing, Guid id, SealedLabel label, RegionCode office)
    {
        var plain = keys.Open(keys.CanOpen(label.ForOffice) ? label.ForOffice : label.ForCentral, AadOf(id));
        var again = sealing.Seal(KeyRecipient.Office(office), plain, AadOf(id));
        CryptographicOperations.ZeroMemory(plain);
        return again;
    }

    /// <summary>Opens the reporter's seal.</summary>
    /// <exception cref="CryptographicException">Another code.</exception>
    internal static EvidenceLabel Open(string accessCode, Guid id, byte[] forReporter)
    {
        var plain = new byte[forReporter.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(ReporterKey(accessCode, id), TagBytes);
        cipher.Decrypt(forReporter.AsSpan(0, NonceBytes), forReporter.AsSpan(NonceBytes, plain.Length), forReporter.AsSpan(NonceBytes + plain.Length), plain, AadOf(id));
        return Read(plain);
    }

    private static byte[] SealWith(byte[] key, Guid id, byte[] plain)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), AadOf(id));
        CryptographicOperations.ZeroMemory(key);
        return box;
    }

    private static EvidenceLabel Read(byte[] padded)
    {
        var label = JsonSerializer.Deserialize<EvidenceLabel>(Padding.Unpad(padded)) ?? throw new InvalidDataException("A label is empty.");
        CryptographicOperations.ZeroMemory(padded);
        return label;
    }

    // 115 random bits need no slow hash; the id is the salt.
    private static byte[] ReporterKey(string accessCode, Guid id) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(accessCode), 32, id.ToByteArray(bigEndian: true), Encoding.ASCII.GetBytes("netralitas/evidence-label/v1"));

    /// <summary>What its seals are bound to.</summary>
    internal static byte[] AadOf(Guid id) => [.. "ntrl/v1|label|"u8, .. id.ToByteArray(bigEndian: true)];
}

/// <summary>A label as it is stored.</summary>
internal sealed class SealedLabel
{
    /// <summary>For the office that handled the case when it came.</summary>
    public required byte[] ForOffice { get; init; }

    /// <summary>For central Bawaslu.</summary>
    public required byte[] ForCentral { get; init; }

    /// <summary>For the reporter, by the access code; null for what an office handed in.</summary>
    public required byte[]? ForReporter { get; init; }
}
