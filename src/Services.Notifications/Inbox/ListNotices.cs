using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Inbox;

internal sealed partial class InboxEndpoint
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    /// <summary>Notices of one office, newest first.</summary>
    /// <remarks>Pages are cut by the last notice seen, so that a notice that arrives meanwhile moves nothing.</remarks>
    /// <exception cref="RefusalException">OFFICE_INVALID, OFFICE_NOT_YOURS, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.NoticeReaders)]
    public override async Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context)
    {
        var office = WantedOffice(request.Office, Caller.Of(context)).ToString();
        var size = Paging.Size(request.PageSize, DefaultPage, LargestPage);
        var before = request.PageToken.Length == 0 ? (Guid?)null : ReadToken(request.PageToken);
        var page = await db.Notices.AsNoTracking()
            .Where(n => n.Office == office && n.Kind != NoticeKind.Digest && (before == null || n.Id < before) && (!request.UnacknowledgedOnly || n.AcknowledgedAt == null))
            .OrderByDescending(n => n.Id)
            .Take(size + 1)
            .GroupJoin(db.DeclarationTallies, n => n.SubjectId, t => t.DeclarationId, (notice, tallies) => new { notice, tallies })
            .SelectMany(both => both.tallies.DefaultIfEmpty(), (both, tally) => new { both.notice, Signatures = tally == null ? 0 : tally.Signatures })
            .OrderByDescending(row => row.notice.Id)
            .ToListAsync(context.CancellationToken);
        var response = new ListNoticesResponse { Notices = { page.Take(size).Select(row => ToWire(row.notice, row.Signatures)) } };
        if (page.Count > size)
        {
            response.NextPageToken = page[size - 1].notice.Id.ToString("N");
        }

        return response;
    }

    private static Office WantedOffice(string wanted, Caller caller)
    {
        if (wanted.Length == 0)
        {
            return caller.Office;
        }

        if (!Office.TryParse(wanted, out var office))
        {
            throw NotificationRefusals.OfficeInvalid();
        }

        var mayRead = caller.Role is Roles.Central or Roles.Auditor || (office.Kind == caller.Office.Kind && caller.Office.Covers(office.Code));
        return mayRead ? office : throw NotificationRefusals.OfficeNotYours(caller.Office);
    }

    private static Guid ReadToken(string token) => Guid.TryParseExact(token, "N", out var id) ? id : throw NotificationRefusals.PageTokenInvalid();

    private static Wire.Notice ToWire(Notice notice, int signatures)
    {
        var wire = new Wire.Notice
        {
            NoticeId = notice.Id.ToString(),
            Office = notice.Office,
            Kind = notice.Kind,
            Title = notice.Title,
            Body = notice.Body,
            RegionCode = notice.RegionCode ?? "",
            CreatedAt = notice.CreatedAt.ToTimestamp(),
            AcknowledgedAt = notice.AcknowledgedAt?.ToTimestamp(),
        };
        // A report's inner identity is never shown; a declaration's is public, and a forwarding's is known to whom it was forwarded.
        if (notice.Kind is NoticeKind.DeclarationHeld)
        {
            wire.DeclarationId = notice.SubjectId.ToString();
            wire.Signatures = signatures;
        }
        else if (notice.Kind is NoticeKind.Forwarded)
        {
            wire.ForwardingId = notice.SubjectId.ToString();
        }

        return wire;
    }
}
