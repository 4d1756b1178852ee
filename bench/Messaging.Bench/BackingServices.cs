using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Netralitas.Messaging.Bench;

/// <summary>The AppHost's PostgreSQL and RabbitMQ alone, fresh, with a database for each side.</summary>
internal sealed class BackingServices : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication app;
    private readonly string server;

    private BackingServices(DistributedApplication app, string server, string busAddress)
    {
        this.app = app;
        this.server = server;
        BusAddress = busAddress;
    }

    internal string BusAddress { get; }

    internal static async Task<BackingServices> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
        {
            builder.Resources.Remove(project);
        }

        var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("message-bus").WaitAsync(StartsWithin);
        return new BackingServices(app, (await app.GetConnectionStringAsync("postgres"))!, (await app.GetConnectionStringAsync("message-bus"))!);
    }

    /// <summary>Makes a database with the messaging tables, and one for effects.</summary>
    /// <returns>Its connection string, with the pool that a service has.</returns>
    internal async Task<string> CreateDatabaseAsync(string name)
    {
        await using (var maintenance = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }))
        {
            await ExecuteAsync(maintenance, $"create database {name}");
        }

        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(connection);
        using var script = new StreamReader(typeof(Outbox).Assembly.GetManifestResourceStream("messaging.sql")!);
        await ExecuteAsync(source, await script.ReadToEndAsync());
        await ExecuteAsync(source, "create table effects (aggregate uuid not null, version int not null, primary key (aggregate, version))");
        return connection;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
