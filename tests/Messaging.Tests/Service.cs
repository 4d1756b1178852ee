using System.Collections.Concurrent;
using System.Globalization;
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

/// <summary>A type of the contracts' assembly that is no event.</summary>
public static class Unpublishable;

public sealed class EffectsDb(DbContextOptions<EffectsDb> options) : DbContext(options);

public sealed class OnHappened(EffectsDb db) : IConsumer<Happened>
{
    public Task Consume(ConsumeContext<Happened> context) => db.OnceAsync(context, nameof(OnHappened), () =>
        Trouble.For(context.Message.Aggregate) is { } trouble ? throw trouble : db.Database.ExecuteSqlAsync($"insert into effects (message_id, aggregate, version) values ({context.MessageId}, {context.Message.Aggregate}, {context.Message.Version})"));
}

/// <summary>One process of a service: producer, consumer and dispatcher, over real PostgreSQL and RabbitMQ.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly Subscription Subscription = new(typeof(Happened), "tests-happened");

    private readonly IHost host;

    private Service(IHost host, LoggedEvents logged)
    {
        this.host = host;
        Logged = logged;
    }

    internal IBus Bus => host.Services.GetRequiredService<IBus>();

    /// <summary>Everything that the process logged, by event name.</summary>
    internal LoggedEvents Logged { get; }

    internal static async Task<Service> StartAsync(BackingServices backing, string? busAddress = null, double publishTimeoutSeconds = 10)
    {
        var logged = new LoggedEvents();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(logged);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:db"] = backing.DatabaseConnection,
            ["ConnectionStrings:bus"] = busAddress ?? backing.BusAddress,
            ["Messaging:Outbox:PublishTimeoutSeconds"] = publishTimeoutSeconds.ToString(CultureInfo.InvariantCulture),
        });
        builder.AddDatabaseWithOutbox<EffectsDb>("db", typeof(Happened).Assembly);
        builder.AddBus("bus", published: [Subscription], consumed: [new(Subscription, typeof(OnHappened))]);
        var host = builder.Build();
        await host.StartAsync();
        return new Service(host, logged);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>What goes wrong in the consumer for one aggregate, as long as it does.</summary>
internal static class Trouble
{
    private static readonly ConcurrentDictionary<Guid, (Func<Exception> Exception, int Times)> Planned = new();

    internal static void Begin(Guid aggregate, Func<Exception> exception) => Planned[aggregate] = (exception, 0);

    internal static int TimesOf(Guid aggregate) => Planned.TryGetValue(aggregate, out var trouble) ? trouble.Times : 0;

    internal static void End(Guid aggregate) => Planned.TryRemove(aggregate, out _);

    internal static Exception? For(Guid aggregate)
    {
        if (!Planned.ContainsKey(aggregate))
        {
            return null;
        }

        return Planned.AddOrUpdate(aggregate, _ => throw new InvalidOperationException(), (_, trouble) => (trouble.Exception, trouble.Times + 1)).Exception();
    }
}

/// <summary>Counts what a process logs.</summary>
internal sealed class LoggedEvents : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, int> counts = new();

    internal int CountOf(string eventName) => counts.GetValueOrDefault(eventName);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        counts.AddOrUpdate(eventId.Name ?? "", 1, (_, count) => count + 1);

    public void Dispose()
    {
    }
}
