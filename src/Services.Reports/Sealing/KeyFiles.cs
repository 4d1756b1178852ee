using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>Keys as files: one folder of public keys, one of private keys, in each one file for a key, <c>{id}.json</c>.</summary>
/// <remarks>
/// Public: <c>{"recipient": "office:75.71", "seals_from": "2026-11-01T00:00:00Z", "seals_until": null, "public_key": "…"}</c>, 65 bytes in base64.
/// Private: <c>{"recipient": "office:75.71", "private_key": "…"}</c>, 32 bytes in base64. A private key has no end: what was sealed to it stays.
/// All problems of a folder are found before any is told.
/// </remarks>
internal static partial class KeyFiles
{
    private const int LongestId = 100;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The public keys of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problems">What is wrong is added to it.</param>
    internal static IReadOnlyList<PublicKeyFile> ReadPublic(string folder, List<string> problems) => Read(folder, problems, (id, recipient, file) =>
    {
        if (file.PrivateKey is not null)
        {
            throw new FormatException("a private key does not belong among the public ones");
        }

        if (file.SealsFrom is not { } from)
        {
            throw new FormatException("seals_from is missing");
        }

        return new PublicKeyFile(id, recipient, from, file.SealsUntil, HpkePublicKey.Import(Convert.FromBase64String(file.PublicKey ?? "")));
    });

    /// <summary>The private keys of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problems">What is wrong is added to it.</param>
    internal static IReadOnlyList<PrivateKeyFile> ReadPrivate(string folder, List<string> problems) => Read(folder, problems, (id, recipient, file) =>
    {
        var secret = Convert.FromBase64String(file.PrivateKey ?? "");
        try
        {
            return new PrivateKeyFile(id, recipient, HpkePrivateKey.Import(secret));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    });

    private static List<TKey> Read<TKey>(string folder, List<string> problems, Func<string, KeyRecipient, KeyFile, TKey> make)
    {
        var keys = new List<TKey>();
        if (!Directory.Exists(folder))
        {
            problems.Add($"{folder} is no folder that can be read");
            return keys;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                var file = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), Form) ?? throw new FormatException("it is empty");
                var id = Path.GetFileNameWithoutExtension(path);
                if (id.Length > LongestId || !Id().IsMatch(id))
                {
                    throw new FormatException($"its name is no key id: letters, digits, hyphens, underscores and dots, {LongestId} at most");
                }

                keys.Add(KeyRecipient.TryParse(file.Recipient, out var recipient)
                    ? make(id, recipient, file)
                    : throw new FormatException("recipient is none of office:<Kemendagri code>, central and custodian"));
            }
            catch (JsonException)
            {
                // What it says may quote the file.
                problems.Add($"{path}: not the form of a key file");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
            {
                problems.Add($"{path}: {exception.Message}");
            }
        }

        return keys;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Id();

    private sealed record KeyFile(string? Recipient, DateTimeOffset? SealsFrom, DateTimeOffset? SealsUntil, string? PublicKey, string? PrivateKey);
}

/// <summary>A key that something can be sealed to.</summary>
/// <param name="Id">Name of the pair.</param>
/// <param name="Recipient">Who opens what is sealed to it.</param>
/// <param name="SealsFrom">Instant from which on it seals.</param>
/// <param name="SealsUntil">Instant from which on it seals no more; null for no end.</param>
/// <param name="Key">The key.</param>
internal sealed record PublicKeyFile(string Id, KeyRecipient Recipient, DateTimeOffset SealsFrom, DateTimeOffset? SealsUntil, HpkePublicKey Key)
{
    /// <summary>Whether it seals at an instant.</summary>
    internal bool SealsAt(DateTimeOffset now) => SealsFrom <= now && (SealsUntil is not { } until || now < until);
}

/// <summary>A key by which something is opened.</summary>
/// <param name="Id">Name of the pair.</param>
/// <param name="Recipient">Whose it is.</param>
/// <param name="Key">The key.</param>
internal sealed record PrivateKeyFile(string Id, KeyRecipient Recipient, HpkePrivateKey Key);
