using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Every "no" of the deliveries. Reasons are listed in docs/errors.md.</summary>
internal static class DeliveryRefusals
{
    internal static RefusalException DeliveryUnknown() =>
        new(StatusCode.NotFound, "DELIVERY_UNKNOWN", "Pengiriman dengan id ini tidak ada.", new FieldFault("delivery_id", "Isi dengan id dari ListDeliveries."));

    internal static RefusalException DeliveryStepNotAllowed() =>
        new(StatusCode.FailedPrecondition, "DELIVERY_STEP_NOT_ALLOWED", "Pengiriman ini tidak dapat diulang atau dibatalkan pada keadaannya sekarang. Lihat keadaannya dengan ListDeliveries.");
}
