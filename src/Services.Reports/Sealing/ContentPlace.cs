using System.Text;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>Where a sealed content belongs: it opens in no other row.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Region">Kemendagri code in the content's own row; null when there is none.</param>
/// <param name="Version">1 for the report itself, from 2 on for what was added; of a step, the version of the case after it.</param>
internal sealed record ContentPlace(Guid ReportId, string? Region, int Version)
{
    /// <summary>The place as it is bound to a part of the content.</summary>
    /// <param name="part"><c>body</c>, <c>identity</c> or <c>step</c>.</param>
    internal byte[] Aad(string part) => Encoding.UTF8.GetBytes($"ntrl/v1|{part}|{ReportId}|{Region}|{Version}");
}
