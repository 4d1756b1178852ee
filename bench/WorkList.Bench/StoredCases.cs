using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Netralitas.WorkList.Bench;

/// <summary>Cases of a whole election, written straight into the tables that lists and searches read. What they say is random; how many there are of each is not.</summary>
/// <param name="owner">Connection of the tables' owner.</param>
/// <param name="nameSecret">The secret of the blind index.</param>
internal sealed class StoredCases(string owner, string nameSecret)
{
    /// <summary>A word of one name in 200, and of three in a million.</summary>
    internal const string FrequentName = "nama0", RareName = "nama199999";

    /// <summary>A word of one text in 10, and of one in about 500.</summary>
    internal const string FrequentWord = "spanduk", RareWord = "kata4999";

    /// <summary>The widest province, and its widest regency.</summary>
    internal const string Province = "35", Regency = "35.78";

    /// <summary>Writes them, and brings what the planner knows up to date.</summary>
    internal async Task WriteAsync(int count)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await RunAsync(connection, "create temporary table bench_names (n int primary key, mark bytea not null)");
        await WriteNamesAsync(connection);
        await RunAsync(connection, "select setseed(0.5)");
        await RunAsync(connection, $"create temporary table bench_cases as {Cases(count)}");
        await RunAsync(connection, DropIndexes);
        await RunAsync(connection, Reports);
        await RunAsync(connection, WorkList);
        await RunAsync(connection, SearchDocuments);
        await RunAsync(connection, Marks);
        await RunAsync(connection, MakeIndexes);
        await RunAsync(connection, "drop table bench_cases, bench_names");
        await RunAsync(connection, "vacuum (analyze) reports.reports, reports.work_list, reports.search_documents, reports.respondent_marks");
        // Otherwise whoever reads first writes out what was loaded.
        await RunAsync(connection, "checkpoint");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private async Task WriteNamesAsync(NpgsqlConnection connection)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(nameSecret));
        await using var writer = await connection.BeginBinaryImportAsync("copy bench_names from stdin (format binary)");
        for (var n = 0; n < 200_000; n++)
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(n, NpgsqlTypes.NpgsqlDbType.Integer);
            await writer.WriteAsync(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"respondent\0nama{n}"))[..16], NpgsqlTypes.NpgsqlDbType.Bytea);
        }

        await writer.CompleteAsync();
    }

    // Java's provinces have more than half, as they have of the people; a year of receipts; four in ten are concluded, and the others wait in every status.
    private static string Cases(int count) =>
        $"""
        select gen_random_uuid() as id, upper(left(md5(i::text), 6) || lpad(to_hex(i), 6, '0')) as number, now() - random() * interval '365 days' as received_at,
            case when random() < 0.15 then '{Province}' when random() < 0.5 then (array['32', '33', '36', '31'])[1 + floor(random() * 4)::int]
                else (array['12', '13', '14', '16', '18', '51', '52', '53', '61', '64', '71', '73', '75', '81', '94'])[1 + floor(random() * 15)::int] end as province,
            floor(random() * 30)::int as regency, random() as s, random() as d, random() as t, i
        from generate_series(1, {count}) as i
        """;

    // Made at once from all rows, an index takes a fraction of the time.
    private const string DropIndexes =
        """
        create temporary table bench_indexes as select indexname, indexdef from pg_indexes
            where schemaname = 'reports' and tablename in ('work_list', 'search_documents', 'respondent_marks') and indexname like 'ix%';
        do $$ declare i record; begin for i in select * from bench_indexes loop execute 'drop index reports.' || i.indexname; end loop; end $$
        """;

    private const string MakeIndexes =
        """
        set maintenance_work_mem = '256MB';
        do $$ declare i record; begin for i in select * from bench_indexes loop execute i.indexdef; end loop; end $$
        """;

    private const string Reports =
        """
        insert into reports.reports (id, version, request_key, content_hash, number, code_key_id, code_verifier, region_code, kind, office_code, status, received_at, content)
        select id, 1, gen_random_uuid(), sha256(number::bytea), number, '1', sha256(id::text::bytea), null, 'Laporan', '00', 'Received', received_at, decode(repeat(md5(number), 20), 'hex')
        from bench_cases
        """;

    private const string WorkList =
        $$"""
        insert into reports.work_list (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, region_code, contest_id,
            claimed_by, claimed_by_office, unread_messages, due_at, last_day, codes)
        select id, number, received_at, 2026, case when t < 0.7 then 'Laporan' when t < 0.9 then 'Temuan' else 'InformasiAwal' end,
            case when s < 0.4 then 'Concluded' when s < 0.55 then 'Received' when s < 0.65 then 'InitialReview' when s < 0.75 then 'Registered' when s < 0.85 then 'NotRegistered' when s < 0.95 then 'Forwarded'
                else 'Withdrawn' end,
            office, office, province, office || '.01', case when t < 0.8 then 'pilkada-2024' end,
            case when s between 0.55 and 0.65 then 'petugas' || i % 5000 end, case when s between 0.55 and 0.65 then 'bawaslu:' || office end, case when d < 0.01 then 1 else 0 end,
            case when s between 0.4 and 0.75 then now() + (random() - 0.2) * interval '30 days' else 'infinity' end,
            case when s between 0.4 and 0.75 then current_date end, case when s between 0.65 and 0.75 or s < 0.4 then array['D-' || lpad((1 + i % 13)::text, 2, '0')] else '{}' end
        from (select *, case when province = '35' and regency < 9 then '35.78' else province || '.' || lpad((1 + regency)::text, 2, '0') end as office from bench_cases) as c
        """;

    private const string SearchDocuments =
        $"""
        insert into reports.search_documents (report_id, words)
        select w.report_id, to_tsvector('indonesian', (select string_agg('kata' || floor(5000 * power(random(), 2) + 0 * (g + w.unread_messages))::int, ' ') from generate_series(1, 20) as g)
            || case when random() < 0.1 then ' {FrequentWord} dipasang' else '' end) || array_to_tsvector(array['kantor:' || w.province_code, 'kantor:' || w.regency_code])
        from reports.work_list w where w.status <> 'Received'
        """;

    private const string Marks =
        """
        insert into reports.respondent_marks (mark, report_id)
        select n.mark, w.report_id from (select report_id, case when random() < 0.005 then 0 else floor(random() * 200000)::int end as n from reports.work_list where status <> 'Received') as w
        join bench_names n using (n) on conflict do nothing
        """;
}
