using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

internal sealed partial class WorkListEndpoint
{
    /// <summary>Cases that the caller's office gave away, newest transfer first, each once for each transfer that was answered by another office. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<ListSentCasesResponse> ListSentCases(ListSentCasesRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office.Code;
        var (size, before) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken));
        var page = await db.Transfers.AsNoTracking()
            .Where(t => t.FromOffice == office && t.Status == TransferStatus.Acknowledged && t.Kind != TransferKind.Referral && (before == null || t.Id < before))
            .Join(db.WorkList, t => t.ReportId, w => w.ReportId, (transfer, entry) => new { transfer.Id, transfer.SentAt, entry.Number, entry.Status, entry.OfficeCode })
            .Where(row => row.OfficeCode != office)
            .OrderByDescending(row => row.Id)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        return new ListSentCasesResponse
        {
            Cases =
            {
                page.Take(size).Select(row => new SentCase
                {
                    Number = Crockford.Grouped(row.Number),
                    Status = row.Status,
                    StatusText = ReportStatuses.Words(row.Status).Text,
                    OfficeCode = row.OfficeCode,
                    SentAt = row.SentAt.ToTimestamp(),
                }),
            },
            NextPageToken = page.Count > size ? Paging.Token(page[size - 1].Id) : "",
        };
    }
}
