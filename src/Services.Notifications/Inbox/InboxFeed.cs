using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Notifications.Inbox;

/// <summary>The notices of an office in an order to which nothing is added behind a reader's back.</summary>
/// <remarks>
/// Ids tell when a notice was made, not when it was committed: who reads up to an id can pass one that is still on its way. So each notice has a place in the order in which notices are written, and only those
/// are read before which no transaction that tells is still open. Whoever tells holds its place until its commit, by a trigger of the table: no other transaction of the database or of its server holds a reader up.
/// </remarks>
internal sealed class InboxFeed(NpgsqlDataSource database)
{
    private static readonly string Next = Query("n.office = $1 and");

    // Offices are not asked for: the index of the order itself is read.
    private static readonly string NextOfAll = Query("$1::text is null and");

    private static string Query(string which) =>
        $"""
        select n.told_in, n.id, n.office, n.kind, n.subject_id, n.subject_version, n.title, n.body, n.region_code, n.created_at, n.acknowledged_at, coalesce(t.signatures, 0)
        from notifications.notices n left join notifications.declaration_tallies t on t.declaration_id = n.subject_id
        where {which} n.kind <> 'Digest' and n.told_in <= $5 and (n.told_in, n.id) > ($2, $3)
        order by n.told_in, n.id limit $4
        """;

    /// <summary>The notices after a place, a part of them, oldest first.</summary>
    /// <param name="office">Of this office; null for all.</param>
    /// <param name="after">The place.</param>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<IReadOnlyList<ToldNotice>> ReadAsync(string? office, InboxCursor after, int atMost, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        // By a statement of its own: what was committed when the place was looked up is seen by the one after it.
        var settled = await SettledAsync(connection, cancel);
        if (settled < after.Transaction)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(office is null ? NextOfAll : Next, connection);
        command.Parameters.Add(new() { Value = (object?)office ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = after.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new() { Value = after.NoticeId });
        command.Parameters.Add(new() { Value = atMost });
        command.Parameters.Add(new() { Value = settled, NpgsqlDbType = NpgsqlDbType.Xid8 });
        var page = new List<ToldNotice>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            page.Add(new ToldNotice(new InboxCursor(rows.GetFieldValue<ulong>(0), rows.GetGuid(1)), NoticeOf(rows), rows.GetInt32(11)));
        }

        return page;
    }

    /// <summary>The place before which nothing will come any more: what is told from now on lies after it.</summary>
    internal async Task<InboxCursor> NowAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return new InboxCursor(await SettledAsync(connection, cancel) + 1, Guid.Empty);
    }

    // The last place up to which every notice is committed or never will be.
    private static async Task<ulong> SettledAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select notifications.notices_settled()", connection);
        return (ulong)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static Notice NoticeOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        Office = row.GetString(2),
        Kind = Enum.Parse<NoticeKind>(row.GetString(3)),
        SubjectId = row.GetGuid(4),
        SubjectVersion = row.GetInt32(5),
        Title = row.GetString(6),
        Body = row.GetString(7),
        RegionCode = row.IsDBNull(8) ? null : row.GetString(8),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(9),
        AcknowledgedAt = row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
    };
}

/// <summary>A notice and its place.</summary>
/// <param name="Cursor">The place after it.</param>
/// <param name="Notice">The notice.</param>
/// <param name="Signatures">Signatures counted so far for its declaration; 0 for other kinds.</param>
internal sealed record ToldNotice(InboxCursor Cursor, Notice Notice, int Signatures);

/// <summary>Which notices are wanted. Pure.</summary>
/// <param name="Kinds">Of these kinds; none means all.</param>
/// <param name="RegionCode">About this region and those below it; empty means all.</param>
internal sealed record NoticeFilter(IReadOnlyCollection<NoticeKind> Kinds, string RegionCode)
{
    internal bool Wants(Notice notice) =>
        (Kinds.Count == 0 || Kinds.Contains(notice.Kind))
        && (RegionCode.Length == 0 || (notice.RegionCode is { } region && new Office("bawaslu", RegionCode).Covers(region)));
}
