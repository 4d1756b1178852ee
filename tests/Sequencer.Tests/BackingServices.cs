using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Netralitas.Sequencer.Tests;

/// <summary>The AppHost's PostgreSQL alone, fresh.</summary>
public sealed class BackingServices : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private DistributedApplication? app;
    private string server = "";

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var resource in builder.Resources.Where(resource => resource is ProjectResource || resource.Name == "message-bus").ToList())
        {
            builder.Resources.Remove(resource);
        }

        app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres").WaitAsync(StartsWithin);
        server = (await app.GetConnectionStringAsync("postgres"))!;
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Makes a database: empty, or as another one is now, which is what a backup of it would restore.</summary>
    /// <param name="copyOf">Connection string of the other one; nobody is connected to it.</param>
    /// <returns>Its connection string.</returns>
    internal async Task<string> CreateDatabaseAsync(string? copyOf = null)
    {
        var name = $"log_{Guid.NewGuid():N}";
        await using var maintenance = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false });
        await using var create = maintenance.CreateCommand($"create database {name}{(copyOf is null ? "" : $" template {new NpgsqlConnectionStringBuilder(copyOf).Database}")}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 8 }.ConnectionString;
    }
}

/// <summary>Tests that share the backing services.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class BackingServicesCollection : ICollectionFixture<BackingServices>
#pragma warning restore CA1711
{
    public const string Name = "backing services";
}
