using Netralitas.Services.Notifications.Broadcasts;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Preferences;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Regions;
using Netralitas.Services.Notifications.Revocations;
using Netralitas.Services.Notifications.Templates;
using Netralitas.Services.Notifications.Webhooks;

namespace Netralitas.Services.Notifications;

/// <summary>Every proto service of this program; each is one class.</summary>
internal static class NotificationServices
{
    /// <summary>Serves them.</summary>
    internal static void MapNotificationServices(this WebApplication app)
    {
        app.MapGrpcService<InboxEndpoint>();
        app.MapGrpcService<GeographyEndpoint>();
        app.MapGrpcService<OfficeDirectoryEndpoint>();
        app.MapGrpcService<TemplateEndpoint>();
        app.MapGrpcService<BroadcastEndpoint>();
        app.MapGrpcService<DeliveryEndpoint>();
        app.MapGrpcService<WebhookEndpoint>();
        app.MapGrpcService<PreferenceEndpoint>();
        app.MapGrpcService<OwnPreferenceEndpoint>();
        app.MapGrpcService<NoticeProofEndpoint>();
        app.MapGrpcService<NoticeConfirmationEndpoint>();
        app.MapGrpcService<TokenRevocationEndpoint>();
    }
}
