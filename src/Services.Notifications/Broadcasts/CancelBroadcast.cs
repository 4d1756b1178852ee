using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Broadcasts;

internal sealed partial class BroadcastEndpoint
{
    /// <summary>A draft is given up. When this returns, that survives a crash, and nobody will be told of it.</summary>
    /// <remarks>The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">BROADCAST_UNKNOWN, BROADCAST_STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override Task<CancelBroadcastResponse> CancelBroadcast(CancelBroadcastRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var broadcast = await FindForStepAsync(request.BroadcastId, BroadcastStep.Cancel, context.CancellationToken);
            (broadcast.State, broadcast.DecidedBy, broadcast.DecidedAt) = (BroadcastLife.After(broadcast.State, BroadcastStep.Cancel)!.Value, Caller.Of(context).Subject, clock.Now());
            return new CancelBroadcastResponse { CancelledAt = broadcast.DecidedAt.Value.ToTimestamp() };
        });
}
