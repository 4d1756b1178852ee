using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Tests.Support;

/// <summary>The AppHost's PostgreSQL and RabbitMQ, fresh and migrated, without its services: a test starts and kills its own.</summary>
public sealed class BackingServices : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private DistributedApplication? app;
    private NpgsqlDataSource? owner;

    /// <summary>Connection of the service's role.</summary>
    internal string Database { get; private set; } = "";

    internal string Bus { get; private set; } = "";

    internal NpgsqlDataSource Owner => owner!;

    /// <summary>Connection string of the owner.</summary>
    internal string OwnerConnection { get; private set; } = "";

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
        Database = (await app.GetConnectionStringAsync("notifications-db"))!;
        OwnerConnection = (await app.GetConnectionStringAsync("notifications-owner"))!;
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

    internal async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Tells an office something, as a consumer of events does.</summary>
    /// <returns>The subject.</returns>
    internal async Task<Guid> TellAsync(string office, NoticeKind kind = NoticeKind.ReportReceived, string? regionCode = "75.71", string title = "Laporan masuk: Kota Gorontalo")
    {
        var subject = Guid.CreateVersion7();
        await TellAgainAsync(office, subject, kind, regionCode, title);
        return subject;
    }

    /// <summary>Tells an office the same as before, as a consumer does that had an event twice.</summary>
    internal async Task TellAgainAsync(string office, Guid subject, NoticeKind kind = NoticeKind.ReportReceived, string? regionCode = "75.71", string title = "Laporan masuk: Kota Gorontalo")
    {
        Assert.True(ServiceDefaults.Office.TryParse(office, out var told));
        await using var connection = await Owner.OpenConnectionAsync();
        var now = DateTimeOffset.UtcNow;
        await NoticeDraft.TellAsync(connection, [new([told], kind, subject, 1, title, "CONTOH isi <b>tebal</b> & lain-lain.", regionCode, now.AddTicks(-(now.Ticks % 10)))]);
    }

    /// <summary>Publishes an event as the service that it comes from does; a replica that runs consumes it.</summary>
    internal async Task PublishAsync<TEvent>(TEvent happened, Guid aggregate, int version)
        where TEvent : class
    {
        await using var db = new NotificationsDb(new DbContextOptionsBuilder<NotificationsDb>().UseNpgsql(Owner).Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.EnqueueAsync(happened, aggregate, version, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>The notice that one office was told of a subject.</summary>
    internal async Task<string> NoticeOfAsync(Guid subject) => (await ScalarAsync<Guid>("select id from notifications.notices where subject_id = $1", subject)).ToString();
}

/// <summary>Tests that share the backing services.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class BackingServicesCollection : ICollectionFixture<BackingServices>
#pragma warning restore CA1711
{
    public const string Name = "backing services";
}
