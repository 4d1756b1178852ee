using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>What became of notices outside the inbox. One file for each RPC.</summary>
internal sealed partial class DeliveryEndpoint(NotificationsDb db, RequestLedger ledger, TimeProvider clock) : DeliveryService.DeliveryServiceBase
{
    private Task<TResponse> StepAsync<TResponse>(IMessage request, string requestId, string deliveryId, DeliveryStep step, ServerCallContext context, Func<DeliveryState, TResponse> answer)
        where TResponse : class, IMessage<TResponse>, new() =>
        ledger.OnceAsync(db, requestId, request, context, async () =>
        {
            // Locked until the commit: a worker that has it in hand, or another person, comes before or after.
            var delivery = Guid.TryParse(deliveryId, out var id)
                ? await db.Deliveries.FromSql($"select * from notifications.deliveries where id = {id} for update").SingleOrDefaultAsync(context.CancellationToken)
                : null;
            var next = DeliveryLife.After((delivery ?? throw DeliveryRefusals.DeliveryUnknown()).State, step) ?? throw DeliveryRefusals.DeliveryStepNotAllowed();
            var now = clock.Now();
            (delivery.State, delivery.NextAt, delivery.HandledBy, delivery.SettledAt) = (next, now, Caller.Of(context).Subject, next is DeliveryState.Cancelled ? now : null);
            if (step is DeliveryStep.Redrive)
            {
                // The attempts begin anew, with any provider that is left.
                (delivery.Attempts, delivery.Fault) = (0, null);
            }

            return answer(next);
        });
}
