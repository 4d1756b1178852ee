using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceCustody;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Custody;

/// <summary>Opening who reported, and sealed originals of evidence, by two custodians. One file for each RPC.</summary>
internal sealed partial class CustodyEndpoint(
    ReportsDb db, Identities identities, EvidenceOpenings evidence, EvidenceFileParts parts, CustodianKeys custodians, RequestLedger ledger, CustodyOptions options, TimeProvider clock) : CustodyService.CustodyServiceBase
{
    /// <summary>An opening of the caller's region.</summary>
    /// <exception cref="RefusalException">OPENING_UNKNOWN, also for another region's, and of a report that is erased.</exception>
    private async Task<Opening> FindAsync(string id, Caller caller, CancellationToken cancel)
    {
        var opening = Guid.TryParse(id, out var wanted) ? await db.Openings.AsNoTracking().SingleOrDefaultAsync(o => o.Id == wanted && !db.CaseErasures.Any(e => e.ReportId == o.ReportId), cancel) : null;
        return opening is not null && IsCustodianOf(caller, opening.OfficeCode) ? opening : throw CustodyRefusals.OpeningUnknown();
    }

    /// <summary>The approval of an opening that the caller, one of its two custodians, can read now.</summary>
    /// <exception cref="RefusalException">OPENING_UNKNOWN for anybody else, OPENING_NOT_APPROVED, OPENING_OVER.</exception>
    private async Task<OpeningApproval> ReadableAsync(Opening opening, Caller caller, CancellationToken cancel)
    {
        var approval = await db.OpeningApprovals.AsNoTracking().SingleOrDefaultAsync(each => each.OpeningId == opening.Id, cancel);
        if (caller.Subject != opening.RequestedBy && caller.Subject != approval?.ApprovedBy)
        {
            throw CustodyRefusals.OpeningUnknown();
        }

        return clock.Now() < (approval ?? throw CustodyRefusals.NotApproved()).ReadableUntil ? approval : throw CustodyRefusals.Over();
    }

    private static bool IsCustodianOf(Caller caller, string officeCode) => caller.Office.Kind == Office.CentralBawaslu.Kind && caller.Office.Covers(officeCode);
}
