using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>The AppHost's PostgreSQL and RabbitMQ, fresh and migrated, without its services: a test starts and kills its own.</summary>
public sealed class BackingServices : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private DistributedApplication? app;
    private NpgsqlDataSource? owner;

    /// <summary>Connection of the service's role.</summary>
    internal string Database { get; private set; } = "";

    /// <summary>Connection of its tables' owner.</summary>
    internal string OwnerConnection { get; private set; } = "";

    internal string Bus { get; private set; } = "";

    internal NpgsqlDataSource Owner => owner!;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().Where(p => p.Name != "migrations").ToList())
        {
            builder.Resources.Remove(project);
        }

        app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("message-bus").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceAsync("migrations", KnownResourceStates.Finished).WaitAsync(StartsWithin);
        Bus = (await app.GetConnectionStringAsync("message-bus"))!;
        Database = (await app.GetConnectionStringAsync("pledges-db"))!;
        OwnerConnection = (await app.GetConnectionStringAsync("pledges-owner"))!;
        owner = NpgsqlDataSource.Create(OwnerConnection);
    }

    public async Task DisposeAsync()
    {
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }

        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Bodies of the events of a type that name something, sent or waiting, in the order in which they were queued.</summary>
    internal async Task<IReadOnlyList<JsonElement>> EventsAsync(string type, string naming)
    {
        await using var command = Owner.CreateCommand(
            """
            select convert_from(body, 'UTF8') from (select id, type, body from messaging.outbox union select id, type, body from messaging.outbox_sent) e
            where type like '%.' || $1 and convert_from(body, 'UTF8') like '%' || $2 || '%' order by id
            """);
        command.Parameters.Add(new() { Value = type });
        command.Parameters.Add(new() { Value = naming });
        var events = new List<JsonElement>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            events.Add(JsonDocument.Parse(rows.GetString(0)).RootElement);
        }

        return events;
    }

    internal async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    internal async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }
}
