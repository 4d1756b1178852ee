using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.Services.Notifications.Webhooks;

namespace Netralitas.Services.Notifications.Proofs;

/// <summary>The code that a message carries and that confirms its notice: derived from the delivery and a configured secret, so that no database holds one that could be typed.</summary>
/// <param name="options">The secrets are those of webhooks, each use with its own key.</param>
internal sealed class ConfirmationCodes(WebhookOptions options)
{
    /// <summary>Characters of a code, 80 bits: no number of guesses comes near.</summary>
    internal const int Length = 16;

    private readonly Dictionary<string, byte[]> keys = options.Keys.ToDictionary(
        key => key.Key, key => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key.Value), 32, info: Encoding.ASCII.GetBytes("netralitas notice confirmation v1")));

    /// <summary>What is stored for a delivery that is planned now, and by which its code is found; null while no secret is configured, and then messages carry none.</summary>
    internal byte[]? DigestOf(Guid delivery) => keys.TryGetValue(options.CurrentKey, out var key) ? Digest(CodeOf(key, delivery)) : null;

    /// <summary>The code of a delivery as its message shows it; null when it has none, or the secret that it was made from is gone.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="digest">What was stored when it was planned.</param>
    internal string? CodeOf(Guid delivery, byte[]? digest) =>
        digest is null ? null : keys.Values.Select(key => CodeOf(key, delivery)).Where(code => CryptographicOperations.FixedTimeEquals(Digest(code), digest)).Select(Crockford.Grouped).FirstOrDefault();

    /// <summary>What a typed code is looked up by; null for what can be none.</summary>
    internal static byte[]? Read(string typed) => Crockford.TryRead(typed, Length, out var code) ? Digest(code) : null;

    private static string CodeOf(byte[] key, Guid delivery) => Crockford.Encode(HMACSHA256.HashData(key, delivery.ToByteArray(bigEndian: true)), Length);

    private static byte[] Digest(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));
}
