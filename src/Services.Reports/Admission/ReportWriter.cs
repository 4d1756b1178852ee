using System.Diagnostics;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Receipts;
using Npgsql;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Writes reports and their events into PostgreSQL, many in one transaction: reports that arrive together share one commit.</summary>
/// <param name="database">Connections kept for this alone, so that no other use of the database can stand in a report's way.</param>
/// <param name="numbering">Woken after each commit.</param>
/// <param name="promises">Promises of the public log of receipts.</param>
/// <param name="clock">Tells when they are given.</param>
internal sealed class ReportWriter(AdmissionDatabase database, NumberingSignal numbering, InclusionPromises promises, TimeProvider clock)
{
    private static readonly ActivitySource Source = new("Netralitas.Reports");

    // In an order of their own, so that two transactions never wait for each other.
    private const string LineUp = "select pg_advisory_xact_lock(k) from (select distinct k from unnest($1) as k order by k) as sorted";

    // In the order of ids: the first of several with one request key is the one that the others point to. Any report of the key knows it, so the key's index is all that is read.
    private static readonly string Insert =
        $"""
        with given as (
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
                as g(id, request_key, content_hash, number, code_key_id, code_verifier, region_code, received_at, content, kind, office_code, contest, is_numbered, identity, received_year, regency_code, province_code, channel)
        ), known as (
            select o.id from unnest($19, $20, $21) as o(id, request_key, content_hash)
                join reports.reports r on r.request_key = o.request_key and r.content_hash = o.content_hash
        ), taken as (
            insert into reports.reports
                (id, version, request_key, content_hash, number, code_key_id, code_verifier, region_code, status, received_at, possible_duplicate_of, content, kind, office_code, contest, identity)
            select g.id, 1, g.request_key, g.content_hash, g.number, g.code_key_id, g.code_verifier, g.region_code, '{ReportStatus.Received}', g.received_at,
                coalesce((select coalesce(r.possible_duplicate_of, r.id) from reports.reports r where r.request_key = g.request_key limit 1),
                    nullif(first_value(g.id) over (partition by g.request_key order by g.id), g.id)),
                g.content, g.kind, g.office_code, g.contest, g.identity
            from given g where not exists (select from known k where k.id = g.id) order by g.id
            on conflict (request_key, content_hash) do nothing
            returning id
        ), queued as (
            {OutboxRows.InsertFor("taken", firstParameter: 22 + HeldEntries.Parameters)}
        ), {HeldEntries.InsertFor("taken", firstParameter: 22)}, to_number as (
            insert into reports.unnumbered (formal_at, report_id) select g.received_at, g.id from given g join taken using (id) where g.is_numbered
        ), to_watch as (
            insert into reports.unwatched (report_id) select g.id from given g join taken using (id) where g.kind = '{nameof(ReportKind.InformasiAwal)}'
        ), listed as (
            insert into reports.work_list (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, region_code, channel, unread_messages, due_at, codes)
            select g.id, g.number, g.received_at, g.received_year, g.kind, '{ReportStatus.Received}', g.office_code, g.regency_code, g.province_code, g.region_code, g.channel, 0, 'infinity', array[]::text[]
            from given g join taken using (id)
        ), {EntryRows.InsertFor("taken", firstParameter: 22 + HeldEntries.Parameters + OutboxRows.Parameters)}
        select id from taken
        """;

    // A report that was taken in under another secret than the present one is the same report.
    private const string ReadTaken =
        $"""
        select g.id, r.number, r.code_key_id, r.received_at, {HeldEntries.Columns}
        from unnest($1, $2, $3) as g(id, request_key, content_hash) join reports.reports r on r.request_key = g.request_key and r.content_hash = g.content_hash {HeldEntries.Joins}
        """;

    /// <summary>Writes reports, each unless the same request with the same content is there already, and queues <see cref="ReportReceived"/>, the official number and the entry for the public log, for those that were not.</summary>
    /// <param name="arrivals">Reports; several may be the same.</param>
    /// <param name="cancel">Gives up; what became of the transaction is then unknown, and the same call may follow.</param>
    /// <returns>For each, in order, what its receipt says: that of the report that was there first.</returns>
    /// <exception cref="NpgsqlException">Nothing was written, or, when the connection broke at the end, everything: the same call may follow.</exception>
    /// <remarks>When this returns, the reports survive a crash. A crash before the commit leaves nothing behind.</remarks>
    internal async Task<IReadOnlyList<Admitted>> WriteAsync(IReadOnlyList<Arrival> arrivals, CancellationToken cancel)
    {
        // Twins that waited in the spool together are one arrival.
        var distinct = arrivals.DistinctBy(a => a.Id).ToList();
        var reports = distinct.ConvertAll(a => a.ToReport());
        var entries = HeldEntries.Of(reports, promises, clock.Now());
        using var span = SpanOf(distinct);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var taken = await InsertAsync(connection, distinct, reports, entries, cancel);
        var others = taken.Count == reports.Count ? [] : await ReadOthersAsync(connection, distinct.Where(a => !taken.Contains(a.Id)).ToList(), cancel);
        Failpoint.Reach("submit.before_commit");
        if (PlantedBug.Is("submit.answer_before_commit") && Random.Shared.Next(20) == 0)
        {
            await transaction.RollbackAsync(cancel);
            return ReceiptsOf(arrivals, reports, entries, taken, others);
        }

        await transaction.CommitAsync(cancel);
        numbering.Raise();
        return ReceiptsOf(arrivals, reports, entries, taken, others);
    }

    /// <summary>For each, in order, what the receipt of a report says that is there; null when it is not.</summary>
    /// <exception cref="NpgsqlException">The database cannot be read.</exception>
    internal async Task<IReadOnlyList<Admitted?>> FindAsync(IReadOnlyList<Sought> sought)
    {
        var places = sought.Select(_ => Guid.CreateVersion7()).ToList();
        var asked = places.Zip(sought).SelectMany(each => each.Second.ContentHashes.Select(hash => (Place: each.First, each.Second.RequestKey, Hash: hash))).ToList();
        await using var read = database.Source.CreateCommand(ReadTaken);
        object[] columns = [asked.Select(each => each.Place).ToArray(), asked.Select(each => each.RequestKey).ToArray(), asked.Select(each => each.Hash).ToArray()];
        var found = await ReadAsync(read, columns, CancellationToken.None);
        return places.ConvertAll(found.GetValueOrDefault);
    }

    // One write serves many calls: it stands in the trace of the first, with links to the others.
    private static Activity? SpanOf(List<Arrival> arrivals)
    {
        var calls = arrivals.Select(a => ActivityContext.TryParse(a.TraceParent, null, out var call) ? call : default).Where(call => call != default).ToList();
        return Source.StartActivity("admission write", ActivityKind.Internal, calls.FirstOrDefault(), links: calls.Skip(1).Select(call => new ActivityLink(call)));
    }

    private static IReadOnlyList<Admitted> ReceiptsOf(IReadOnlyList<Arrival> arrivals, List<Report> reports, HeldEntries entries, HashSet<Guid> taken, Dictionary<Guid, Admitted> others)
    {
        var receipts = reports.Index().ToDictionary(each => each.Item.Id, each => taken.Contains(each.Item.Id)
            ? new Admitted(each.Item.Number, each.Item.CodeKeyId, each.Item.ReceivedAt, entries.EntryOf(each.Index))
            : others[each.Item.Id]);
        return [.. arrivals.Select(a => receipts[a.Id])];
    }

    private async Task<HashSet<Guid>> InsertAsync(NpgsqlConnection connection, List<Arrival> arrivals, List<Report> reports, HeldEntries entries, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        var lineUp = new NpgsqlBatchCommand(LineUp);
        lineUp.Parameters.Add(new() { Value = arrivals.Select(a => a.LineUpBy).ToArray() });
        batch.BatchCommands.Add(lineUp);
        batch.BatchCommands.Add(InsertOf(arrivals, reports, entries));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        var taken = new HashSet<Guid>(reports.Count);
        while (await rows.ReadAsync(cancel))
        {
            taken.Add(rows.GetGuid(0));
        }

        return taken;
    }

    private NpgsqlBatchCommand InsertOf(List<Arrival> arrivals, List<Report> reports, HeldEntries entries)
    {
        var insert = new NpgsqlBatchCommand(Insert);
        object[] columns =
        [
            reports.Select(r => r.Id).ToArray(), reports.Select(r => r.RequestKey).ToArray(), reports.Select(r => r.ContentHash).ToArray(),
            reports.Select(r => r.Number).ToArray(), reports.Select(r => r.CodeKeyId).ToArray(), reports.Select(r => r.CodeVerifier).ToArray(),
            reports.Select(r => r.RegionCode).ToArray(), reports.Select(r => r.ReceivedAt).ToArray(), reports.Select(r => r.Content).ToArray(),
            reports.Select(r => r.Kind!.Value.ToString()).ToArray(), reports.Select(r => r.OfficeCode).ToArray(), reports.Select(r => r.Contest).ToArray(),
            reports.Select(r => Register.Has(r.Kind!.Value)).ToArray(), reports.Select(r => r.Identity).ToArray(),
            .. ListColumns(reports), arrivals.Select(a => ReportChannels.Stored(a.Channel)).ToArray(),
            .. HashColumns(arrivals, under: 1),
        ];
        foreach (var column in columns)
        {
            insert.Parameters.Add(new() { Value = column });
        }

        entries.AddParameters(insert.Parameters, promises);
        var events = new OutboxRows();
        for (var i = 0; i < reports.Count; i++)
        {
            events.Add(EventOf(reports[i]), reports[i].Id, reports[i].Version, arrivals[i].TraceParent);
        }

        events.AddParameters(insert.Parameters);
        EntryRows.AddParameters(insert.Parameters, arrivals);
        return insert;
    }

    private static IEnumerable<object> ListColumns(List<Report> reports)
    {
        var offices = reports.ConvertAll(report => RegionCode.Parse(report.OfficeCode));
        return [offices.Select((office, i) => CaseIndex.YearOf(office, reports[i].ReceivedAt)).ToArray(), offices.Select(CaseIndex.RegencyOf).ToArray(), offices.Select(CaseIndex.ProvinceOf).ToArray()];
    }

    // Id, request and hash, a row for each of the hashes from one on.
    private static IEnumerable<object> HashColumns(List<Arrival> arrivals, int under)
    {
        var rows = arrivals.SelectMany(a => a.ContentHashes.Skip(under).Select(hash => (a.Id, a.RequestKey, Hash: hash))).ToList();
        return [rows.Select(row => row.Id).ToArray(), rows.Select(row => row.RequestKey).ToArray(), rows.Select(row => row.Hash).ToArray()];
    }

    private async Task<Dictionary<Guid, Admitted>> ReadOthersAsync(NpgsqlConnection connection, List<Arrival> arrivals, CancellationToken cancel)
    {
        await using var read = new NpgsqlCommand(ReadTaken, connection);
        return await ReadAsync(read, HashColumns(arrivals, under: 0), cancel);
    }

    private async Task<Dictionary<Guid, Admitted>> ReadAsync(NpgsqlCommand read, IEnumerable<object> columns, CancellationToken cancel)
    {
        foreach (var column in columns)
        {
            read.Parameters.Add(new() { Value = column });
        }

        var found = new Dictionary<Guid, Admitted>();
        await using var rows = await read.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var receivedAt = rows.GetFieldValue<DateTimeOffset>(3);
            found[rows.GetGuid(0)] = new Admitted(rows.GetString(1), rows.GetString(2), receivedAt, HeldEntries.Read(rows, 4, receivedAt, promises));
        }

        return found;
    }

    private static ReportReceived EventOf(Report report) => new()
    {
        ReportId = report.Id,
        Version = report.Version,
        Number = report.Number,
        RegionCode = report.RegionCode,
        IsConfidential = ReportKinds.IsConfidential(report.Kind),
        ReceivedAt = report.ReceivedAt,
    };
}

/// <summary>The connections of admission.</summary>
/// <param name="Source">A pool of its own, with short time limits.</param>
internal sealed record AdmissionDatabase(NpgsqlDataSource Source);
