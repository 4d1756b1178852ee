using System.Collections.Concurrent;
using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Netralitas.Messaging.Tests;

/// <summary>One process of a service: producer, consumer and dispatcher, over real PostgreSQL and RabbitMQ.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly IHost host;

    private Service(IHost host, LoggedEvents logged)
    {
        this.host = host;
        Logged = logged;
    }

    internal IServiceProvider Services => host.Services;

    internal IBus Bus => host.Services.GetRequiredService<IBus>();

    /// <summary>Everything that the process logged, by event name.</summary>
    internal LoggedEvents Logged { get; }

    internal static async Task<Service> StartAsync(BackingServices backing, string? busAddress = null, double publishTimeoutSeconds = 10, int outageSeconds = 60, string? databaseConnection = null, double stuckSeconds = 90)
    {
        var logged = new LoggedEvents();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(logged);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:db"] = databaseConnection ?? backing.DatabaseConnection,
            ["ConnectionStrings:bus"] = busAddress ?? backing.BusAddress,
            ["Messaging:Outbox:PublishTimeoutSeconds"] = publishTimeoutSeconds.ToString(CultureInfo.InvariantCulture),
            ["Messaging:Consumption:StuckSeconds"] = stuckSeconds.ToString(CultureInfo.InvariantCulture),
            ["Messaging:Consumption:OutageSeconds"] = outageSeconds.ToString(CultureInfo.InvariantCulture),
        });
        builder.AddTestService();
        var host = builder.Build();
        await host.StartAsync().WaitAsync(Eventually.Within);
        return new Service(host, logged);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync().WaitAsync(Eventually.Within);
        host.Dispose();
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
