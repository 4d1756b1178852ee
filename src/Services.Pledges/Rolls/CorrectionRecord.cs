using System.Globalization;
using Netralitas.Services.Pledges.Signing;

namespace Netralitas.Services.Pledges.Rolls;

/// <summary>What the log's entry of a correction commits to.</summary>
internal static class CorrectionRecord
{
    private const string Version = "netralitas/roll-correction/v1";

    /// <summary>The canonical bytes, in the form of <see cref="PledgeRecord.Encode"/>: version, declaration, number, instant, who recorded it, what the roll says, what is right, what that rests on. Never changed.</summary>
    internal static byte[] Encode(RollCorrection correction) => PledgeRecord.Lines(
    [
        Version, correction.DeclarationId.ToString(), correction.Number.ToString(CultureInfo.InvariantCulture),
        correction.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), correction.RecordedBy, correction.Wrong, correction.Right, correction.Basis,
    ]);
}
