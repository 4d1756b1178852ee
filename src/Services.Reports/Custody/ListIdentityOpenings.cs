using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Custody;

internal sealed partial class CustodyEndpoint
{
    private const int PageSize = 100;

    /// <summary>Openings of the caller's region, the newest first. Reads only, and no identity.</summary>
    /// <exception cref="RefusalException">PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.OpeningReaders)]
    public override async Task<ListIdentityOpeningsResponse> ListIdentityOpenings(ListIdentityOpeningsRequest request, ServerCallContext context)
    {
        var (office, cancel) = (Caller.Of(context).Office, context.CancellationToken);
        var before = request.PageToken.Length == 0 ? Guid.AllBitsSet : Guid.TryParse(request.PageToken, out var token) ? token : throw CustodyRefusals.PageTokenInvalid();
        var (isBawaslu, isNational, code, below) = (office.Kind == Office.CentralBawaslu.Kind, office.Code == Office.CentralBawaslu.Code, office.Code, office.Code + ".");
        var page = await (
            from opening in db.Openings
            where isBawaslu && opening.Id < before && (isNational || opening.OfficeCode == code || opening.OfficeCode.StartsWith(below))
            orderby opening.Id descending
            select new
            {
                Opening = opening,
                Number = db.Reports.Where(r => r.Id == opening.ReportId).Select(r => r.Number).Single(),
                Approval = db.OpeningApprovals.SingleOrDefault(approval => approval.OpeningId == opening.Id),
                Readings = db.OpeningReadings.Where(reading => reading.OpeningId == opening.Id).OrderBy(reading => reading.Id).ToList(),
            }).AsNoTracking().Take(PageSize).ToListAsync(cancel);
        return new ListIdentityOpeningsResponse
        {
            Openings = { page.Select(row => WireOf(row.Opening, row.Number, row.Approval, row.Readings)) },
            NextPageToken = page.Count == PageSize ? page[^1].Opening.Id.ToString() : "",
        };
    }

    private static IdentityOpening WireOf(Opening opening, string number, OpeningApproval? approval, List<OpeningReading> readings) => new()
    {
        OpeningId = opening.Id.ToString(),
        Number = Crockford.Grouped(number),
        Ground = opening.Ground,
        Evidence = opening.Evidence ?? 0,
        Reason = opening.Reason,
        RequestedBy = opening.RequestedBy,
        RequestedByOffice = opening.RequestedByOffice,
        RequestedAt = opening.RequestedAt.ToTimestamp(),
        ApprovedBy = approval?.ApprovedBy ?? "",
        ApprovedByOffice = approval?.ApprovedByOffice ?? "",
        ApprovedAt = approval?.ApprovedAt.ToTimestamp(),
        ReadableUntil = approval?.ReadableUntil.ToTimestamp(),
        Readings = { readings.Select(reading => new IdentityReading { ReadBy = reading.ReadBy, ReadAt = reading.ReadAt.ToTimestamp() }) },
    };
}
