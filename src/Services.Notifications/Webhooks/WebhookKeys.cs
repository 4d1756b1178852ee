using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>What messages are signed with, derived from the configured secrets: no database holds a secret of a subscription.</summary>
internal sealed class WebhookKeys : IDisposable
{
    private const int ShortestSecret = 32;

    private readonly Dictionary<string, byte[]> secrets;
    private readonly Dictionary<string, Ed25519PrivateKey> signers = [];

    /// <exception cref="InvalidOperationException">A secret that is too short, or a current one that is missing.</exception>
    internal WebhookKeys(WebhookOptions options)
    {
        CurrentId = options.CurrentKey;
        secrets = options.Keys.ToDictionary(key => key.Key, key => key.Value.Length >= ShortestSecret
            ? Encoding.UTF8.GetBytes(key.Value)
            : throw new InvalidOperationException($"Notifications:Webhooks:Keys:{key.Key} must have at least {ShortestSecret} characters."));
        if (secrets.Count > 0 && !secrets.ContainsKey(CurrentId))
        {
            throw new InvalidOperationException($"Notifications:Webhooks:Keys:{CurrentId} is missing: set Notifications__Webhooks__Keys__{CurrentId}.");
        }

        foreach (var (id, secret) in secrets)
        {
            signers[id] = Ed25519PrivateKey.Import(Derive(secret, "netralitas webhook v1a"));
        }
    }

    /// <summary>Whether there are webhooks at all.</summary>
    internal bool AreConfigured => secrets.Count > 0;

    /// <summary>Id of the secret under which new subscriptions get theirs.</summary>
    internal string CurrentId { get; }

    /// <summary>Public keys of the signatures <c>v1a</c>, as receivers take them; the one in use first.</summary>
    internal IReadOnlyList<string> PublicKeys =>
        [.. signers.OrderBy(signer => signer.Key != CurrentId).Select(signer => "whpk_" + Convert.ToBase64String(signer.Value.PublicKey.Export()))];

    /// <summary>The secret of a subscription, as its receiver takes it.</summary>
    internal string SecretOf(Subscription subscription) => "whsec_" + Convert.ToBase64String(KeyOf(subscription, subscription.Generation));

    /// <summary>The header <c>webhook-signature</c> of a message.</summary>
    /// <param name="subscription">Whom it goes to.</param>
    /// <param name="messageId">Header <c>webhook-id</c>.</param>
    /// <param name="at">Header <c>webhook-timestamp</c>, as an instant.</param>
    /// <param name="body">The body, to the byte.</param>
    /// <returns>A <c>v1</c> under the secret, one more under the old secret while that holds, and a <c>v1a</c> under each configured key.</returns>
    internal string Sign(Subscription subscription, string messageId, DateTimeOffset at, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{messageId}.{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}."), .. body];
        var signatures = new List<string> { V1(subscription, subscription.Generation, signed) };
        if (subscription.OldSecretUntil > at)
        {
            signatures.Add(V1(subscription, subscription.Generation - 1, signed));
        }

        signatures.AddRange(signers.Values.Select(signer => "v1a," + Convert.ToBase64String(signer.Sign(signed))));
        return string.Join(' ', signatures);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signer in signers.Values)
        {
            signer.Dispose();
        }
    }

    private string V1(Subscription subscription, int generation, byte[] signed) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(subscription, generation), signed));

    private byte[] KeyOf(Subscription subscription, int generation) =>
        Derive(
            secrets.GetValueOrDefault(subscription.KeyId) ?? throw new InvalidOperationException($"Notifications:Webhooks:Keys:{subscription.KeyId} is missing, and subscriptions depend on it."),
            string.Create(CultureInfo.InvariantCulture, $"netralitas webhook v1 {subscription.Id:N} {generation}"));

    private static byte[] Derive(byte[] secret, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes(purpose));
}
