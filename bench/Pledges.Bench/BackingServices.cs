using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Netralitas.Pledges.Bench;

/// <summary>The AppHost's PostgreSQL and RabbitMQ, fresh and migrated, without its services.</summary>
internal sealed class BackingServices : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication app;

    private BackingServices(DistributedApplication app) => this.app = app;

    internal string Database { get; private init; } = "";

    internal string OwnerConnection { get; private init; } = "";

    internal required NpgsqlDataSource Owner { get; init; }

    internal string Bus { get; private init; } = "";

    /// <summary>Starts them.</summary>
    /// <param name="postgres">Settings of PostgreSQL, as <c>name=value</c>.</param>
    internal static async Task<BackingServices> StartAsync(IReadOnlyList<string> postgres)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().Where(p => p.Name != "migrations").ToList())
        {
            builder.Resources.Remove(project);
        }

        builder.CreateResourceBuilder(builder.Resources.OfType<PostgresServerResource>().Single()).WithArgs([.. postgres.SelectMany(setting => (string[])["-c", setting])]);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("message-bus").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceAsync("migrations", KnownResourceStates.Finished).WaitAsync(StartsWithin);
        var owner = (await app.GetConnectionStringAsync("pledges-owner"))!;
        return new BackingServices(app)
        {
            Database = (await app.GetConnectionStringAsync("pledges-db"))!,
            OwnerConnection = owner,
            Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { CommandTimeout = 1_800 }),
            Bus = (await app.GetConnectionStringAsync("message-bus"))!,
        };
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

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await app.DisposeAsync();
    }
}
