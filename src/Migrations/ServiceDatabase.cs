using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Npgsql;

namespace Netralitas.Migrations;

/// <summary>The database of one service, through its owner's connection.</summary>
/// <param name="name">Name of the service, its database, its schema and its role.</param>
/// <param name="owner">Connection string of the owner.</param>
/// <param name="rolePassword">Password that the service's role is given.</param>
/// <param name="operationsPassword">Password that the operators' role is given; it is one role for all databases of the server.</param>
/// <param name="tables">What is special about some tables of the service.</param>
/// <param name="partPasswords">Passwords that the roles of the service's parts are given.</param>
/// <param name="newContext">Makes the service's context on the owner's connection.</param>
/// <param name="afterMigration">What the service changes in rows of its tables after they were migrated.</param>
/// <param name="log">Says what was done.</param>
internal sealed partial class ServiceDatabase(string name, string owner, string rolePassword, string operationsPassword, TableRights tables, IReadOnlyDictionary<string, string> partPasswords, Func<DbContext> newContext, Func<DbContext, CancellationToken, Task> afterMigration, ILogger<ServiceDatabase> log)
{
    /// <summary>Makes the database if it is missing, then its messaging tables and its log, the service's own tables, and the role that may use them.</summary>
    /// <remarks>Each step can be run again: after a crash the next run goes on.</remarks>
    internal async Task BringUpToDateAsync(CancellationToken cancel)
    {
        await CreateIfMissingAsync(cancel);
        await using var source = NpgsqlDataSource.Create(owner);
        await ExecuteAsync(source, ReadSql(typeof(Outbox).Assembly, "messaging.sql"), cancel);
        await ExecuteAsync(source, ReadSql(typeof(Outbox).Assembly, "redrive.sql"), cancel);
        if (tables.HasLog)
        {
            await ExecuteAsync(source, ReadSql(typeof(SequencerOptions).Assembly, "log.sql"), cancel);
        }

        await using (var context = newContext())
        {
            await context.Database.MigrateAsync(cancel);
            await afterMigration(context, cancel);
        }

        await GrantRoleAsync(source, cancel);
        await GrantOperationsAsync(source, cancel);
        LogUpToDate(name);
    }

    private async Task CreateIfMissingAsync(CancellationToken cancel)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(owner) { Database = "postgres", Pooling = false };
        await using var source = NpgsqlDataSource.Create(maintenance);
        await using var exists = source.CreateCommand("select exists (select from pg_database where datname = $1)");
        exists.Parameters.Add(new() { Value = name });
        if (!(bool)(await exists.ExecuteScalarAsync(cancel))!)
        {
            await ExecuteAsync(source, $"create database {Quoted(name)}", cancel);
        }
    }

    private async Task GrantRoleAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await ExecuteAsync(source, OwnSql("role.sql"), cancel);
        foreach (var table in tables.AppendOnly)
        {
            await ExecuteAsync(source, $"revoke update, delete on table {Quoted(name)}.{Quoted(table)} from {Quoted(name)}", cancel);
        }

        foreach (var table in tables.ReadOnly)
        {
            await ExecuteAsync(source, $"revoke insert, update, delete on table {Quoted(name)}.{Quoted(table)} from {Quoted(name)}", cancel);
        }

        if (tables.HasLog)
        {
            await ExecuteAsync(source, OwnSql("log-role.sql"), cancel);
        }

        foreach (var part in tables.PartRoles)
        {
            await ExecuteAsync(source, OwnSql(part.Sql), cancel);
            await SetPasswordAsync(source, part.Name, partPasswords[part.Name], cancel);
        }

        await SetPasswordAsync(source, name, rolePassword, cancel);
    }

    private async Task GrantOperationsAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await ExecuteAsync(source, OwnSql("operations.sql"), cancel);
        foreach (var table in tables.OperatorsRead.Concat(tables.OperatorsAdd))
        {
            await ExecuteAsync(source, $"grant usage on schema {Quoted(name)} to operations; grant select on table {Quoted(name)}.{Quoted(table)} to operations", cancel);
        }

        foreach (var table in tables.OperatorsAdd)
        {
            await ExecuteAsync(source, $"grant insert on table {Quoted(name)}.{Quoted(table)} to operations", cancel);
        }

        await SetPasswordAsync(source, "operations", operationsPassword, cancel);
    }

    // ALTER ROLE takes no parameters; format() quotes the secret on the server.
    private static async Task SetPasswordAsync(NpgsqlDataSource source, string role, string password, CancellationToken cancel)
    {
        await using var quote = source.CreateCommand("select format('alter role %I with password %L', $1, $2)");
        quote.Parameters.Add(new() { Value = role });
        quote.Parameters.Add(new() { Value = password });
        await ExecuteAsync(source, (string)(await quote.ExecuteScalarAsync(cancel))!, cancel);
    }

    private string OwnSql(string resource) => ReadSql(Assembly.GetExecutingAssembly(), resource)
        .Replace("@rolname", name, StringComparison.Ordinal)
        .Replace("@role", Quoted(name), StringComparison.Ordinal)
        .Replace("@database", Quoted(name), StringComparison.Ordinal)
        .Replace("@schema", Quoted(name), StringComparison.Ordinal);

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Quoted(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string ReadSql(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Name} is up to date")]
    private partial void LogUpToDate(string name);
}

/// <summary>Tables of a service that are special.</summary>
internal sealed record TableRights
{
    /// <summary>The service's role may read them and add to them, and never change them.</summary>
    public IReadOnlyList<string> AppendOnly { get; init; } = [];

    /// <summary>The service's role may read them only: functions of the owner write them.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>Roles of parts of the service that may do less.</summary>
    public IReadOnlyList<PartRole> PartRoles { get; init; } = [];

    /// <summary>The database has a transparency log.</summary>
    public bool HasLog { get; init; }

    /// <summary>Operators may read them.</summary>
    public IReadOnlyList<string> OperatorsRead { get; init; } = [];

    /// <summary>Operators may read them and add to them.</summary>
    public IReadOnlyList<string> OperatorsAdd { get; init; } = [];
}

/// <summary>A role beside the service's own.</summary>
/// <param name="Name">Its name; the password is <c>Roles:{name}:Password</c>.</param>
/// <param name="Sql">What makes it and says what it may.</param>
internal sealed record PartRole(string Name, string Sql);
