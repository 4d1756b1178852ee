using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Proofs;

/// <summary>Confirmation without an account.</summary>
internal sealed class NoticeConfirmationEndpoint(NotificationsDb db, Confirmations confirmations, OutboxSignal outbox, TimeProvider clock) : NoticeConfirmationService.NoticeConfirmationServiceBase
{
    /// <summary>A notice is confirmed by the code that one message about it carried [LAW-FWD-08].</summary>
    /// <remarks>
    /// The code is the request's identity: it confirms one notice, the first time stays, and the same code again is told that time. When this returns, the confirmation and its event survive a crash.
    /// </remarks>
    /// <exception cref="RefusalException">CONFIRMATION_CODE_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<ConfirmNoticeResponse> ConfirmNotice(ConfirmNoticeRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var digest = ConfirmationCodes.Read(request.Code) ?? throw ProofRefusals.ConfirmationCodeUnknown();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.ConfirmationDigest == digest, cancel) ?? throw ProofRefusals.ConfirmationCodeUnknown();
        var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == delivery.NoticeId, cancel);
        var at = await confirmations.TakeAsync(notice, new Confirmed(clock.Now(), ConfirmationMeans.Code, null, delivery.Id), cancel);
        Failpoint.Reach("confirmation.before_commit");
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("confirmation.after_commit_before_reply");
        outbox.Raise();
        return new ConfirmNoticeResponse { Title = notice.Title, Office = notice.Office, ConfirmedAt = at.ToTimestamp() };
    }
}
