using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>Every "no" of the webhooks. Reasons are listed in docs/errors.md.</summary>
internal static class WebhookRefusals
{
    internal static RefusalException SubscriptionInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "SUBSCRIPTION_INVALID", "Langganan belum dapat dicatat. Perbaiki isian yang disebut di bawah.", faults);

    internal static RefusalException WebhookAddressRefused() =>
        new(StatusCode.FailedPrecondition, "WEBHOOK_ADDRESS_REFUSED", "Alamat penerima tidak ditemukan atau bukan alamat publik. Gunakan nama peladen yang dapat dijangkau dari internet.",
            new FieldFault("url", "Isi dengan alamat https dari peladen publik."));

    internal static RefusalException SubscriptionsTooMany(int most) =>
        new(StatusCode.FailedPrecondition, "SUBSCRIPTIONS_TOO_MANY", $"Kantor Anda sudah mempunyai {most} langganan yang aktif. Hentikan salah satunya lebih dahulu.");

    internal static RefusalException SubscriptionUnknown() =>
        new(StatusCode.NotFound, "SUBSCRIPTION_UNKNOWN", "Langganan dengan id ini tidak ada di kantor Anda.", new FieldFault("subscription_id", "Isi dengan id dari ListSubscriptions."));

    internal static RefusalException WebhooksNotConfigured() =>
        new(StatusCode.FailedPrecondition, "WEBHOOKS_NOT_CONFIGURED", "Pengiriman otomatis ke sistem lain belum diaktifkan. Hubungi tim operasi Bawaslu RI.");
}
