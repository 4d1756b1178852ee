using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Netralitas.Messaging.Tests;

/// <summary>The AppHost's PostgreSQL and RabbitMQ alone, fresh, with a database that has the messaging tables.</summary>
public sealed class BackingServices : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private DistributedApplication? app;
    private NpgsqlDataSource? database;

    internal string BusAddress { get; private set; } = "";

    internal string DatabaseConnection { get; private set; } = "";

    internal NpgsqlDataSource Database => database!;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
        {
            builder.Resources.Remove(project);
        }

        app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("message-bus").WaitAsync(StartsWithin);

        BusAddress = (await app.GetConnectionStringAsync("message-bus"))!;
        var server = new NpgsqlConnectionStringBuilder(await app.GetConnectionStringAsync("postgres"));
        await using (var maintenance = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres" }))
        {
            await ExecuteAsync(maintenance, "create database messaging_tests");
        }

        DatabaseConnection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "messaging_tests" }.ConnectionString;
        database = NpgsqlDataSource.Create(DatabaseConnection);
        using var script = new StreamReader(typeof(Outbox).Assembly.GetManifestResourceStream("messaging.sql")!);
        await ExecuteAsync(database, await script.ReadToEndAsync());
        await ExecuteAsync(database, "create table effects (message_id uuid not null, aggregate uuid not null, version int not null, at timestamptz not null default clock_timestamp())");
        await ExecuteAsync(database, "create table shared_effects (aggregate uuid not null, version int not null, together int not null)");
        await ExecuteAsync(database, "create table applied (seq bigint generated always as identity, thing uuid not null, version int not null)");
    }

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    internal async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal async Task<IReadOnlyList<T>> ColumnAsync<T>(string sql, params object[] values)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        var column = new List<T>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            column.Add(rows.GetFieldValue<T>(0));
        }

        return column;
    }

    internal static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
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
