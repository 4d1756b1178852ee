using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Tests.States;
using Npgsql;

namespace Netralitas.Services.Pledges.Tests.Signing;

[Collection(PledgesServiceCollection.Name)]
public sealed class CopyRowsTests(PledgesService service)
{
    private const string Table = "copied (id, words, bytes, at, other)";
    private const int Columns = 5;

    private static readonly DateTimeOffset At = new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.FromHours(9)).AddMicroseconds(123_457);

    [Fact]
    public async Task Each_value_is_read_as_it_was_given()
    {
        await using var connection = await OpenAsync();
        // Longer than a message, so that one is sent before the end.
        (Guid Id, string Words, byte[] Bytes)[] given = [.. Enumerable.Range(0, 600).Select(n => (Guid.CreateVersion7(), n == 0 ? "" : $"é\\\n😀 {new string('x', n)}", new byte[n]))];

        await CopyAsync(connection, [.. given, (Guid.CreateVersion7(), new string('é', 100_000), [])]);

        Assert.Equal(given.OrderBy(value => value.Id).Select(Shown), await ReadAsync(connection, "select id, words, bytes from copied where length(words) < 1000 order by id"));
        Assert.Equal(given.Length + 1L, await CountAsync(connection, "select count(*) from copied where at = '1999-12-31 14:59:59.123457+00' and other is null"));
        Assert.Equal(1L, await CountAsync(connection, "select count(*) from copied where words = repeat('é', 100000)"));
    }

    [Fact]
    public async Task Nothing_is_written_of_what_was_not_completed_and_the_connection_goes_on()
    {
        await using var connection = await OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await transaction.SaveAsync("before");
        await using (var rows = await CopyRows.BeginAsync(connection, Table, Columns, CancellationToken.None))
        {
            for (var n = 0; n < 5_000; n++)
            {
                Add(rows, (Guid.CreateVersion7(), "kata", [1, 2, 3]));
                await rows.EndRowAsync(CancellationToken.None);
            }
        }

        await transaction.RollbackAsync("before");
        await CopyAsync(connection, [(Guid.CreateVersion7(), "kata", [])]);
        await transaction.CommitAsync();

        Assert.Equal(1L, await CountAsync(connection, "select count(*) from copied"));
    }

    [Fact]
    public async Task What_PostgreSQL_does_not_take_is_told_and_a_savepoint_is_found_again()
    {
        await using var connection = await OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await transaction.SaveAsync("before");
        (Guid, string, byte[]) twice = (Guid.CreateVersion7(), "kata", []);

        var taken = await Assert.ThrowsAsync<PostgresException>(() => CopyAsync(connection, [.. Enumerable.Repeat(twice, 3_000)]));
        await transaction.RollbackAsync("before");
        await CopyAsync(connection, [twice]);
        await transaction.CommitAsync();

        Assert.Equal(PostgresErrorCodes.UniqueViolation, taken.SqlState);
        Assert.Equal(1L, await CountAsync(connection, "select count(*) from copied"));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await service.Backing.Owner.OpenConnectionAsync();
        await using var create = new NpgsqlCommand("create temporary table copied (id uuid primary key, words text not null, bytes bytea not null, at timestamptz not null, other text)", connection);
        await create.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEnumerable<(Guid, string, byte[])> values)
    {
        await using var rows = await CopyRows.BeginAsync(connection, Table, Columns, CancellationToken.None);
        foreach (var value in values)
        {
            Add(rows, value);
            await rows.EndRowAsync(CancellationToken.None);
        }

        await rows.CompleteAsync(CancellationToken.None);
    }

    private static void Add(CopyRows rows, (Guid Id, string Words, byte[] Bytes) value)
    {
        rows.StartRow();
        rows.Add(value.Id);
        rows.Add(value.Words);
        rows.Add(value.Bytes);
        rows.Add(At);
        rows.AddNull();
    }

    private static string Shown((Guid Id, string Words, byte[] Bytes) value) => $"{value.Id} {value.Words} {Convert.ToHexString(value.Bytes)}";

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<string>();
        while (await rows.ReadAsync())
        {
            read.Add(Shown((rows.GetGuid(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2))));
        }

        return read;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
