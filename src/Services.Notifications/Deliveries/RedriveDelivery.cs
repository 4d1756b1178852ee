using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

internal sealed partial class DeliveryEndpoint
{
    /// <summary>A delivery that no provider took is tried again. When this returns, that survives a crash, and who asked for it is on record.</summary>
    /// <remarks>The same request again gets the first answer. It is the same message under the same key; an address after it that was tried meanwhile stays tried.</remarks>
    /// <exception cref="RefusalException">DELIVERY_UNKNOWN, DELIVERY_STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.DeliveryOperators)]
    public override Task<RedriveDeliveryResponse> RedriveDelivery(RedriveDeliveryRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.DeliveryId, DeliveryStep.Redrive, context, state => new RedriveDeliveryResponse { State = state });
}
