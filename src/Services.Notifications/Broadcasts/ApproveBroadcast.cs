using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Broadcasts;

internal sealed partial class BroadcastEndpoint
{
    /// <summary>A draft is released by a second person. When this returns, that survives a crash, and each office will have it once.</summary>
    /// <remarks>The same request again gets the first answer. Of an approval and a cancellation at once one is refused.</remarks>
    /// <exception cref="RefusalException">BROADCAST_UNKNOWN, BROADCAST_NEEDS_SECOND_PERSON, BROADCAST_STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override async Task<ApproveBroadcastResponse> ApproveBroadcast(ApproveBroadcastRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var broadcast = await FindForStepAsync(request.BroadcastId, BroadcastStep.Approve, context.CancellationToken);
            var person = Caller.Of(context).Subject;
            if (broadcast.DraftedBy == person)
            {
                throw BroadcastRefusals.BroadcastNeedsSecondPerson();
            }

            (broadcast.State, broadcast.DecidedBy, broadcast.DecidedAt) = (BroadcastLife.After(broadcast.State, BroadcastStep.Approve)!.Value, person, clock.Now());
            return new ApproveBroadcastResponse { ApprovedAt = broadcast.DecidedAt.Value.ToTimestamp() };
        });
        Failpoint.Reach("broadcast.after_approval_before_reply");
        signal.Raise();
        return answer;
    }
}
