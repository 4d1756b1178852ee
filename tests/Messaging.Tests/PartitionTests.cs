using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class PartitionTests(BackingServices backing)
{
    private const string TablesBeforePartitions =
        """
        create schema messaging;
        create table messaging.outbox_sent (
            seq bigint not null, id uuid not null, lane smallint not null, aggregate uuid not null, version int not null,
            type text not null, body bytea not null, headers jsonb not null, created_at timestamptz not null,
            sent_at timestamptz not null default clock_timestamp()
        );
        create index ix_outbox_sent_sent_at on messaging.outbox_sent (sent_at);
        create table messaging.inbox (
            message_id uuid not null, consumer text not null, at timestamptz not null default clock_timestamp(),
            primary key (message_id, consumer)
        );
        insert into messaging.outbox_sent (seq, id, lane, aggregate, version, type, body, headers, created_at, sent_at)
            select n, gen_random_uuid(), 0, gen_random_uuid(), 1, 'x', '', '{}', now(), now() - make_interval(days => n) from generate_series(0, 9) n;
        insert into messaging.inbox (message_id, consumer) values ('018f0000-0000-7000-8000-000000000001', 'old'), ('f47ac10b-58cc-4372-a567-0e02b2c3d479', 'random');
        """;

    [Fact]
    public async Task A_database_from_before_partitions_keeps_its_rows_and_may_be_brought_up_to_date_again_and_again()
    {
        await using var database = await NewDatabaseAsync("messaging_upgrade", TablesBeforePartitions);
        await BringUpToDateAsync(database);
        await BringUpToDateAsync(database);

        Assert.Equal(10L, await ScalarAsync(database, "select count(*) from messaging.outbox_sent"));
        Assert.Equal(2L, await ScalarAsync(database, "select count(*) from messaging.inbox"));
        Assert.Equal(0L, await ScalarAsync(database, "select count(*) from pg_class where relname like '%unpartitioned%'"));
        // What was sent today is in today's partition, the rest in the default one.
        Assert.Equal(9L, await ScalarAsync(database, "select count(*) from messaging.outbox_sent_default"));
        // A repeat from before is still known.
        Assert.Equal(0L, await ScalarAsync(database, "with again as (insert into messaging.inbox (message_id, consumer) values ('018f0000-0000-7000-8000-000000000001', 'old') on conflict do nothing returning 1) select count(*) from again"));
    }

    [Fact]
    public async Task There_are_always_partitions_for_today_and_tomorrow_and_a_place_for_every_id_and_every_time()
    {
        await using var database = await NewDatabaseAsync("messaging_partitions", "select 1");
        await BringUpToDateAsync(database);

        await BackingServices.ExecuteAsync(database, $"insert into messaging.inbox (message_id, consumer) values ('{Guid.CreateVersion7()}', 'now'), ('{Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(27))}', 'next'), ('{Guid.Empty}', 'none'), ('{Guid.AllBitsSet}', 'all')");
        foreach (var days in new[] { 0, 1, 2, 400, -400 })
        {
            await BackingServices.ExecuteAsync(database, $"insert into messaging.outbox_sent (seq, id, lane, aggregate, version, type, body, headers, created_at, sent_at) values (1, gen_random_uuid(), 0, gen_random_uuid(), 1, 'x', '', '{{}}', now(), now() + make_interval(days => {days}))");
        }

        Assert.Equal(2L, await ScalarAsync(database, "select count(*) from messaging.inbox_default"));
        Assert.Equal(2L, await ScalarAsync(database, "select count(*) from messaging.outbox_sent_default"));
    }

    [Fact]
    public async Task A_partition_that_was_missing_takes_its_rows_from_the_default_one()
    {
        await using var database = await NewDatabaseAsync("messaging_late", "select 1");
        await BringUpToDateAsync(database);
        var id = Guid.CreateVersion7();
        await BackingServices.ExecuteAsync(database,
            $"""
            do $$ declare partition text; begin
                for partition in select inhrelid::regclass from pg_inherits where inhparent = 'messaging.inbox'::regclass and inhrelid <> 'messaging.inbox_default'::regclass loop
                    execute 'drop table ' || partition;
                end loop;
            end $$;
            insert into messaging.inbox (message_id, consumer) values ('{id}', 'x')
            """);
        Assert.Equal(1L, await ScalarAsync(database, "select count(*) from messaging.inbox_default"));

        await BackingServices.ExecuteAsync(database, "select messaging.add_partitions()");

        Assert.Equal(0L, await ScalarAsync(database, "select count(*) from messaging.inbox_default"));
        Assert.Equal(1L, await ScalarAsync(database, $"select count(*) from messaging.inbox where message_id = '{id}'"));
    }

    [Fact]
    public async Task What_is_past_its_time_is_dropped_and_nothing_else()
    {
        await using var database = await NewDatabaseAsync("messaging_retention", "select 1");
        await BringUpToDateAsync(database);
        await BackingServices.ExecuteAsync(database,
            """
            select messaging.add_partition('outbox_sent', 'outbox_sent_' || to_char(current_date - 13, 'YYYYMMDD'), 'sent_at', (current_date - 13)::text, (current_date - 12)::text);
            select messaging.add_partition('outbox_sent', 'outbox_sent_' || to_char(current_date - 14, 'YYYYMMDD'), 'sent_at', (current_date - 14)::text, (current_date - 13)::text);
            select messaging.add_partition('inbox', 'inbox_202001', 'message_id', messaging.first_id_of('2020-01-01Z'), messaging.first_id_of('2020-02-01Z'));
            insert into messaging.inbox (message_id, consumer) values (messaging.first_id_of('2020-01-15Z')::uuid, 'long ago');
            insert into messaging.inbox (message_id, consumer, at) values ('f47ac10b-58cc-4372-a567-0e02b2c3d479', 'random', now() - interval '91 days'), ('f47ac10b-58cc-4372-a567-0e02b2c3d478', 'random', now());
            insert into messaging.request (request_id, operation, fingerprint, at) values (gen_random_uuid(), 'old', '', now() - interval '401 days'), (gen_random_uuid(), 'young', '', now() - interval '399 days');
            """);
        await using var service = await Service.StartAsync(backing, databaseConnection: database.ConnectionString);

        await service.Services.GetServices<IHostedService>().OfType<Retention>().Single().RunAsync(CancellationToken.None);

        Assert.Equal(1L, await ScalarAsync(database, "select count(*) from pg_class where relname = 'outbox_sent_' || to_char(current_date - 13, 'YYYYMMDD')"));
        Assert.Equal(0L, await ScalarAsync(database, "select count(*) from pg_class where relname = 'outbox_sent_' || to_char(current_date - 14, 'YYYYMMDD')"));
        Assert.Equal(1L, await ScalarAsync(database, "select count(*) from messaging.inbox"));
        Assert.Equal("young", await ScalarAsync(database, "select min(operation) from messaging.request"));
    }

    private async Task<NpgsqlDataSource> NewDatabaseAsync(string name, string sql)
    {
        await BackingServices.ExecuteAsync(backing.Database, $"create database {name}");
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(backing.DatabaseConnection) { Database = name, PersistSecurityInfo = true });
        await BackingServices.ExecuteAsync(database, sql);
        return database;
    }

    private static async Task BringUpToDateAsync(NpgsqlDataSource database)
    {
        using var script = new StreamReader(typeof(Outbox).Assembly.GetManifestResourceStream("messaging.sql")!);
        await BackingServices.ExecuteAsync(database, await script.ReadToEndAsync());
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
