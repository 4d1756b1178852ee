using System.Text.RegularExpressions;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Testing;

/// <summary>What PostgreSQL shows of a service's tables to one office, to another, and to a connection that says nothing: the pitfalls of row-level security, one by one.</summary>
public abstract class RowWallTests
{
    /// <summary>Two offices of different provinces, whose rows the tests make.</summary>
    protected const string One = "bawaslu:36.74", Other = "bawaslu:63.71";

    /// <summary>Connection of the service's role.</summary>
    protected abstract string Role { get; }

    /// <summary>The owner of the tables, a superuser.</summary>
    protected abstract NpgsqlDataSource Owner { get; }

    /// <summary>The service's schema.</summary>
    protected abstract string Schema { get; }

    /// <summary>Guarded tables in which both offices have rows once they were made.</summary>
    protected abstract string[] Filled { get; }

    /// <summary>A guarded table that the role may change, and a column of it.</summary>
    protected abstract (string Table, string Column) Changeable { get; }

    /// <summary>A statement that adds again what <see cref="Other"/> has under a key.</summary>
    protected abstract string AddAgain { get; }

    /// <summary>Makes rows of both offices, through the service.</summary>
    protected abstract Task FillAsync();

    private async Task SeeFilledAsync()
    {
        foreach (var table in Filled)
        {
            if ((await RowsAsync(table, Of(One))).Count == 0 || (await RowsAsync(table, Of(Other))).Count == 0)
            {
                await FillAsync();
                return;
            }
        }
    }

    [Fact]
    public async Task Without_any_condition_an_office_reads_its_own_rows_and_no_others_and_the_service_reads_all()
    {
        await SeeFilledAsync();
        foreach (var table in await TablesAsync(guarded: true))
        {
            var (one, other, all) = (await RowsAsync(table, Of(One)), await RowsAsync(table, Of(Other)), await RowsAsync(table, RowScope.Everything));

            Assert.True(!one.Overlaps(other), $"{table}: both offices see {string.Join(' ', one.Intersect(other))}");
            Assert.True(all.IsSupersetOf(one) && all.IsSupersetOf(other), table);
            if (Filled.Contains(table))
            {
                Assert.True(one.Count > 0 && other.Count > 0 && one.Count < all.Count, $"{table}: {one.Count}, {other.Count} of {all.Count}");
            }
        }
    }

    [Fact]
    public async Task A_setting_that_was_never_made_or_was_taken_back_shows_no_row_and_is_no_error()
    {
        await SeeFilledAsync();
        await using var source = NpgsqlDataSource.Create(Role);
        foreach (var table in await TablesAsync(guarded: true))
        {
            await using var connection = await source.OpenConnectionAsync();
            Assert.Equal(0L, await ScalarAsync(connection, $"select count(*) from {Schema}.{table}"));
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await SetAsync(connection, Of(One), isLocal: true);
                await transaction.CommitAsync();
            }

            Assert.Equal("", await ScalarAsync(connection, "select current_setting('netralitas.from', true)"));
            Assert.Equal(0L, await ScalarAsync(connection, $"select count(*) from {Schema}.{table}"));
        }
    }

    [Fact]
    public async Task Whose_rows_a_connection_showed_is_forgotten_before_it_is_used_again()
    {
        await SeeFilledAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Role) { MaxPoolSize = 1 });
        object? backend;
        await using (var connection = await source.OpenConnectionAsync())
        {
            await SetAsync(connection, Of(One), isLocal: false);
            Assert.NotEqual(0L, await ScalarAsync(connection, $"select count(*) from {Schema}.{Filled[0]}"));
            backend = await ScalarAsync(connection, "select pg_backend_pid()");
        }

        await using var again = await source.OpenConnectionAsync();
        Assert.Equal(0L, await ScalarAsync(again, $"select count(*) from {Schema}.{Filled[0]}"));
        Assert.Equal(backend, await ScalarAsync(again, "select pg_backend_pid()"));
    }

    [Fact]
    public async Task What_is_changed_without_a_condition_and_told_by_returning_is_the_offices_own()
    {
        await SeeFilledAsync();
        var (table, column) = Changeable;
        await using var source = NpgsqlDataSource.Create(Role);
        await using var connection = await source.OpenConnectionAsync();
        var own = await RowsAsync(table, Of(One));
        await using var transaction = await connection.BeginTransactionAsync();
        await SetAsync(connection, Of(One), isLocal: true);

        Assert.Equal((long)own.Count, await ScalarAsync(connection, $"with changed as (update {Schema}.{table} set {column} = {column} returning *) select count(*) from changed"));
    }

    [Fact]
    public async Task The_owner_of_a_table_is_bound_as_everybody_is()
    {
        await SeeFilledAsync();
        foreach (var table in Filled)
        {
            // One table in a transaction: a service that runs beside reads several in an order of its own.
            await using var connection = await Owner.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await ScalarAsync(connection, $"lock table {Schema}.{table}; create role wall_owner; grant usage, create on schema {Schema} to wall_owner; alter table {Schema}.{table} owner to wall_owner");
            await ScalarAsync(connection, $"grant select on all tables in schema {Schema} to wall_owner; set local role wall_owner");

            Assert.Equal(0L, await ScalarAsync(connection, $"select count(*) from {Schema}.{table}"));
        }
    }

    [Fact]
    public async Task An_error_of_a_key_tells_nothing_of_a_hidden_row()
    {
        await SeeFilledAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Role) { IncludeErrorDetail = true });
        await using var connection = await source.OpenConnectionAsync();
        var statement = await ScalarAsync(AddAgain, RowScope.Everything);
        await SetAsync(connection, Of(One), isLocal: false);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, (string)statement!));

        Assert.Equal((PostgresErrorCodes.UniqueViolation, null), (refused.SqlState, refused.Detail));
    }

    [Fact]
    public async Task No_view_reads_past_the_policies()
    {
        await using var views = Owner.CreateCommand(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)))
            """);
        views.Parameters.Add(new() { Value = Schema });

        Assert.Null(await views.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Every_table_has_a_policy_or_a_reason_in_the_document()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "access.md"));
        var reasoned = Regex.Matches(document, $@"^\| {Schema} \| (?<tables>[^|]+) \| (?<reason>[^|]+) \|$", RegexOptions.Multiline)
            .SelectMany(row => Regex.Matches(row.Groups["tables"].Value, "`([a-z_]+)`").Select(table => table.Groups[1].Value));

        Assert.Equal(await TablesAsync(guarded: false), reasoned.Order(StringComparer.Ordinal));
    }

    /// <summary>Tables whose policies hold for their owner too; or those that have none.</summary>
    protected async Task<List<string>> TablesAsync(bool guarded)
    {
        await using var command = Owner.CreateCommand(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relkind in ('r', 'p') and (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)) = $2
                and c.relname <> '__EFMigrationsHistory' order by c.relname collate "C"
            """);
        command.Parameters.Add(new() { Value = Schema });
        command.Parameters.Add(new() { Value = guarded });
        var tables = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }

    /// <summary>What an officer of an office sees.</summary>
    protected static RowScope Of(string office) => Office.TryParse(office, out var read) ? RowScope.Of(new Caller("uji", Roles.Officer, read), hasRegion: true) : throw new ArgumentException(office);

    /// <summary>One value of a statement, as whoever has the scope sees it.</summary>
    protected async Task<object?> ScalarAsync(string sql, RowScope scope)
    {
        await using var source = NpgsqlDataSource.Create(Role);
        await using var connection = await source.OpenConnectionAsync();
        await SetAsync(connection, scope, isLocal: false);
        return await ScalarAsync(connection, sql);
    }

    private async Task<HashSet<string>> RowsAsync(string table, RowScope scope)
    {
        return [.. (string[])(await ScalarAsync($"select coalesce(array_agg(md5(t::text)), array[]::text[]) from {Schema}.{table} t", scope))!];
    }

    private static async Task SetAsync(NpgsqlConnection connection, RowScope scope, bool isLocal)
    {
        foreach (var (name, value) in RowScope.Settings.Zip(scope.Values))
        {
            await using var command = new NpgsqlCommand("select set_config($1, $2, $3)", connection);
            command.Parameters.Add(new() { Value = name });
            command.Parameters.Add(new() { Value = value });
            command.Parameters.Add(new() { Value = isLocal });
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
