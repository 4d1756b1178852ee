using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Makes what was sent ready to be written: its number and code computed, its content sealed.</summary>
/// <param name="keys">Secrets of numbers and codes.</param>
/// <param name="sealing">Seals contents.</param>
internal sealed class Arrivals(CodeKeys keys, ContentSealing sealing)
{
    /// <summary>What an earlier arrival of this content may be known by, under each of the secrets.</summary>
    internal IEnumerable<ReportKey> KeysOf(ReportContent content) => keys.Ids.Select(id => ReportKey.Of(content.RequestKey, keys.Of(id).ContentMac(content.RequestKey, content.Hash)));

    /// <summary>The arrival of a content.</summary>
    /// <param name="id">Its inner identity.</param>
    /// <param name="content">What was sent.</param>
    /// <param name="codeKeyId">The secret under which its number and code are computed.</param>
    /// <param name="receivedAt">Instant of receipt.</param>
    /// <param name="traceParent">The call.</param>
    internal Arrival Of(Guid id, ReportContent content, string codeKeyId, DateTimeOffset receivedAt, string? traceParent)
    {
        var codes = keys.Of(codeKeyId);
        var accessCode = codes.AccessCode(content.RequestKey, content.Hash);
        var region = content.Region?.Code.ToString();
        var stored = sealing.Seal(content.Bytes, new ContentPlace(id, region, 1), content.Classification.Office, accessCode);
        return new Arrival(
            id, content.RequestKey, content.LineUpBy, HashesOf(content, codeKeyId), codeKeyId, codes.Number(content.RequestKey, content.Hash), codes.Verifier(accessCode), region,
            content.Classification, receivedAt, traceParent, stored.Body, stored.Identity, content.Channel)
        {
            EnteredBy = EnteredBy.Of(OfficeEntry.Of(content.Bytes)),
        };
    }

    /// <summary>What may stand for the content beside it: under the given secret first, then under every other one that an earlier report may have been taken in by.</summary>
    /// <remarks>The last one is that of rows from before contents were sealed.</remarks>
    internal List<byte[]> HashesOf(ReportContent content, string codeKeyId) =>
        [.. keys.Ids.OrderBy(id => id != codeKeyId).Select(id => keys.Of(id).ContentMac(content.RequestKey, content.Hash)), content.Hash];
}
