using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Proofs;

namespace Netralitas.Services.Notifications.Inbox;

internal sealed partial class InboxEndpoint
{
    /// <summary>Marks a notice as read by the office that it was sent to; a legal notice is served by it [LAW-FWD-08].</summary>
    /// <remarks>When this returns, the mark survives a crash. The first time and person stay; of two at once, the second is told the first one's time.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, NOTICE_UNKNOWN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.NoticeHolders)]
    public override async Task<AcknowledgeNoticeResponse> AcknowledgeNotice(AcknowledgeNoticeRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var office = caller.Office.ToString();
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var now = clock.Now();
            if (!Guid.TryParse(request.NoticeId, out var id))
            {
                throw NotificationRefusals.NoticeUnknown();
            }

            var notice = await db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.Office == office, context.CancellationToken) ?? throw NotificationRefusals.NoticeUnknown();
            var at = await confirmations.TakeAsync(notice, new Confirmed(now, ConfirmationMeans.SignedIn, caller.Subject, null), context.CancellationToken);
            return new AcknowledgeNoticeResponse { AcknowledgedAt = at.ToTimestamp() };
        });
    }
}
