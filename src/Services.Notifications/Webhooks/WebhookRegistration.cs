using Netralitas.Services.Notifications.Inbox;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>Adds webhooks, when there is a key to sign them with.</summary>
internal static class WebhookRegistration
{
    internal static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Notifications:Webhooks").Get<WebhookOptions>() ?? new WebhookOptions();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new WebhookKeys(options));
        builder.Services.AddSingleton<InboxFeed>();
        builder.Services.AddSingleton<InboxSignal>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddHostedService<WebhookPump>();
    }
}
