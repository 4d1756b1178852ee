using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Tests.Support;
using Npgsql;

namespace Netralitas.Services.Notifications.Tests.Storage;

/// <summary>A database of the release before, brought up to date with what was in it.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class UpgradeTests(BackingServices backing)
{
    private const string Before = "20261122154737_AddPersonPreferences";

    private const string Rows = """
        insert into notifications.preferences (office, kind, manner, recorded_by, recorded_at) values
            ('bawaslu:75', 'ReportStatusChanged', 'Digest', 'uji', now()), ('bawaslu:35', 'DeclarationHeld', 'Digest', 'uji', now());
        insert into notifications.person_preferences (office, person, wish, recorded_at) values
            ('bawaslu:75', 'satu', '{"Person": "satu", "Manners": {"ReportStatusChanged": "InboxOnly", "Broadcast": "Digest"}}', now()), ('bawaslu:75', 'dua', '{"Person": "dua", "Manners": {}}', now());
        insert into notifications.subscriptions (id, office, url, kinds, region_code, state, cursor_transaction, cursor_notice_id, key_id, generation, failed_attempts, next_at, created_by, created_at) values
            (gen_random_uuid(), 'bawaslu:75', 'https://contoh.go.id/', '{ReportStatusChanged}', '', 'Active', '0', gen_random_uuid(), '1', 1, 0, now(), 'uji', now()),
            (gen_random_uuid(), 'bawaslu:35', 'https://contoh.go.id/', '{}', '', 'Active', '0', gen_random_uuid(), '1', 1, 0, now(), 'uji', now());
        insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, created_at) values (gen_random_uuid(), 'bawaslu:75', 'ReportReceived', gen_random_uuid(), 1, 'CONTOH', 'CONTOH', now());
        """;

    [Fact]
    public async Task Wishes_and_subscriptions_go_on_for_the_kinds_that_were_changes_of_status_and_places_go_on_after_the_old_ones()
    {
        var database = $"naik_{Guid.NewGuid():N}";
        await ExecuteAsync(backing.Owner, $"create database {database}");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(backing.OwnerConnection) { Database = database });
        await ExecuteAsync(source, Messaging());
        await using var db = new NotificationsDb(new DbContextOptionsBuilder<NotificationsDb>().UseNpgsql(source).Options);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(Before);
        await ExecuteAsync(source, Rows);
        var old = await ScalarAsync<string>(source, "select told_in::text from notifications.notices");

        await migrator.MigrateAsync();
        await ExecuteAsync(source,
            "insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, created_at) values (gen_random_uuid(), 'bawaslu:35', 'ReportReceived', gen_random_uuid(), 1, 'CONTOH', 'CONTOH', now())");
        var young = await ScalarAsync<string>(source, "select told_in::text from notifications.notices where office = 'bawaslu:35'");

        Assert.Equal("CompletionRequested Decision Invitation ReportNotRegistered ReportRegistered ReportStatusChanged",
            await ScalarAsync<string>(source, "select string_agg(kind, ' ' order by kind) from notifications.preferences where manner = 'Digest' and office = 'bawaslu:75'"));
        Assert.Equal(1L, await ScalarAsync<long>(source, "select count(*) from notifications.preferences where office = 'bawaslu:35'"));
        Assert.Equal("Broadcast Digest, CompletionRequested InboxOnly, Decision InboxOnly, Invitation InboxOnly, ReportNotRegistered InboxOnly, ReportRegistered InboxOnly, ReportStatusChanged InboxOnly",
            await ScalarAsync<string>(source, "select string_agg(key || ' ' || value, ', ' order by key) from notifications.person_preferences, jsonb_each_text(wish->'Manners')"));
        Assert.Equal("bawaslu:35 0, bawaslu:75 6", await ScalarAsync<string>(source, "select string_agg(office || ' ' || cardinality(kinds), ', ' order by office) from notifications.subscriptions"));
        Assert.True(ulong.Parse(young, null) > ulong.Parse(old, null), $"{young} is not after {old}");
        Assert.Equal(young, await ScalarAsync<string>(source, "select notifications.notices_settled()::text"));

        // What is held when the release before comes back is told: it would stay there for ever.
        await ExecuteAsync(source,
            "insert into notifications.held_notices (subject_id, kind, subject_version, offices, title, body) values (gen_random_uuid(), 'ReportReceived', 1, '{bawaslu:75,bawaslu:00}', 'CONTOH', 'CONTOH')");
        await migrator.MigrateAsync(Before);
        Assert.Equal(4L, await ScalarAsync<long>(source, "select count(*) from notifications.notices"));
        Assert.Equal(Before, (await db.Database.GetAppliedMigrationsAsync()).Last());
    }

    [Fact]
    public void The_model_has_no_change_that_no_migration_makes()
    {
        using var db = new NotificationsDb(new DbContextOptionsBuilder<NotificationsDb>().UseNpgsql(backing.OwnerConnection).Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    // The tables beside those of the service, which an older migration writes to.
    private static string Messaging()
    {
        var assembly = typeof(Outbox).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("messaging.sql", StringComparison.Ordinal)))!);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
