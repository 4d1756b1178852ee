using System.Globalization;
using Npgsql;

namespace Netralitas.Faults.Checker;

/// <summary>A report as the database has it.</summary>
/// <param name="Id">Its inner identity.</param>
/// <param name="Request">The request that it is kept under.</param>
/// <param name="ClaimedHash">Hex of the hash beside its content.</param>
/// <param name="KeyedHash">Hex of what must stand beside its content, computed here.</param>
/// <param name="Hash">Hex of the hash of what was sent, opened and computed here.</param>
/// <param name="Number">Public number without hyphens.</param>
/// <param name="Region">Code of its region.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
/// <param name="DuplicateOf">The report that it may be a duplicate of.</param>
internal sealed record StoredReport(Guid Id, Guid Request, string ClaimedHash, string KeyedHash, string Hash, string Number, string? Region, DateTimeOffset ReceivedAt, Guid? DuplicateOf);

/// <summary>A notice as the database has it.</summary>
internal sealed record StoredNotice(string Office, string Kind, Guid Subject, int Version, string Body, string? Region);

/// <summary>A declaration as the database has it.</summary>
internal sealed record StoredDeclaration(Guid Id, int Version, string Region, int Signatures, int Personal);

/// <summary>Signatures of one list, as stored.</summary>
internal sealed record StoredList(Guid Declaration, string List, int Signatures, int Personal);

/// <summary>Reads the three databases as the superuser: what is there, not what a service says of it.</summary>
internal sealed class Stored(string postgres, SealedContents contents, SealedRecords records)
{
    internal Task<List<StoredReport>> ReportsAsync() => ReadAsync("reports",
        "select id, request_key, content_hash, content, number, region_code, received_at, possible_duplicate_of, identity from reports.reports",
        row =>
        {
            var (id, request, region) = (row.GetGuid(0), row.GetGuid(1), Text(row, 5));
            var hash = contents.HashOf(id, region, row.GetFieldValue<byte[]>(3), row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8));
            return new StoredReport(
                id, request, Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2)), contents.KeyedHashOf(request, hash), hash,
                row.GetString(4), region, row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetGuid(7));
        });

    internal Task<List<StoredNotice>> NoticesAsync() => ReadAsync("notifications",
        "select office, kind, subject_id, subject_version, body, region_code from notifications.notices",
        row => new StoredNotice(row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetInt32(3), row.GetString(4), Text(row, 5)));

    internal Task<List<StoredDeclaration>> DeclarationsAsync() => ReadAsync("pledges",
        """
        select id, version, region_code, (signatures + coalesce(t.s, 0))::int, (personal_pledges + coalesce(t.p, 0))::int
        from pledges.declarations left join (select declaration_id, sum(signatures) as s, sum(personal_pledges) as p from pledges.declaration_tallies group by 1) t on t.declaration_id = id
        """,
        row => new StoredDeclaration(row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4)));

    /// <summary>Signatures counted by the list that their name tells of.</summary>
    internal Task<List<StoredList>> ListsAsync() => ReadAsync("pledges",
        "select declaration_id, split_part(signer_name, ' ', 1), count(*)::int, (count(*) filter (where represented = ''))::int from pledges.signatures group by 1, 2",
        row => new StoredList(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3)));

    /// <summary>Every signature with its entry in the log.</summary>
    internal Task<List<StoredEntry>> EntriesAsync() => ReadAsync("pledges",
        "select s.id, e.idx, o.nonce, o.record from pledges.signatures s left join log.entry e on e.subject = s.id left join log.opening o on o.subject = s.id",
        row => new StoredEntry(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1), Bytes(row, 2), Bytes(row, 3) is { } record ? records.Open(record) : null));

    /// <summary>Every report with its entry in the log of receipts, and the hash of its envelope as it was received: seals are exchanged when a case changes hands.</summary>
    internal Task<List<StoredReceipt>> ReceiptsAsync() => ReadAsync("reports",
        """
        select r.id, r.number, encode(coalesce((select x.before from reports.resealings x where x.report_id = r.id and x.part = 'content' and x.version = 1 order by x.at limit 1), sha256(r.content)), 'hex'), coalesce(encode(sha256(r.identity), 'hex'), ''), e.idx, coalesce(o.nonce, h.nonce), coalesce(o.record, h.record), h.entry
        from reports.reports r left join log.entry e on e.subject = r.id left join log.opening o on o.subject = r.id left join log.held h on h.subject = r.id
        """,
        row => new StoredReceipt(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetInt64(4), Bytes(row, 5), Bytes(row, 6), Bytes(row, 7)));

    /// <summary>Every entry of the log of receipts that stands for nothing.</summary>
    internal Task<List<StoredDummy>> DummiesAsync() => ReadAsync("reports",
        "select d.day, e.idx, o.nonce, o.record from log.dummy d left join log.entry e using (subject) left join log.opening o using (subject)",
        row => new StoredDummy(row.GetFieldValue<DateOnly>(0), row.IsDBNull(1) ? null : row.GetInt64(1), Bytes(row, 2), Bytes(row, 3)));

    /// <summary>Every checkpoint of a service's log that was signed and published.</summary>
    internal Task<List<string>> SignedNotesAsync(string database) => ReadAsync(database, "select note from log.signed order by size", row => row.GetString(0));

    internal Task<List<(Guid Declaration, int Signatures, int Personal)>> TalliesAsync() => ReadAsync("notifications",
        "select declaration_id, signatures, personal_pledges from notifications.declaration_tallies",
        row => (row.GetGuid(0), row.GetInt32(1), row.GetInt32(2)));

    /// <summary>Versions of each aggregate in the order in which they took effect.</summary>
    internal Task<List<(string Consumer, Guid Aggregate, int Version)>> AppliedAsync() => ReadAsync("notifications",
        "select consumer, aggregate, version from messaging.inbox where aggregate is not null order by consumer, aggregate, seq",
        row => (row.GetString(0), row.GetGuid(1), row.GetInt32(2)));

    /// <summary>The audit chains, and what must be in them.</summary>
    internal async Task<StoredAudits> AuditsAsync() => new(
        await ReadAsync("reports",
            "select office, sequence, at, act, rpc, actor, actor_office, report_id, version, encode(previous, 'hex'), encode(hash, 'hex') from reports.audit_entries",
            row => new StoredAudit(
                row.GetString(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
                row.IsDBNull(7) ? null : row.GetGuid(7), row.GetInt32(8), row.GetString(9), row.GetString(10))),
        await ReadAsync("reports", "select office, sequence, encode(hash, 'hex') from reports.audit_heads", row => (row.GetString(0), row.GetInt64(1), row.GetString(2))),
        await ReadAsync("reports",
            """
            select report_id, requested_by, 'RequestIdentityOpening' from reports.identity_openings
            union all select o.report_id, a.approved_by, 'ApproveIdentityOpening' from reports.identity_opening_approvals a join reports.identity_openings o on o.id = a.opening_id
            union all select o.report_id, r.read_by, 'GetIdentity' from reports.identity_opening_readings r join reports.identity_openings o on o.id = r.opening_id
            """,
            row => new AuditedAct(row.GetGuid(0), row.GetString(1), row.GetString(2))),
        await ReadAsync("reports", "select report_id, max(version) from reports.case_events group by report_id", row => (row.GetGuid(0), row.GetInt32(1))));

    internal async Task<long> CountAsync(string database, string sql) => (await ReadAsync(database, sql, row => row.GetInt64(0))).Single();

    internal async Task<bool> HasAsync(string database, string table) => await CountAsync(database, $"select count(*) from (select to_regclass('{table}') t) x where t is not null") == 1;

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private async Task<List<T>> ReadAsync<T>(string database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Database = database }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
        {
            all.Add(read(rows));
        }

        return all;
    }

    /// <summary>An instant to the microsecond, as text.</summary>
    internal static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
