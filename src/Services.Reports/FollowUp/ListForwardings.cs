using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>Forwardings of the caller's office or agency, newest first, without names. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.FollowUpRecorders)]
    public override async Task<ListForwardingsResponse> ListForwardings(ListForwardingsRequest request, ServerCallContext context)
    {
        var (size, before) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken));
        var page = await Theirs(Caller.Of(context)).AsNoTracking()
            .Where(f => (before == null || f.Id < before) && (!request.OverdueOnly || f.OverdueSince != null) && (!request.OpenOnly || f.Status != ForwardingStatus.Closed))
            .OrderByDescending(f => f.Id)
            .Take(size + 1)
            .Join(db.Cases, f => f.ReportId, c => c.ReportId, (f, c) => new
            {
                Forwarding = f,
                c.OfficeCode,
                c.Family,
                Registration = db.Registrations.Where(r => r.ReportId == f.ReportId).Select(r => new { r.Number, At = (DateTimeOffset?)r.RegisteredAt }).FirstOrDefault(),
            })
            .OrderByDescending(row => row.Forwarding.Id)
            .ToListAsync(context.CancellationToken);
        var (now, known) = (clock.Now(), await law.ReadAsync(db, context.CancellationToken));
        return new ListForwardingsResponse
        {
            Forwardings =
            {
                page.Take(size).Select(row => ForwardingWire.Of(
                    row.Forwarding, new Handling(RegionCode.Parse(row.OfficeCode), row.Family, row.Registration?.At, row.Registration?.Number ?? "", known), now)),
            },
            NextPageToken = page.Count > size ? Paging.Token(page[size - 1].Forwarding.Id) : "",
        };
    }
}
