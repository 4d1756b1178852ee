using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>Transfers that the caller's office is to answer or got, or that it sent, newest first. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<ListTransfersResponse> ListTransfers(ListTransfersRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office.Code;
        var (size, before) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken));
        var theirs = request.Direction == TransferDirection.Outgoing
            ? db.Transfers.Where(t => t.FromOffice == office)
            : db.Transfers.Where(t => t.ToOffice == office || t.ClimbedTo == office);
        var page = await theirs.AsNoTracking()
            .Where(t => (before == null || t.Id < before) && (!request.PendingOnly || t.Status == TransferStatus.Pending))
            .OrderByDescending(t => t.Id)
            .Take(size + 1)
            .Join(db.Reports, t => t.ReportId, r => r.Id, (transfer, report) => new { transfer, report.Number })
            .OrderByDescending(row => row.transfer.Id)
            .ToListAsync(context.CancellationToken);
        var known = await law.ReadAsync(db, context.CancellationToken);
        return new ListTransfersResponse
        {
            Transfers = { page.Take(size).Select(row => TransferWire.Of(row.transfer, row.Number, known)) },
            NextPageToken = page.Count > size ? Paging.Token(page[size - 1].transfer.Id) : "",
        };
    }
}
