using System.Security.Cryptography;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

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

    /// <summary>What the log of the pledges publishes.</summary>
    internal string PledgeLogFolder => Path.Combine(Folder, "pledge-log");

    /// <summary>What the log of the receipts of reports publishes.</summary>
    internal string ReceiptLogFolder => Path.Combine(Folder, "receipt-log");

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
    /// <summary>First line of the log's checkpoints.</summary>
    internal const string PledgeLogOrigin = "log.netralitas.test/ikrar";

    internal string Database { get; } = Random();

    internal string Role { get; } = Random();

    internal string Broker { get; } = Random();

    internal string ReportCodes { get; } = Random();

    /// <summary>Base64 of the P-256 private key to which the spool is sealed.</summary>
    internal string Spool { get; } = SpoolKey();

    /// <summary>Base64 of the Ed25519 seed with which the log of the pledges signs.</summary>
    internal string PledgeLog { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The public half.</summary>
    internal string PledgeLogKey => PublicKey(PledgeLogOrigin, PledgeLog);

    /// <summary>First line of the checkpoints of the log of receipts.</summary>
    internal const string ReceiptLogOrigin = "log.netralitas.test/tanda-terima";

    /// <summary>Base64 of the Ed25519 seed with which that log signs.</summary>
    internal string ReceiptLog { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The public half.</summary>
    internal string ReceiptLogKey => PublicKey(ReceiptLogOrigin, ReceiptLog);

    /// <summary>Under which employee numbers are sealed.</summary>
    internal string PersonalData { get; } = Random();

    /// <summary>Under which they are found.</summary>
    internal string PersonalDataIndex { get; } = Random();

    internal ECDsa Issuer { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string PublicKey(string origin, string seed)
    {
        using var key = new SignerKey(origin, SignatureType.Ed25519, Ed25519PrivateKey.Import(Convert.FromBase64String(seed)));
        return key.Verifier.ToString();
    }

    private static string Random() => RandomNumberGenerator.GetHexString(40, lowercase: true);

    private static string SpoolKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportParameters(includePrivateParameters: true).D!);
    }
}
