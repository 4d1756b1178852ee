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
    /// <summary>A page of the cases of the caller's office and those below. Reads only.</summary>
    /// <exception cref="RefusalException">FILTER_INVALID with all faults, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID, PAGE_TOKEN_OF_OTHER_LIST.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
        var (filter, size) = (request.Filter ?? new CaseFilter(), Paging.Size(request.PageSize));
        var order = request.Order == CaseOrder.Receipt ? CaseOrder.Receipt : CaseOrder.Deadline;
        var query = CaseQuery.Of(filter, caller, names, clock.Now());
        var list = PagePlace.ListOf(caller.Office, caller.Subject, filter, order);
        var (text, values) = query.Page(order, PagePlace.Read(request.PageToken, list), size + 1);
        var found = await db.WorkList.FromSqlRaw(text, [.. values]).AsNoTracking().ToListAsync(cancel);
        var page = found.Take(size).ToList();
        var ids = page.ConvertAll(entry => entry.ReportId);
        var official = await db.OfficialNumbers.Where(n => ids.Contains(n.ReportId)).ToDictionaryAsync(n => n.ReportId, n => n.Number, cancel);
        var registered = await db.Registrations.Where(r => ids.Contains(r.ReportId)).ToDictionaryAsync(r => r.ReportId, r => r.Number, cancel);
        return new ListCasesResponse
        {
            Cases = { page.Select(entry => Listed(entry, official.GetValueOrDefault(entry.ReportId, ""), registered.GetValueOrDefault(entry.ReportId, ""))) },
            NextPageToken = found.Count > size ? new PagePlace(order == CaseOrder.Receipt ? page[^1].ReceivedAt : page[^1].DueAt, page[^1].Number).Token(list) : "",
        };
    }

    private static ListedCase Listed(WorkListEntry entry, string officialNumber, string registrationNumber) => new()
    {
        Number = Crockford.Grouped(entry.Number),
        OfficialNumber = officialNumber,
        RegistrationNumber = registrationNumber,
        Kind = entry.Kind,
        Status = entry.Status,
        StatusText = ReportStatuses.Words(entry.Status).Text,
        ReceivedAt = entry.ReceivedAt.ToTimestamp(),
        OfficeCode = entry.OfficeCode,
        RegionCode = entry.RegionCode ?? "",
        ContestId = entry.ContestId ?? "",
        Codes = { entry.Codes },
        DueAt = entry.LastDay is null ? null : entry.DueAt.ToTimestamp(),
        LastDay = entry.LastDay?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "",
        ClaimedBy = entry.ClaimedBy ?? "",
        ClaimedByOffice = entry.ClaimedByOffice ?? "",
        UnreadMessages = entry.UnreadMessages,
    };
}
