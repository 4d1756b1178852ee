using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Custody;

/// <summary>Opening who reported, by two custodians. One file for each RPC.</summary>
internal sealed partial class CustodyEndpoint(ReportsDb db, Identities identities, RequestLedger ledger, CustodyOptions options, TimeProvider clock) : CustodyService.CustodyServiceBase
{
    /// <summary>An opening of the caller's region.</summary>
    /// <exception cref="RefusalException">OPENING_UNKNOWN, also for another region's.</exception>
    private async Task<Opening> FindAsync(string id, Caller caller, CancellationToken cancel)
    {
        var opening = Guid.TryParse(id, out var wanted) ? await db.Openings.AsNoTracking().SingleOrDefaultAsync(o => o.Id == wanted, cancel) : null;
        return opening is not null && IsCustodianOf(caller, opening.OfficeCode) ? opening : throw CustodyRefusals.OpeningUnknown();
    }

    private static bool IsCustodianOf(Caller caller, string officeCode) => caller.Office.Kind == Office.CentralBawaslu.Kind && caller.Office.Covers(officeCode);
}
