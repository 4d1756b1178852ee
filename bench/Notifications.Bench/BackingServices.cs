using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Netralitas.Notifications.Bench;

/// <summary>The AppHost's PostgreSQL and RabbitMQ, fresh and migrated, without its services.</summary>
internal sealed class BackingServices : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly DistributedApplication app;
    private readonly NpgsqlDataSource owner;

    private BackingServices(DistributedApplication app, NpgsqlDataSource owner) => (this.app, this.owner) = (app, owner);

    /// <summary>Connection of the notifications service's role.</summary>
    internal string Database { get; private init; } = "";

    /// <summary>Connection of the owner of the reports service's database, whose outbox events come from.</summary>
    internal string Events { get; private init; } = "";

    internal string Bus { get; private init; } = "";

    internal static async Task<BackingServices> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().Where(p => p.Name != "migrations").ToList())
        {
            builder.Resources.Remove(project);
        }

        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("message-bus").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceAsync("migrations", KnownResourceStates.Finished).WaitAsync(StartsWithin);
        return new BackingServices(app, NpgsqlDataSource.Create((await app.GetConnectionStringAsync("notifications-owner"))!))
        {
            Database = (await app.GetConnectionStringAsync("notifications-db"))!,
            Events = (await app.GetConnectionStringAsync("reports-owner"))!,
            Bus = (await app.GetConnectionStringAsync("message-bus"))!,
        };
    }

    internal async Task<long> CountAsync(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Takes all offices out of the directory: what they are told stays in their inboxes.</summary>
    internal async Task ForgetOfficesAsync()
    {
        await using var command = owner.CreateCommand("delete from notifications.offices");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Puts offices into the directory, each with one telephone number.</summary>
    /// <param name="select">Columns <c>office</c>, <c>kind</c>, <c>region_code</c> and <c>n</c>, a number of its own.</param>
    internal async Task EnterOfficesAsync(string select)
    {
        await using var command = owner.CreateCommand(
            $"""
            insert into notifications.offices (office, kind, region_code, name, contacts, version, recorded_by, recorded_at)
            select office, kind, region_code, 'CONTOH ' || office, jsonb_build_array(jsonb_build_object('Function', 'Ketua', 'Channel', 'Sms', 'Address', '+62899' || lpad(n::text, 8, '0'))), 1, 'bench', now()
            from ({select}) as o on conflict do nothing
            """);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
        await using var analyze = owner.CreateCommand("analyze notifications.offices");
        await analyze.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        await app.DisposeAsync();
    }
}
