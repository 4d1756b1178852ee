using MassTransit;
using MassTransit.Middleware;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Queues as the broker has them; producer and consumer give the same arguments, or the broker refuses the second.</summary>
internal static class Topology
{
    private const int DeliveryLimit = 20;

    /// <summary>Declares queues that another service consumes from, so that nothing published now is unroutable.</summary>
    internal static void DeclareQueues(this IRabbitMqBusFactoryConfigurator rabbit, IEnumerable<Subscription> subscriptions)
    {
        rabbit.DeployPublishTopology = true;
        foreach (var subscription in subscriptions)
        {
            rabbit.Publish(subscription.Event, publish => publish.BindQueue(
                ExchangeOf(subscription), subscription.Queue, queue => SetArguments(queue, subscription)));
        }
    }

    /// <summary>Takes messages from a queue, a few at a time. One that fails by itself is tried three times more and then set aside; one that fails by an outage is not.</summary>
    internal static void Consume(
        this IReceiveEndpointConfigurator configurator, IRegistrationContext context, Consumption consumption, OutageSign outage, ConsumptionOptions options, int atOnce, ushort prefetch)
    {
        var endpoint = (IRabbitMqReceiveEndpointConfigurator)configurator;
        var subscription = consumption.Subscription;
        endpoint.PrefetchCount = prefetch;
        endpoint.ConcurrentMessageLimit = atOnce;
        SetArguments(endpoint, subscription);
        endpoint.BindDeadLetterQueue(subscription.DeadLetterExchange, subscription.DeadLetterExchange, queue => queue.SetQuorumQueue());
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new OutageFilter(outage));
            error.UseFilter(new GenerateFaultFilter());
            error.UseFilter(new ErrorTransportFilter());
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(exception => Outage.Is(exception) && !outage.IsRaised);
            retry.Incremental(options.OutageSeconds, TimeSpan.FromSeconds(1), TimeSpan.Zero);
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(exception => !Outage.Is(exception));
            retry.Exponential(3, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(400));
        });
        endpoint.UseConsumeFilter(typeof(OwnWorkFilter<>), context);
        endpoint.ConfigureConsumer(context, consumption.Consumer);
    }

    /// <summary>Queues of what a consumer set aside, as the bus makes them when they are first needed: with the arguments of the queue that the messages come from.</summary>
    internal static IEnumerable<SetAsideQueue> SetAsideOf(Subscription subscription) =>
    [
        new($"{subscription.Queue}_error", ArgumentsOf(subscription)),
        new($"{subscription.Queue}_skipped", ArgumentsOf(subscription)),
        new(subscription.DeadLetterExchange, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }),
    ];

    private static void SetArguments(IRabbitMqQueueConfigurator queue, Subscription subscription)
    {
        foreach (var (name, value) in ArgumentsOf(subscription))
        {
            queue.SetQueueArgument(name, value!);
        }
    }

    // At-least-once dead-lettering needs all three: its strategy, an exchange, and overflow by refusing the publisher.
    private static Dictionary<string, object?> ArgumentsOf(Subscription subscription) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = subscription.DeadLetterExchange,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    private static string ExchangeOf(Subscription subscription) => $"{subscription.Event.Namespace}:{subscription.Event.Name}";
}

/// <summary>A queue of messages that a consumer could not handle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What it is declared with; another declaration with other arguments is refused.</param>
internal sealed record SetAsideQueue(string Name, IReadOnlyDictionary<string, object?> Arguments);
