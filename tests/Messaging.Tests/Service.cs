using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Netralitas.Messaging.Tests;

/// <summary>Something happened; the consumer writes it down.</summary>
public sealed record Happened
{
    public required Guid Aggregate { get; init; }

    public required int Version { get; init; }
}

/// <summary>Something happened that no queue takes.</summary>
public sealed record HappenedUnheard
{
    public required Guid Aggregate { get; init; }
}

public sealed class EffectsDb(DbContextOptions<EffectsDb> options) : DbContext(options);

public sealed class OnHappened(EffectsDb db) : IConsumer<Happened>
{
    public Task Consume(ConsumeContext<Happened> context) => db.OnceAsync(context, nameof(OnHappened), () =>
        db.Database.ExecuteSqlAsync($"insert into effects (message_id, aggregate, version) values ({context.MessageId}, {context.Message.Aggregate}, {context.Message.Version})"));
}

/// <summary>One process of a service: producer, consumer and dispatcher, over real PostgreSQL and RabbitMQ.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly Subscription Subscription = new(typeof(Happened), "tests-happened");

    private readonly IHost host;

    private Service(IHost host) => this.host = host;

    internal IBus Bus => host.Services.GetRequiredService<IBus>();

    internal OutboxStore Outbox => host.Services.GetRequiredService<OutboxStore>();

    internal static async Task<Service> StartAsync(BackingServices backing, string? busAddress = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:db"] = backing.DatabaseConnection,
            ["ConnectionStrings:bus"] = busAddress ?? backing.BusAddress,
        });
        builder.AddDatabaseWithOutbox<EffectsDb>("db", typeof(Happened).Assembly);
        builder.AddBus("bus", published: [Subscription], consumed: [new(Subscription, typeof(OnHappened))]);
        var host = builder.Build();
        await host.StartAsync();
        return new Service(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
