using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.OwnSigning;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Signing;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>The statements of <see cref="OwnSignatureWriter"/>, within its transaction: three messages to the database for a whole group.</summary>
internal static class OwnSignatureSql
{
    private const string DeclarationsSql = "select id, region_code, pledge_text_id, status, contests from pledges.declarations where id = any($1) order by id for share";
    private const string AnsweredSql = "select request_id, fingerprint, answer from messaging.request where request_id = any($1)";

    // What another transaction has the request of is left out whole: nothing is signed by a call that gets another's answer.
    private static readonly string InsertSql =
        $"""
        with fresh as (
            insert into messaging.request (request_id, operation, fingerprint) select * from unnest($1, $2, $3) as r(id, operation, fingerprint) order by r.id on conflict do nothing returning request_id),
        given as (
            select g.* from unnest($1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
                as g(request, id, declaration, scope, region, name, number, person, position, key, agency, tenure, nonce, record, entry) join fresh f on f.request_id = g.request),
        added as (
            insert into pledges.signatures (id, declaration_id, signer_name, sealed_number, signer_index, pledge_scope, position, position_key, agency, tenure, represented,
                mandate_basis, method, recorded_at)
            select id, declaration, name, number, person, scope, position, key, agency, tenure, '', '', '{SigningMethod.Device}', $18 from given order by person, id
            on conflict (signer_index, pledge_scope, represented) where signer_index is not null do nothing
            returning id, signer_index, pledge_scope),
        pending as (
            insert into log.pending (entry, subject) select g.entry, g.id from given g join added using (id) where g.id <> $19 order by g.id),
        opening as (
            insert into log.opening (subject, nonce, record, promised_at) select g.id, g.nonce, g.record, $18 from given g join added using (id) order by g.id),
        found as (
            select a.id, a.pledge_scope, e.id as entry_id from added a join pledges.roster_entries e on e.person_index = a.signer_index),
        matched as (
            insert into pledges.pledged (entry_id, pledge_scope, signature_id) select entry_id, pledge_scope, id from found order by entry_id, id on conflict do nothing returning entry_id, pledge_scope),
        counted as (
            insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, pledged)
            select m.pledge_scope, e.region_code, e.agency_id, e.category, e.position_key, count(*)
            from matched m join pledges.roster_entries e on e.id = m.entry_id where e.is_counted group by 1, 2, 3, 4, 5),
        beside as (
            insert into pledges.coverage_deltas (pledge_scope, region_code, position, outside)
            select g.scope, g.region, g.key, count(*) from given g join added a using (id) where not exists (select from found f where f.id = g.id) group by 1, 2, 3)
        select g.id, a.id is not null, exists (select from found f where f.id = g.id) from given g left join added a using (id)
        """;

    private const string TallySql =
        """
        insert into pledges.declaration_tallies as t (declaration_id, shard, signatures, personal_pledges)
        select d, pg_backend_pid() % 64, n, n from unnest($1, $2) as g(d, n) order by d
        on conflict (declaration_id, shard) do update set signatures = t.signatures + excluded.signatures, personal_pledges = t.personal_pledges + excluded.personal_pledges
        """;

    private const string AnswerSql = "update messaging.request r set answer = a.answer from unnest($1, $2) as a(id, answer) where r.request_id = a.id";

    /// <summary>Holds the sessions and the rosters, and finds what was answered before.</summary>
    internal static async Task<(Dictionary<Guid, (byte[] Fingerprint, byte[] Answer)> Answered, Dictionary<Guid, LockedDeclaration> Declarations)> HoldAsync(
        NpgsqlConnection connection, OwnSignature[] group, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, RosterLock.SharedSql);
        Add(batch, DeclarationsSql, group.Select(each => each.DeclarationId).Distinct().ToArray());
        Add(batch, AnsweredSql, group.Select(each => each.Request.Id).ToArray());
        var declarations = new Dictionary<Guid, LockedDeclaration>();
        var answered = new Dictionary<Guid, (byte[], byte[])>();
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            declarations.Add(rows.GetGuid(0), new LockedDeclaration(rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetGuid(2), rows.GetString(3), rows.GetFieldValue<string[]>(4)));
        }

        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            answered.Add(rows.GetGuid(0), (rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2)));
        }

        return (answered, declarations);
    }

    /// <summary>Inserts requests and signatures.</summary>
    /// <returns>What became of each signature whose request was new.</returns>
    internal static async Task<Dictionary<Guid, RecordedSignature>> InsertAsync(
        NpgsqlConnection connection, PersonalData personal, IReadOnlyList<(LedgerRequest Request, SignatureOrigin Origin, PreparedSignature Signature)> list, DateTimeOffset now, CancellationToken cancel)
    {
        var unlogged = PlantedBug.Is("signatures.not_logged") ? list[^1].Signature.Id : Guid.Empty;
        await using var insert = new NpgsqlCommand(InsertSql, connection);
        object[] values =
        [
            Column(each => each.Request.Id), Column(each => each.Request.Operation), Column(each => each.Request.Fingerprint),
            Column(each => each.Signature.Id), Column(each => each.Origin.DeclarationId), Column(each => each.Origin.Scope), Column(each => each.Origin.RegionCode),
            Column(each => each.Signature.Row.Name), Column(each => personal.Seal(Pledges.Signature.NumberPurpose, each.Signature.Row.Number)), Column(each => each.Signature.Person!.Value),
            Column(each => each.Signature.Row.Position), Column(each => WordKey.Of(each.Signature.Row.Position)), Column(each => each.Signature.Row.Agency), Column(each => each.Signature.Row.Tenure.ToString()),
            Column(each => each.Signature.Record.Nonce), Column(each => personal.SealRecord(each.Signature.Record.Record)), Column(each => each.Signature.Record.Entry),
            now, unlogged,
        ];
        foreach (var value in values)
        {
            insert.Parameters.Add(new() { Value = value });
        }

        var recorded = new Dictionary<Guid, RecordedSignature>();
        await using var rows = await insert.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            recorded.Add(rows.GetGuid(0), new RecordedSignature(rows.GetGuid(0), rows.GetBoolean(1), rows.GetBoolean(2)));
        }

        return recorded;

        T[] Column<T>(Func<(LedgerRequest Request, SignatureOrigin Origin, PreparedSignature Signature), T> of) => [.. list.Select(of)];
    }

    /// <summary>Writes answers, counts, and one <see cref="PledgesRecorded"/> for each session of the group.</summary>
    internal static async Task FinishAsync(
        NpgsqlConnection connection, List<(Guid Request, byte[] Answer)> answers, List<(OwnSignature Call, RecordedSignature Signature)> told, DateTimeOffset now, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        var sessions = told.GroupBy(each => each.Call.DeclarationId).ToList();
        if (sessions.Count > 0)
        {
            Add(batch, TallySql, sessions.Select(session => session.Key).ToArray(), sessions.Select(session => session.Count()).ToArray());
            var events = new OutboxRows();
            var ids = new List<Guid>();
            foreach (var session in sessions)
            {
                var message = RecordedAnnouncement.Of(session.Key, new SignatureTotals(session.Count(), session.Count()), [.. session.Select(each => each.Signature)], now);
                ids.Add(message.BatchId);
                events.Add(message, message.BatchId, message.Version, session.First().Call.TraceParent);
            }

            var queue = new NpgsqlBatchCommand($"with told as (select * from unnest($1) as t(id)) {OutboxRows.InsertFor("told", firstParameter: 2)}");
            queue.Parameters.Add(new() { Value = ids });
            events.AddParameters(queue.Parameters);
            batch.BatchCommands.Add(queue);
        }

        Add(batch, AnswerSql, answers.Select(each => each.Request).ToArray(), answers.Select(each => each.Answer).ToArray());
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
