using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>The AppHost's PostgreSQL and RabbitMQ, fresh and migrated, without its services: a test starts and kills its own.</summary>
public sealed class BackingServices : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    // One for each database: two logs under one name would be a split view, which the exporter refuses.
    private readonly DirectoryInfo log = Directory.CreateTempSubdirectory("netralitas-receipt-log-");
    private readonly List<ReportsProcess> replicas = [];
    private DistributedApplication? app;
    private NpgsqlDataSource? owner;

    /// <summary>Connection of the service's role.</summary>
    internal string Database { get; private set; } = "";

    /// <summary>Connection of the role of intake.</summary>
    internal string IntakeDatabase { get; private set; } = "";

    /// <summary>Connection of the owner of the database.</summary>
    internal string OwnerConnection { get; private set; } = "";

    internal string Bus { get; private set; } = "";

    /// <summary>What the log of receipts publishes.</summary>
    internal string PublishedLog => Path.Combine(log.FullName, "public");

    /// <summary>What the signer of the log keeps for itself.</summary>
    internal string SignedLog => Path.Combine(log.FullName, "signed");

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
        Database = (await app.GetConnectionStringAsync("reports-db"))!;
        IntakeDatabase = (await app.GetConnectionStringAsync("reports-intake-db"))!;
        OwnerConnection = (await app.GetConnectionStringAsync("reports-owner"))!;
        owner = NpgsqlDataSource.Create(OwnerConnection);
    }

    /// <summary>A replica with the usual settings, which tests share: a process takes seconds of a processor to start.</summary>
    /// <param name="number">Which: a test that needs two asks for 1 and for 2.</param>
    internal async Task<ReportsProcess> ReplicaAsync(int number = 1)
    {
        while (replicas.Count < number)
        {
            replicas.Add(await ReportsProcess.StartSharedAsync(this, spool.FullName));
        }

        return replicas[number - 1];
    }

    /// <summary>Ends the shared replicas: a test that starts its own wants none of its work done by another.</summary>
    internal async Task EndReplicasAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }

        replicas.Clear();
    }

    public async Task DisposeAsync()
    {
        await EndReplicasAsync();
        spool.Delete(recursive: true);
        log.Delete(recursive: true);
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }

        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>The events of a type that a report's outbox has or had, by their versions.</summary>
    internal async Task<int[]> VersionsOfAsync<TEvent>(string number) => await ScalarAsync<int[]>(
        """
        select coalesce(array_agg(e.version order by e.version), '{}') from (
            select aggregate, version, type from messaging.outbox union all select aggregate, version, type from messaging.outbox_sent) e
        join reports.reports r on r.id = e.aggregate where r.number = $1 and e.type = $2
        """, number.Replace("-", "", StringComparison.Ordinal), typeof(TEvent).FullName!);

    /// <summary>Tables in which the word stands, as text or as the hexadecimal digits of its bytes.</summary>
    internal async Task<List<string>> TablesWithAsync(string word)
    {
        var tables = new List<string>();
        await using (var list = Owner.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('reports', 'messaging')"))
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                tables.Add(rows.GetString(0));
            }
        }

        var found = new List<string>();
        var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word));
        foreach (var table in tables)
        {
            if (await ScalarAsync<bool>($"select exists (select from {table} t where position($1 in t::text) > 0 or position($2 in t::text) > 0)", word, hex))
            {
                found.Add(table);
            }
        }

        return found;
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

    /// <summary>Does what no role of a service may, as the owner of the tables.</summary>
    internal async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }
}

#pragma warning disable CA1711 // xunit's word for it.

/// <summary>Tests of what anyone does, and of what stands behind it: they share one set of backing services.</summary>
[CollectionDefinition(Name)]
public sealed class BackingServicesCollection : ICollectionFixture<BackingServices>
{
    public const string Name = "backing services";
}

/// <summary>Tests of what offices do: they share another set, and run beside the first, since one test at a time leaves a processor idle.</summary>
[CollectionDefinition(Name)]
public sealed class OfficesBackingServicesCollection : ICollectionFixture<BackingServices>
{
    public const string Name = "backing services of offices";
}

#pragma warning restore CA1711
