using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

internal sealed partial class DeliveryEndpoint
{
    /// <summary>A delivery that waits or failed is given up. When this returns, that survives a crash, and who gave it up is on record; the notice stays in the inbox.</summary>
    /// <remarks>The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">DELIVERY_UNKNOWN, DELIVERY_STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.DeliveryOperators)]
    public override Task<CancelDeliveryResponse> CancelDelivery(CancelDeliveryRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.DeliveryId, DeliveryStep.Cancel, context, state => new CancelDeliveryResponse { State = state });
}
