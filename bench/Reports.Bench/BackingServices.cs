using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Netralitas.Reports.Bench;

/// <summary>The AppHost's PostgreSQL and RabbitMQ, fresh and migrated, without its services.</summary>
internal sealed class BackingServices : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication app;

    private BackingServices(DistributedApplication app) => this.app = app;

    internal string Database { get; private init; } = "";

    internal string Owner { get; private init; } = "";

    internal string Bus { get; private init; } = "";

    internal static async Task<BackingServices> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().Where(p => p.Name != "migrations").ToList())
        {
            builder.Resources.Remove(project);
        }

        // A national database is given memory; what the AppHost starts otherwise is to fit beside a developer's other programs.
        builder.CreateResourceBuilder(builder.Resources.OfType<PostgresServerResource>().Single()).WithArgs("-c", "shared_buffers=1GB");
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("message-bus").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceAsync("migrations", KnownResourceStates.Finished).WaitAsync(StartsWithin);
        return new BackingServices(app)
        {
            Database = (await app.GetConnectionStringAsync("reports-db"))!,
            Owner = (await app.GetConnectionStringAsync("reports-owner"))!,
            Bus = (await app.GetConnectionStringAsync("message-bus"))!,
        };
    }

    internal async Task<long> CountReportsAsync()
    {
        await using var owner = NpgsqlDataSource.Create(Owner);
        await using var count = owner.CreateCommand("select count(*) from reports.reports");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
