using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Retention;

internal sealed partial class RetentionEndpoint
{
    /// <summary>Holds of the caller's region, the newest first. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.RetentionReaders)]
    public override async Task<ListLegalHoldsResponse> ListLegalHolds(ListLegalHoldsRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office;
        var (size, before) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken) ?? Guid.AllBitsSet);
        var (isBawaslu, isNational, code, below) = (office.Kind == Office.CentralBawaslu.Kind, office.Code == Office.CentralBawaslu.Code, office.Code, office.Code + ".");
        var page = await (
            from hold in db.CaseHolds
            let lift = db.CaseHoldLifts.SingleOrDefault(each => each.HoldId == hold.Id)
            where isBawaslu && hold.Id < before && (isNational || hold.OfficeCode == code || hold.OfficeCode.StartsWith(below)) && (request.WithLifted || lift == null)
            orderby hold.Id descending
            select new { Hold = hold, Lift = lift, Number = db.Reports.Where(r => r.Id == hold.ReportId).Select(r => r.Number).Single() }).AsNoTracking().Take(size).ToListAsync(context.CancellationToken);
        return new ListLegalHoldsResponse
        {
            Holds = { page.Select(row => WireOf(row.Hold, row.Number, row.Lift)) },
            NextPageToken = page.Count == size ? Paging.Token(page[^1].Hold.Id) : "",
        };
    }

    private static LegalHold WireOf(CaseHold hold, string number, CaseHoldLift? lift) => new()
    {
        HoldId = hold.Id.ToString(),
        Number = Crockford.Grouped(number),
        OfficeCode = hold.OfficeCode,
        Reason = hold.Reason,
        DocumentNumber = hold.DocumentNumber,
        PlacedBy = hold.PlacedBy,
        PlacedByOffice = hold.PlacedByOffice,
        PlacedAt = hold.PlacedAt.ToTimestamp(),
        LiftedBy = lift?.LiftedBy ?? "",
        LiftedByOffice = lift?.LiftedByOffice ?? "",
        LiftedAt = lift?.LiftedAt.ToTimestamp(),
        LiftReason = lift?.Reason ?? "",
    };
}
