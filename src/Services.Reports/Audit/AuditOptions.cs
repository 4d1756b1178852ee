using System.Security.Cryptography;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Audit;

/// <summary>How the heads of chains are signed; configuration section <c>Reports:Audit</c>.</summary>
internal sealed record AuditOptions
{
    /// <summary>Ed25519 private key, 32 bytes in base64; empty signs nothing, so that an end that was cut off a chain shows by its stored head only.</summary>
    public string SigningKey { get; init; } = "";

    /// <summary>Hours from one signed list to the next, above 0.</summary>
    public double HeadsEveryHours { get; init; } = 24;

    /// <summary>Seconds from one look whether a list is due to the next, above 0.</summary>
    public double PollSeconds { get; init; } = 60;

    /// <summary>Everything that is wrong with the settings.</summary>
    internal IEnumerable<string> Problems()
    {
        if (HeadsEveryHours <= 0)
        {
            yield return "Reports:Audit:HeadsEveryHours must be above 0.";
        }

        if (PollSeconds <= 0)
        {
            yield return "Reports:Audit:PollSeconds must be above 0.";
        }
    }

    /// <summary>The key; null when none is given.</summary>
    /// <exception cref="InvalidOperationException">What is given is no key.</exception>
    internal Ed25519PrivateKey? ReadKey()
    {
        if (SigningKey.Length == 0)
        {
            return null;
        }

        try
        {
            var seed = Convert.FromBase64String(SigningKey);
            var key = Ed25519PrivateKey.Import(seed);
            CryptographicOperations.ZeroMemory(seed);
            return key;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            throw new InvalidOperationException("Reports:Audit:SigningKey must be the 32 bytes of an Ed25519 private key in base64.");
        }
    }
}
