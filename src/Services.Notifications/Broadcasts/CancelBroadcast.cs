using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Broadcasts;

internal sealed partial class BroadcastEndpoint
{
    /// <summary>A draft is given up, or a broadcast that is on its way stopped. When this returns, that survives a crash, and no more offices will be told of it.</summary>
    /// <remarks>The same request again gets the first answer. Offices that were told keep their notice: the part that is being told ends before this does.</remarks>
    /// <exception cref="RefusalException">BROADCAST_UNKNOWN, BROADCAST_STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override Task<CancelBroadcastResponse> CancelBroadcast(CancelBroadcastRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var broadcast = await FindForStepAsync(request.BroadcastId, BroadcastStep.Cancel, context.CancellationToken);
            var (person, now, wasApproved) = (Caller.Of(context).Subject, clock.Now(), broadcast.State is BroadcastState.Approved);
            broadcast.State = BroadcastLife.After(broadcast.State, BroadcastStep.Cancel)!.Value;
            if (wasApproved)
            {
                (broadcast.StoppedBy, broadcast.StoppedAt) = (person, now);
            }
            else
            {
                (broadcast.DecidedBy, broadcast.DecidedAt) = (person, now);
            }

            return new CancelBroadcastResponse { CancelledAt = now.ToTimestamp(), ToldOffices = broadcast.ToldOffices };
        });
}
