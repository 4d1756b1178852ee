using System.Security.Cryptography;

namespace Netralitas.Faults.Parts;

/// <summary>Where a standing suite lives, and the secrets of its own.</summary>
internal sealed record SuiteSettings
{
    /// <summary>Folder of its data.</summary>
    internal required string Folder { get; init; }

    /// <summary>Folder of its logs.</summary>
    internal required string Logs { get; init; }

    /// <summary>Folder of what was built: <c>artifacts/bin</c>.</summary>
    internal required string Binaries { get; init; }

    internal required SuiteSecrets Secrets { get; init; }

    /// <summary>Bug to be switched on in the services; null for none.</summary>
    internal string? PlantedBug { get; init; }

    // The folder that this program lies in is named for it.
    private static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary>A built program of the suite under test.</summary>
    internal string Assembly(string project) => Path.Combine(Binaries, project, Configuration, $"Netralitas.{project}.dll");

    /// <summary>A program of the fault suite itself: always the one that was built with this one, never one with planted bugs.</summary>
    internal static string Own(string project) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, Configuration, $"Netralitas.{project}.dll"));
}

/// <summary>Secrets of one run: made anew, known to nobody else, gone with it.</summary>
internal sealed record SuiteSecrets
{
    internal string Database { get; } = Random();

    internal string Role { get; } = Random();

    internal string Broker { get; } = Random();

    internal string ReportCodes { get; } = Random();

    /// <summary>Base64 of the P-256 private key to which the spool is sealed.</summary>
    internal string Spool { get; } = SpoolKey();

    /// <summary>Base64 of the Ed25519 seed with which the log of the pledges signs.</summary>
    internal string PledgeLog { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    internal ECDsa Issuer { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string Random() => RandomNumberGenerator.GetHexString(40, lowercase: true);

    private static string SpoolKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportParameters(includePrivateParameters: true).D!);
    }
}
