using System.Globalization;
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
    /// <summary>Erasures of the caller's region, the newest first. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.RetentionReaders)]
    public override async Task<ListErasuresResponse> ListErasures(ListErasuresRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office;
        var (size, before) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken) ?? Guid.AllBitsSet);
        var (isBawaslu, isNational, code, below) = (office.Kind == Office.CentralBawaslu.Kind, office.Code == Office.CentralBawaslu.Code, office.Code, office.Code + ".");
        var page = await (
            from erasure in db.CaseErasures
            where isBawaslu && erasure.Id < before && (isNational || erasure.OfficeCode == code || erasure.OfficeCode.StartsWith(below))
            orderby erasure.Id descending
            select new
            {
                Erasure = erasure,
                End = db.CaseErasureEnds.SingleOrDefault(end => end.ReportId == erasure.ReportId),
                Number = db.Reports.Where(r => r.Id == erasure.ReportId).Select(r => r.Number).Single(),
            }).AsNoTracking().Take(size).ToListAsync(context.CancellationToken);
        return new ListErasuresResponse
        {
            Erasures = { page.Select(row => WireOf(row.Erasure, row.Number, row.End)) },
            NextPageToken = page.Count == size ? Paging.Token(page[^1].Erasure.Id) : "",
        };
    }

    private static Erasure WireOf(CaseErasure erasure, string number, CaseErasureEnd? end) => new()
    {
        Number = Crockford.Grouped(number),
        OfficeCode = erasure.OfficeCode,
        Ground = erasure.Ground,
        RetentionClass = erasure.Class?.ToString() ?? "",
        RuleId = erasure.RuleId ?? "",
        RuleVersion = erasure.RuleVersion ?? 0,
        KeptUntil = erasure.KeptUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        BegunAt = erasure.BegunAt.ToTimestamp(),
        ErasedAt = end?.ErasedAt.ToTimestamp(),
    };
}
