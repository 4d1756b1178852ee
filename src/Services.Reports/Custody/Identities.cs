using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Custody;

/// <summary>Who reported, as it is stored, and open.</summary>
/// <param name="db">The database.</param>
/// <param name="custodians">The custodians' keys.</param>
internal sealed class Identities(ReportsDb db, CustodianKeys custodians)
{
    /// <summary>Whether anything was told of a report's reporter. Needs no key.</summary>
    internal async Task<bool> IsToldAsync(Guid reportId, CancellationToken cancel) => (await RowsAsync(reportId, cancel)).Exists(row => row.Identity is not null || OlderOf(row) is not null);

    /// <summary>All that was told, with what was added later.</summary>
    /// <exception cref="OpeningKeyMissingException">The custodians' key is not here.</exception>
    internal async Task<Reporter> ReadAsync(Guid reportId, CancellationToken cancel)
    {
        var whole = new Reporter();
        foreach (var row in await RowsAsync(reportId, cancel))
        {
            if (OlderOf(row) is { } older)
            {
                whole.MergeFrom(older);
            }
            else if (row.Identity is not null)
            {
                var plain = SealedIdentity.Open(row.Identity, row.Place.Aad("identity"), custodians);
                whole.MergeFrom(Reporter.Parser.ParseFrom(plain));
                CryptographicOperations.ZeroMemory(plain);
            }
        }

        return whole;
    }

    private async Task<List<Row>> RowsAsync(Guid reportId, CancellationToken cancel)
    {
        var first = await db.Reports.Where(r => r.Id == reportId).Select(r => new { r.RegionCode, r.Identity, r.Content }).SingleAsync(cancel);
        var additions = await db.Additions.Where(a => a.ReportId == reportId).OrderBy(a => a.Version).Select(a => new { a.RegionCode, a.Version, a.Identity, a.Content }).ToListAsync(cancel);
        return
        [
            new Row(new ContentPlace(reportId, first.RegionCode, 1), first.Identity, first.Content),
            .. additions.Select(a => new Row(new ContentPlace(reportId, a.RegionCode, a.Version), a.Identity, a.Content)),
        ];
    }

    // Of a row from before contents were sealed.
    private static Reporter? OlderOf(Row row) => SealedBody.Is(row.Content) ? null : OfficeEntry.Read(row.Content).Report.Reporter;

    private sealed record Row(ContentPlace Place, byte[]? Identity, byte[] Content);
}
