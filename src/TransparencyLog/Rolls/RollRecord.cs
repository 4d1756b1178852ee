using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Netralitas.TransparencyLog.Rolls;

/// <summary>What the log's entry of a sealed roll commits to. No personal data.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="RegionCode">Kemendagri code of its region.</param>
/// <param name="SealedAt">When, to the second.</param>
/// <param name="HasExpected">Whether the roll has a line for each person whom the rosters of the region expect; otherwise only for those who signed.</param>
/// <param name="Size">Lines of the roll.</param>
/// <param name="Root">Root of the tree over the lines.</param>
public sealed record RollRecord(Guid Declaration, string RegionCode, DateTimeOffset SealedAt, bool HasExpected, long Size, MerkleHash Root)
{
    private const string Version = "netralitas/roll/v1";
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Expected = "expected-and-signers";
    private const string SignersOnly = "signers";

    /// <summary>Canonical bytes: a line each for version, declaration, region, instant, whom it has lines for, number of lines and root. Never changed: another form is another version.</summary>
    public byte[] Encode() => Encoding.ASCII.GetBytes(
        $"{Version}\n{Declaration}\n{RegionCode}\n{SealedAt.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture)}\n{(HasExpected ? Expected : SignersOnly)}\n{StrictText.Number(Size)}\n{Root}\n");

    /// <summary>Reads canonical bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="record">The record.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RollRecord? record)
    {
        record = null;
        if (!Ascii.IsValid(bytes)
            || Encoding.ASCII.GetString(bytes).Split('\n') is not [Version, var declaration, var region, var instant, (Expected or SignersOnly) and var lines, var size, var root, ""]
            || !Guid.TryParseExact(declaration, "D", out var id) || !StrictText.TryReadNumber(size, out var count) || !MerkleHash.TryParse(root, out var hash)
            || !DateTimeOffset.TryParseExact(instant, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return false;
        }

        record = new RollRecord(id, region, at, lines == Expected, count, hash);
        return true;
    }
}
