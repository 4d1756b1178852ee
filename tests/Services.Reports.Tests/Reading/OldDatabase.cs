using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Tests.Admission;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>A database as a release before made it, to be brought up to date, and back.</summary>
internal sealed class OldDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly ReportsDb db;

    private OldDatabase(NpgsqlDataSource source)
    {
        this.source = source;
        db = new ReportsDb(new DbContextOptionsBuilder<ReportsDb>().UseNpgsql(source).Options);
    }

    /// <summary>Makes one, empty.</summary>
    /// <param name="backing">The server.</param>
    /// <param name="last">Its last migration.</param>
    internal static async Task<OldDatabase> OfAsync(BackingServices backing, string last)
    {
        var name = $"naik_{Guid.NewGuid():N}";
        await backing.ExecuteAsync($"create database {name}");
        var database = new OldDatabase(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(backing.OwnerConnection) { Database = name }));
        await database.ExecuteAsync(SqlOf(typeof(Outbox), "messaging.sql"));
        await database.ExecuteAsync(SqlOf(typeof(SequencerOptions), "log.sql"));
        await database.MigrateAsync(last);
        return database;
    }

    /// <summary>Brings it to a migration; to the last when none is named.</summary>
    internal Task MigrateAsync(string? to = null) => db.GetService<IMigrator>().MigrateAsync(to);

    internal async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<string> ScalarAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        await source.DisposeAsync();
    }

    private static string SqlOf(Type beside, string name)
    {
        using var reader = new StreamReader(beside.Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
