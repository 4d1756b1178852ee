using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Cryptography;

/// <summary>Public numbers and access codes of reports: computed under a key outside the database, so that a repeat of a request, another replica and a spool give the same.</summary>
/// <remarks>
/// Number: 12 characters, 60 bits, public. Access code: 23 characters, 115 bits, and a check character; known to the reporter only.
/// Stored is only a verifier, from which the code cannot be found.
/// </remarks>
public sealed class ReportCodes
{
    /// <summary>Characters of a public number.</summary>
    public const int NumberLength = 12;

    /// <summary>Characters of an access code, its check character included.</summary>
    public const int AccessCodeLength = 24;

    private readonly byte[] numberKey;
    private readonly byte[] codeKey;
    private readonly byte[] verifierKey;
    private readonly byte[] requestKey;

    private readonly byte[] contentKey;

    /// <summary>Takes a secret apart into one key for each use.</summary>
    /// <param name="secret">At least 32 characters, kept outside the database.</param>
    public ReportCodes(string secret)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, 32, nameof(secret));
        var material = Encoding.UTF8.GetBytes(secret);
        numberKey = Derive(material, "netralitas/report-number/v1");
        codeKey = Derive(material, "netralitas/access-code/v1");
        verifierKey = Derive(material, "netralitas/access-code-verifier/v1");
        requestKey = Derive(material, "netralitas/request-mac/v1");

        contentKey = Derive(material, "netralitas/content-hash/v1");
    }

    /// <summary>The public number of a report.</summary>
    /// <param name="requestKey">The client's request.</param>
    /// <param name="contentHash">SHA-256 of what was reported.</param>
    public string Number(Guid requestKey, ReadOnlySpan<byte> contentHash) => Crockford.Encode(Mac(numberKey, requestKey, contentHash), NumberLength);

    /// <summary>The access code of a report, with its check character.</summary>
    /// <param name="requestKey">The client's request.</param>
    /// <param name="contentHash">SHA-256 of what was reported.</param>
    public string AccessCode(Guid requestKey, ReadOnlySpan<byte> contentHash) =>
        Crockford.WithCheck(Crockford.Encode(Mac(codeKey, requestKey, contentHash), AccessCodeLength - 1));

    /// <summary>What is stored in place of an access code.</summary>
    /// <param name="accessCode">24 characters without hyphens.</param>
    public byte[] Verifier(string accessCode) => HMACSHA256.HashData(verifierKey, Encoding.ASCII.GetBytes(accessCode));

    /// <summary>What a request is recognised by when it is sent again. Who has the database but not the secret cannot try contents against it.</summary>
    /// <param name="request">Bytes of the request.</param>
    public byte[] RequestMac(ReadOnlySpan<byte> request) => HMACSHA256.HashData(requestKey, request);

    /// <summary>What is stored in place of the hash of what was reported: without the secret nobody can try out what it was.</summary>
    /// <param name="requestKey">The client's request: the same words in two reports give two values.</param>
    /// <param name="contentHash">SHA-256 of what was reported.</param>
    public byte[] ContentMac(Guid requestKey, ReadOnlySpan<byte> contentHash) => Mac(contentKey, requestKey, contentHash);

    /// <summary>The key that only who knows the access code has.</summary>
    /// <param name="accessCode">24 characters without hyphens.</param>
    /// <param name="salt">32 random bytes of the row.</param>
    /// <returns>32 bytes; clearing them is the caller's.</returns>
    public static byte[] KeyOfReporter(string accessCode, ReadOnlySpan<byte> salt)
    {
        var code = Encoding.ASCII.GetBytes(accessCode);
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, code, key, salt, "netralitas/kek/v1"u8);
        CryptographicOperations.ZeroMemory(code);
        return key;
    }

    private static byte[] Derive(byte[] material, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, info: Encoding.ASCII.GetBytes(use));

    private static byte[] Mac(byte[] key, Guid requestKey, ReadOnlySpan<byte> contentHash)
    {
        byte[] message = [.. requestKey.ToByteArray(bigEndian: true), .. contentHash];
        return HMACSHA256.HashData(key, message);
    }
}
