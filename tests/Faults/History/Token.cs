using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Faults.History;

/// <summary>Tokens of the fault suite's own issuer: ES256, <c>at+jwt</c>, for central Bawaslu, made on the machine's true clock.</summary>
public static class Token
{
    /// <summary>Claim <c>iss</c>.</summary>
    public const string Issuer = "netralitas-faults";

    /// <summary>Environment variable that holds base64 of the issuer's PKCS #8 private key: a command line can be read by others.</summary>
    public const string KeyVariable = "NETRALITAS_FAULTS_ISSUER_KEY";

    /// <summary>A token for central Bawaslu.</summary>
    /// <param name="key">The issuer's key.</param>
    /// <param name="lifetime">How long it is good.</param>
    /// <param name="person">Claim <c>sub</c>.</param>
    /// <param name="role">Claim <c>role</c>.</param>
    public static string Create(ECDsa key, TimeSpan lifetime, string person = "faults", string role = "officer")
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var ends = now + (long)lifetime.TotalSeconds;
        var claims = string.Create(CultureInfo.InvariantCulture,
            $$"""{"iss":"{{Issuer}}","aud":"netralitas","sub":"{{person}}","jti":"{{Guid.NewGuid()}}","office":"bawaslu:00","role":"{{role}}","iat":{{now}},"nbf":{{now}},"exp":{{ends}}}""");
        var text = $"{Text("""{"alg":"ES256","typ":"at+jwt"}""")}.{Text(claims)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    /// <summary>The issuer's key out of the environment.</summary>
    public static ECDsa KeyFromEnvironment()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(Environment.GetEnvironmentVariable(KeyVariable)
            ?? throw new InvalidOperationException($"{KeyVariable} is not set.")), out _);
        return key;
    }

    private static string Text(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
