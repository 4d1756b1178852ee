using System.Reflection;
using MassTransit;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.Messaging.Revocation;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Revocation;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Gives a service its database with outbox, inbox and request ledger, and its place on the bus.</summary>
public static class MessagingExtensions
{
    /// <summary>Adds the service's database, and the outbox that publishes what it queues.</summary>
    /// <typeparam name="TDb">The service's context.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="contracts">Assembly of the events that may be published.</param>
    public static void AddDatabaseWithOutbox<TDb>(this IHostApplicationBuilder builder, string connectionName, Assembly contracts)
        where TDb : DbContext
    {
        builder.AddDatabaseThatQueues<TDb>(connectionName);
        builder.AddOutbox(contracts);
    }

    /// <summary>Adds the service's database. What is queued in it is published by another process, which has <see cref="AddOutbox"/>; this one needs no broker.</summary>
    /// <typeparam name="TDb">The service's context.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="servesOffices">Whether half of the connections are kept for calls of offices, which see their own rows only.</param>
    public static void AddDatabaseThatQueues<TDb>(this IHostApplicationBuilder builder, string connectionName, bool servesOffices = true)
        where TDb : DbContext
    {
        string Connection()
        {
            var whole = WithPreparedStatements(Required(builder, connectionName));
            return servesOffices ? RowScopes.HalfOf(whole) : whole;
        }

        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(RowScopes.OfService(Connection())));
        builder.Services.AddSingleton(_ => new ScopedDatabase(NpgsqlDataSource.Create(RowScopes.OfNobody(Connection()))));
        builder.Services.TryAddSingleton<RowRules>();
        builder.Services.TryAddScoped<RowAccess>();
        builder.Services.AddSingleton<RowOptions<TDb>>();
        builder.Services.AddScoped(services => services.GetRequiredService<RowOptions<TDb>>().Of(services));
        builder.Services.AddDbContext<TDb>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<CallsUnderWay>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<RevokedTokens>();
        builder.Services.AddHostedService<RevocationReader>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
    }

    /// <summary>Adds the outbox that publishes what is queued in the service's database, and the ledger of calls that are answered once; database and bus are added too.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="contracts">Assembly of the events that may be published.</param>
    public static void AddOutbox(this IHostApplicationBuilder builder, Assembly contracts)
    {
        builder.Services.AddSingleton(new EventTypes(contracts));
        builder.Services.AddSingleton(builder.Configuration.GetSection("Messaging:Outbox").Get<OutboxOptions>() ?? new OutboxOptions());
        builder.Services.AddSingleton(builder.Configuration.GetSection("Messaging:Retention").Get<RetentionOptions>() ?? new RetentionOptions());
        builder.Services.AddSingleton<OutboxStore>();
        builder.Services.AddSingleton<OutboxPublisher>();
        builder.Services.AddSingleton<RequestLedger>();
        builder.Services.AddHostedService<OutboxDispatcher>();
        builder.Services.AddHostedService<BacklogSampler>();
        builder.Services.AddHostedService<Retention>();
    }

    /// <summary>Connects the service to the bus.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="connectionName">Name of the connection string, an AMQP address.</param>
    /// <param name="published">Queues that must exist before this service's events are published.</param>
    /// <param name="consumed">Consumers of this service, and the queue of each.</param>
    public static void AddBus(
        this IHostApplicationBuilder builder, string connectionName, IReadOnlyList<Subscription> published, params IReadOnlyList<Consumption> consumed)
    {
        var address = new Uri(Required(builder, connectionName));
        builder.Services.AddSingleton(services => new BrokerConnection(address, services.GetRequiredService<ILogger<BrokerConnection>>()));
        builder.Services.AddSingleton(new SetAsideQueues([.. consumed.SelectMany(c => Topology.SetAsideOf(c.Subscription)).DistinctBy(queue => queue.Name)]));
        // Before the library adds its own.
        builder.Services.AddSingleton<BusDepot>();
        builder.Services.AddSingleton<IBusDepot>(services => new BoundedBusStop(services.GetRequiredService<BusDepot>(), BoundedBusStop.Within, services.GetRequiredService<ILogger<BoundedBusStop>>()));
        builder.Services.AddMassTransit(masstransit =>
        {
            // By default the library tells its makers which queues and consumers there are. Nothing leaves for anybody who is not part of the system.
            masstransit.DisableUsageTelemetry();
            foreach (var consumption in consumed)
            {
                masstransit.AddConsumer(consumption.Consumer);
            }

            // A report is taken in while the broker is away, so its state is told to probes but does not take the service out.
            masstransit.ConfigureHealthCheckOptions(check => check.Tags.Add("informative"));
            masstransit.UsingRabbitMq((context, rabbit) =>
            {
                var connection = context.GetRequiredService<BrokerConnection>();
                rabbit.Host(address, host =>
                {
                    // Of a connection that is cut silently both sides know after twice this time; until then the broker gives its messages to nobody else.
                    host.Heartbeat(TimeSpan.FromSeconds(15));
                    host.OnRefreshConnectionFactory = connection.WatchAsync;
                });
                rabbit.DeclareQueues(published);
            });
        });
        builder.Services.AddSingleton(new ConsumptionPlan(consumed));
        builder.Services.AddSingleton(builder.Configuration.GetSection("Messaging:Consumption").Get<ConsumptionOptions>() ?? new ConsumptionOptions());
        builder.Services.AddSingleton<OutageSign>();
        builder.Services.AddSingleton<BusStart>();
        builder.Services.AddBusObserver(services => services.GetRequiredService<BusStart>());
        builder.Services.AddHostedService<Consumers>();
    }

    /// <summary>Lets the effects of one consumer share transactions; the consumer takes a <see cref="SharedInbox{TEffect}"/>.</summary>
    /// <typeparam name="TEffect">What one message does, as data.</typeparam>
    /// <param name="builder">The service; its database is added too.</param>
    /// <param name="consumer">Name of the effect. Never changed once used.</param>
    /// <param name="apply">Applies effects to the database.</param>
    public static void AddSharedInbox<TEffect>(this IHostApplicationBuilder builder, string consumer, Func<NpgsqlConnection, IReadOnlyList<TEffect>, Task> apply) =>
        builder.Services.AddSingleton(services => new SharedInbox<TEffect>(
            services.GetRequiredService<NpgsqlDataSource>(), consumer, apply, services.GetRequiredService<ILogger<SharedInbox<TEffect>>>()));

    // The same few statements, thousands of times.
    private static string WithPreparedStatements(string connection) => new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 40 }.ConnectionString;

    private static string Required(IHostApplicationBuilder builder, string connectionName) =>
        builder.Configuration.GetConnectionString(connectionName)
        ?? throw new InvalidOperationException($"Connection string {connectionName} is missing: set ConnectionStrings__{connectionName}.");

    private sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}

/// <summary>A consumer and the queue that it takes from.</summary>
/// <param name="Subscription">The queue.</param>
/// <param name="Consumer">Type of the consumer.</param>
public sealed record Consumption(Subscription Subscription, Type Consumer)
{
    /// <summary>How many messages are handled at once; as many again wait in the process. A crash counts a delivery against each of them.</summary>
    public int AtOnce { get; init; } = 8;
}
