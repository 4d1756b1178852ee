using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Audit;

/// <summary>How entries hang together; docs/audit.md says the same in words, and the database computes the same. Pure.</summary>
internal static class AuditChain
{
    /// <summary>First line of what is hashed: no hash of anything else in the system can be mistaken for one of a chain.</summary>
    internal const string Domain = "netralitas/audit/v1\n";

    /// <summary>What stands before the first entry: 32 zero bytes.</summary>
    internal static byte[] Beginning => new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 of the domain and of the ten fields, each as a netstring: its length in bytes of UTF-8, a colon, and the text. No two entries give the same bytes.</summary>
    internal static byte[] HashOf(AuditEntry entry) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Domain + string.Concat(FieldsOf(entry).Select(field => $"{Encoding.UTF8.GetByteCount(field.Text)}:{field.Text}"))));

    /// <summary>The fields in the order in which they are hashed and exported.</summary>
    internal static IReadOnlyList<(string Name, string Text)> FieldsOf(AuditEntry entry) =>
    [
        ("office", entry.Office),
        ("sequence", entry.Sequence.ToString(CultureInfo.InvariantCulture)),
        ("at", Written(entry.At)),
        ("act", Written(entry.Act)),
        ("rpc", entry.Rpc),
        ("actor", entry.Actor),
        ("actor_office", entry.ActorOffice),
        ("case", entry.ReportId?.ToString() ?? ""),
        ("version", entry.Version.ToString(CultureInfo.InvariantCulture)),
        ("previous", Convert.ToHexStringLower(entry.Previous)),
    ];

    /// <summary>Whether an entry is the one that follows.</summary>
    /// <param name="entry">As stored.</param>
    /// <param name="before">How many entries came before it.</param>
    /// <param name="previous">Hash of the last of them; <see cref="Beginning"/> for none.</param>
    internal static bool Follows(AuditEntry entry, long before, ReadOnlySpan<byte> previous) =>
        entry.Sequence == before + 1 && previous.SequenceEqual(entry.Previous) && HashOf(entry).AsSpan().SequenceEqual(entry.Hash);

    /// <summary>An instant in UTC, to the microsecond.</summary>
    internal static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What was done, as the database and the export write it.</summary>
    internal static string Written(AuditAct act) => act switch
    {
        AuditAct.Read => "read",
        AuditAct.Change => "change",
        AuditAct.Unspecified => throw new InvalidOperationException("An entry says what was done."),
    };

    /// <summary>The reverse of <see cref="Written(AuditAct)"/>.</summary>
    internal static AuditAct ActOf(string written) => written switch
    {
        "read" => AuditAct.Read,
        "change" => AuditAct.Change,
        _ => AuditAct.Unspecified,
    };
}
