using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Reports.Storage;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>Gives reports from before there was a log of receipts their entries.</summary>
internal static class EarlierReceipts
{
    private const int AtOnce = 200;

    private const string FindSql =
        """
        select r.id, r.number, r.received_at, r.content, r.identity from reports.reports r
        where r.id > $1 and not exists (select from log.held h where h.subject = r.id) and not exists (select from log.opening o where o.subject = r.id)
            and not exists (select from log.erasure x where x.subject = r.id)
        order by r.id limit $2
        """;

    private const string HoldSql = "insert into log.held (subject, entry, nonce, record, at) select *, $5 from unnest($1, $2, $3, $4) on conflict do nothing";

    /// <summary>Holds an entry for each report that has none, in stretches; a crash leaves those that were held, and the next run goes on.</summary>
    internal static async Task AddAsync(ReportsDb db, TimeProvider clock, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        for (var after = Guid.Empty; await ReadAsync(connection, after, cancel) is { Count: > 0 } found; after = found[^1].Id)
        {
            await using var hold = new NpgsqlCommand(HoldSql, connection)
            {
                Parameters =
                {
                    new() { Value = found.Select(each => each.Id).ToArray() },
                    new() { Value = found.Select(each => each.Entry.Entry.ToBytes()).ToArray() },
                    new() { Value = found.Select(each => each.Entry.Nonce.ToArray()).ToArray() },
                    new() { Value = found.Select(each => each.Entry.Record.ToArray()).ToArray() },
                    new() { Value = clock.GetUtcNow() },
                },
            };
            await hold.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task<List<(Guid Id, OpenedEntry Entry)>> ReadAsync(NpgsqlConnection connection, Guid after, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(FindSql, connection) { Parameters = { new() { Value = after }, new() { Value = AtOnce } } };
        await using var rows = await find.ExecuteReaderAsync(cancel);
        var found = new List<(Guid, OpenedEntry)>();
        while (await rows.ReadAsync(cancel))
        {
            var identity = rows.IsDBNull(4) ? null : rows.GetFieldValue<byte[]>(4);
            found.Add((rows.GetGuid(0), ReceiptEntry.Open(rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2), rows.GetFieldValue<byte[]>(3), identity)));
        }

        return found;
    }
}
