using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.Demo;

/// <summary>Issues the tokens of a development environment: ES256, <c>at+jwt</c>, ten minutes.</summary>
/// <remarks>The AppHost makes the key on its first start and keeps it in its user secrets; a deployed suite trusts no such issuer.</remarks>
internal sealed class DevelopmentIssuer : IDisposable
{
    internal const string Issuer = "netralitas-development";
    internal const string Audience = "netralitas";
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string UserSecretsId = "netralitas-apphost";
    private const string SecretName = "Parameters:development-issuer-key";

    // A shell cannot set a variable with a hyphen, so the second form has none.
    private static readonly string[] VariableNames = ["Parameters__development-issuer-key", "Parameters__development_issuer_key"];

    private readonly ECDsa _key;
    private readonly TimeProvider _clock;

    private DevelopmentIssuer(ECDsa key, TimeProvider clock)
    {
        _key = key;
        _clock = clock;
    }

    /// <summary>The issuer with the key of this machine: from the environment when it is set there, else from the AppHost's user secrets.</summary>
    /// <exception cref="DemoException">There is no key, or it cannot be read.</exception>
    internal static DevelopmentIssuer Open() =>
        FromKey(VariableNames.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? KeyInUserSecrets(), TimeProvider.System);

    /// <summary>The issuer with a given key.</summary>
    /// <param name="pkcs8">Base64 of the PKCS#8 form (DER) of a P-256 private key.</param>
    /// <param name="clock">Gives the time of issue.</param>
    /// <exception cref="DemoException">There is no key, or it cannot be read.</exception>
    internal static DevelopmentIssuer FromKey(string? pkcs8, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(pkcs8))
        {
            throw new DemoException(
                "Belum ada kunci penerbit token pengembangan. Jalankan `make run` satu kali, lalu coba lagi. (No development issuer key yet: start `make run` once.)");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8), out _);
            if (key.KeySize == 256)
            {
                return new DevelopmentIssuer(key, clock);
            }
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Said below, without the detail: it could quote the key.
        }

        key.Dispose();
        throw new DemoException($"Kunci penerbit token pengembangan ({SecretName}) tidak terbaca: harus base64 PKCS#8 kunci P-256. Hapus nilainya, lalu jalankan `make run`.");
    }

    /// <summary>A token for one office in one role.</summary>
    /// <param name="office">Kind and Kemendagri code.</param>
    /// <param name="role">The role.</param>
    /// <param name="number">NIP or NI PPPK of its holder; null for none.</param>
    internal string IssueToken(string office, string role, string? number = null)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = $"demo/{office}/{role}",
            ["jti"] = Guid.NewGuid().ToString(),
            ["office"] = office,
            ["role"] = role,
        };
        if (number is not null)
        {
            claims["nip"] = number;
        }

        var token = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key), SecurityAlgorithms.EcdsaSha256)
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string? KeyInUserSecrets()
    {
        try
        {
            return new ConfigurationBuilder().AddUserSecrets(UserSecretsId).Build()[SecretName];
        }
        catch (InvalidOperationException)
        {
            // No home folder to look in.
            return null;
        }
        catch (InvalidDataException)
        {
            throw new DemoException($"Berkas rahasia pengguna '{UserSecretsId}' bukan JSON yang benar. Perbaiki atau hapus berkas itu, lalu jalankan `make run`.");
        }
    }
}
