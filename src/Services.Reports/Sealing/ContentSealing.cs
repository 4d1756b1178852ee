using System.Security.Cryptography;
using Google.Protobuf;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>Seals what reporters send: what was reported to the office, to central and to the reporter, who reported to the custodians.</summary>
/// <param name="keys">The public keys.</param>
/// <remarks>Takes a few tenths of a millisecond of one core for each key that is sealed to, so it is done before a transaction begins and not within.</remarks>
internal sealed class ContentSealing(SealingKeys keys)
{
    /// <summary>Seals what was sent.</summary>
    /// <param name="content">As it was sent: <see cref="ReportContent.Bytes"/>.</param>
    /// <param name="place">Its row.</param>
    /// <param name="office">Region of the office that may open it beside central.</param>
    /// <param name="accessCode">The reporter's code, 24 characters.</param>
    internal SealedContent Seal(ReadOnlySpan<byte> content, ContentPlace place, RegionCode office, string accessCode)
    {
        var (body, identity) = ReportBody.Split(content);
        try
        {
            return new SealedContent(SealTo(office, body, place.Aad("body"), accessCode), identity is null ? null : SealedIdentity.Seal(identity, place.Aad("identity"), keys));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
            CryptographicOperations.ZeroMemory(identity);
        }
    }

    /// <summary>Seals what a reporter says with a step, such as the reason of a withdrawal.</summary>
    internal byte[] SealStep(IMessage facts, ContentPlace place, RegionCode office, string accessCode) => SealTo(office, facts.ToByteArray(), place.Aad("step"), accessCode);

    /// <summary>Seals what an officer recorded: to the office and to central alone, under an access code that nobody has.</summary>
    internal byte[] SealForOffice(IMessage facts, ContentPlace place, RegionCode office) => SealStep(facts, place, office, NobodysCode());

    /// <inheritdoc cref="SealForOffice(IMessage, ContentPlace, RegionCode)"/>
    internal SealedContent SealForOffice(ReadOnlySpan<byte> content, ContentPlace place, RegionCode office) => Seal(content, place, office, NobodysCode());

    /// <summary>Seals a content's key to the office and to central; once where central's key serves the office.</summary>
    internal IEnumerable<byte[]> SealKey(RegionCode office, byte[] key, byte[] aad) => RecipientsOf(office).Select(recipient => keys.Seal(recipient, key, aad));

    /// <summary>Ids of the keys that <see cref="SealKey"/> uses now, in their order.</summary>
    internal IEnumerable<string> KeyIdsOf(RegionCode office) => RecipientsOf(office).Select(keys.KeyIdOf);

    private static string NobodysCode() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private KeyRecipient[] RecipientsOf(RegionCode office) => keys.KeyIdOf(KeyRecipient.Office(office)) == keys.KeyIdOf(KeyRecipient.Central)
        ? [KeyRecipient.Central] : [KeyRecipient.Office(office), KeyRecipient.Central];

    private byte[] SealTo(RegionCode office, byte[] plain, byte[] aad, string accessCode) => SealedBody.Seal(plain, aad, accessCode, key => SealKey(office, key, aad));
}

/// <summary>What was sent, as it is stored.</summary>
/// <param name="Body">In the form of <see cref="SealedBody"/>.</param>
/// <param name="Identity">In the form of <see cref="SealedIdentity"/>; null when nothing was told of who reports.</param>
internal sealed record SealedContent(byte[] Body, byte[]? Identity);
