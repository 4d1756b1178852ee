using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Broadcasts;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Adds the ways out of the inbox that are configured.</summary>
internal static class DeliveryRegistration
{
    /// <exception cref="InvalidOperationException">Options that cannot be: the service does not start, and every fault is named.</exception>
    internal static void AddDelivery(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Notifications:Delivery").Get<DeliveryOptions>() ?? new DeliveryOptions();
        var problems = options.Problems().Select(problem => $"Notifications:Delivery: {problem}").ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        builder.Services.AddSingleton(options);
        if (options.Smtp is { } smtp)
        {
            builder.Services.AddSingleton<IOutwardChannel>(new EmailChannel(smtp));
        }

        // A provider's address is the operator's: no redirect takes a message elsewhere.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var channel in new[] { ContactChannel.Sms, ContactChannel.Whatsapp })
        {
            var providers = options.Providers.Where(provider => provider.Channels.Contains(channel.ToString())).ToList();
            if (providers.Count > 0)
            {
                builder.Services.AddSingleton<IOutwardChannel>(new ProviderChannel(channel, providers, http, options.AtOnce));
            }
        }

        builder.Services.AddSingleton<DeliverySignal>();
        builder.Services.AddSingleton<BroadcastSignal>();
        builder.Services.AddSingleton<DeliveryPlan>();
        builder.Services.AddSingleton<DeliveryStore>();
        builder.Services.AddSingleton<DeliverySettlement>();
        builder.Services.AddSingleton<AttemptEnds>();
        builder.Services.AddHostedService<DeliveryPlanner>();
        builder.Services.AddHostedService<DeliveryWorkers>();
        builder.Services.AddHostedService<BroadcastFanOut>();
        builder.Services.AddHostedService<DeliverySampler>();
    }
}
