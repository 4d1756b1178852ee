using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.OwnSigning;
using Netralitas.Services.Pledges.Personal;
using Npgsql;
using NpgsqlTypes;
using PledgeSigned = Netralitas.Contracts.Pledges.V2.PledgeSigned;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>A person as the roster has one.</summary>
/// <param name="Id">The entry.</param>
/// <param name="RegionCode">Region of the unit.</param>
/// <param name="AgencyId">The unit.</param>
/// <param name="Category">Category of staff.</param>
/// <param name="PositionKey">The position as positions are compared.</param>
/// <param name="IsCounted">Whether the coverage expects the person today.</param>
internal sealed record PersonOnRoster(Guid Id, string RegionCode, Guid AgencyId, string Category, string PositionKey, bool IsCounted);

/// <summary>What a group needs to know, and holds until its transaction ends.</summary>
/// <param name="Declarations">The sessions that there are.</param>
/// <param name="Answered">Fingerprint and answer of the requests that were answered before.</param>
/// <param name="Expected">Of the signers, those whom the roster has, by the index of their number.</param>
internal sealed record HeldGroup(
    IReadOnlyDictionary<Guid, LockedDeclaration> Declarations, IReadOnlyDictionary<Guid, (byte[] Fingerprint, byte[] Answer)> Answered, IReadOnlyDictionary<Guid, PersonOnRoster> Expected);

/// <summary>A signature that is about to be written with its request.</summary>
/// <param name="Call">The request.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Expected">Its signer on the roster; null when there is none.</param>
/// <param name="Answer">What is answered if it is recorded.</param>
internal sealed record OwnWrite(OwnSignature Call, SignatureOrigin Origin, PreparedSignature Signature, PersonOnRoster? Expected, byte[] Answer);

/// <summary>The statements of <see cref="OwnSignatureWriter"/>, within its transaction: two messages to the database for a whole group.</summary>
internal static class OwnSignatureSql
{
    private const string DeclarationsSql = "select id, region_code, pledge_text_id, status, contests, held_on_date, time_zone from pledges.declarations where id = any($1) order by id for share";
    private const string AnsweredSql = "select request_id, fingerprint, answer from messaging.request where request_id = any($1)";
    private const string ExpectedSql = "select person_index, id, region_code, agency_id, category, position_key, is_counted from pledges.roster_entries where person_index = any($1)";

    // What another transaction has the request of is left out whole: nothing is signed by a call that gets another's answer.
    private static readonly string InsertSql =
        $"""
        with fresh as (
            insert into messaging.request (request_id, operation, fingerprint, answer)
            select * from unnest($1, $2, $3, $4) as r(id, operation, fingerprint, answer) order by r.id on conflict do nothing returning request_id),
        given as (
            select g.* from unnest($1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
                as g(request, id, declaration, scope, region, name, number, person, position, key, agency, tenure, nonce, record, entry, day,
                    expected, expected_region, expected_agency, category, expected_key, is_counted) join fresh f on f.request_id = g.request),
        added as (
            insert into pledges.signatures (id, declaration_id, signer_name, sealed_number, signer_index, pledge_scope, position, position_key, agency, tenure, represented,
                mandate_basis, method, recorded_at, signed_on)
            select id, declaration, name, number, person, scope, position, key, agency, tenure, '', '', '{SigningMethod.Device}', $26, day from given order by person, id
            on conflict (signer_index, pledge_scope, represented) where signer_index is not null do nothing
            returning id),
        recorded as (
            select g.* from given g join added using (id)),
        pending as (
            insert into log.pending (entry, subject) select entry, id from recorded where id <> $27 order by id),
        opening as (
            insert into log.opening (subject, nonce, record, promised_at) select id, nonce, record, $26 from recorded order by id),
        matched as (
            insert into pledges.pledged (entry_id, pledge_scope, signature_id) select expected, scope, id from recorded where expected is not null order by expected
            on conflict do nothing returning signature_id),
        counted as (
            insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
            select scope, expected_region, expected_agency, category, expected_key, day, count(*) from recorded r join matched m on m.signature_id = r.id where is_counted group by 1, 2, 3, 4, 5, 6),
        beside as (
            insert into pledges.coverage_deltas (pledge_scope, region_code, position, day, outside) select scope, region, key, day, count(*) from recorded where expected is null group by 1, 2, 3, 4),
        tallied as (
            insert into pledges.declaration_tallies as t (declaration_id, shard, signatures, personal_pledges)
            select declaration, pg_backend_pid() % 64, count(*), count(*) from recorded group by 1 order by 1
            on conflict (declaration_id, shard) do update set signatures = t.signatures + excluded.signatures, personal_pledges = t.personal_pledges + excluded.personal_pledges),
        told as (
            {OutboxRows.InsertFor("recorded", firstParameter: 28)})
        select g.id, a.id is not null from given g left join added a using (id)
        """;

    private const string AnswerSql = "update messaging.request r set answer = a.answer from unnest($1, $2) as a(id, answer) where r.request_id = a.id";

    /// <summary>Holds the sessions and the rosters, and finds who is expected and what was answered before.</summary>
    internal static async Task<HeldGroup> HoldAsync(NpgsqlConnection connection, OwnSignature[] group, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, QueryPlans.ByIndex);
        Add(batch, RosterLock.SharedSql);
        Add(batch, DeclarationsSql, group.Select(each => each.DeclarationId).Distinct().ToArray());
        Add(batch, AnsweredSql, group.Select(each => each.Request.Id).ToArray());
        Add(batch, ExpectedSql, group.Select(each => each.Person).ToArray());
        var declarations = new Dictionary<Guid, LockedDeclaration>();
        var answered = new Dictionary<Guid, (byte[], byte[])>();
        var expected = new Dictionary<Guid, PersonOnRoster>();
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            declarations.Add(rows.GetGuid(0), new LockedDeclaration(rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetGuid(2), rows.GetString(3), rows.GetFieldValue<string[]>(4), rows.GetFieldValue<DateOnly>(5), rows.GetString(6)));
        }

        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            answered.Add(rows.GetGuid(0), (rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2)));
        }

        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            expected.Add(rows.GetGuid(0), new PersonOnRoster(rows.GetGuid(1), rows.GetString(2), rows.GetGuid(3), rows.GetString(4), rows.GetString(5), rows.GetBoolean(6)));
        }

        return new HeldGroup(declarations, answered, expected);
    }

    /// <summary>Inserts requests with their answers, signatures, what follows from them, and one <see cref="PledgeSigned"/> for each.</summary>
    /// <returns>For each signature whose request was new, whether it was recorded; not, when the person had signed.</returns>
    internal static async Task<Dictionary<Guid, bool>> InsertAsync(NpgsqlConnection connection, PersonalData personal, IReadOnlyList<OwnWrite> list, DateTimeOffset now, CancellationToken cancel)
    {
        await using var insert = new NpgsqlCommand(InsertSql, connection);
        AddColumns(insert.Parameters, personal, list);
        insert.Parameters.Add(new() { Value = now });
        insert.Parameters.Add(new() { Value = PlantedBug.Is("signatures.not_logged") ? list[^1].Signature.Id : Guid.Empty });
        var events = new OutboxRows();
        foreach (var (call, origin, signature, _, _) in list)
        {
            var signed = new PledgeSigned { SignatureId = signature.Id, Version = 1, DeclarationId = origin.DeclarationId, IsPersonalPledge = true, RecordedAt = now };
            events.Add(signed, signed.SignatureId, signed.Version, call.TraceParent);
        }

        events.AddParameters(insert.Parameters);
        var recorded = new Dictionary<Guid, bool>();
        await using var rows = await insert.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            recorded.Add(rows.GetGuid(0), rows.GetBoolean(1));
        }

        return recorded;
    }

    /// <summary>Puts other answers beside requests of this transaction.</summary>
    internal static async Task AnswerAsync(NpgsqlConnection connection, List<(Guid Request, byte[] Answer)> answers, CancellationToken cancel)
    {
        await using var update = new NpgsqlCommand(AnswerSql, connection)
        {
            Parameters = { new() { Value = answers.ConvertAll(each => each.Request) }, new() { Value = answers.ConvertAll(each => each.Answer) } },
        };
        await update.ExecuteNonQueryAsync(cancel);
    }

    private static void AddColumns(NpgsqlParameterCollection parameters, PersonalData personal, IReadOnlyList<OwnWrite> list)
    {
        object[] values =
        [
            Column(each => each.Call.Request.Id), Column(each => each.Call.Request.Operation), Column(each => each.Call.Request.Fingerprint), Column(each => each.Answer),
            Column(each => each.Signature.Id), Column(each => each.Origin.DeclarationId), Column(each => each.Origin.Scope), Column(each => each.Origin.RegionCode),
            Column(each => each.Signature.Row.Name), Column(each => personal.Seal(Pledges.Signature.NumberPurpose, each.Signature.Row.Number)), Column(each => each.Signature.Person!.Value),
            Column(each => each.Signature.Row.Position), Column(each => WordKey.Of(each.Signature.Row.Position)), Column(each => each.Signature.Row.Agency), Column(each => each.Signature.Row.Tenure.ToString()),
            Column(each => each.Signature.Record.Nonce), Column(each => personal.SealRecord(each.Signature.Record.Record)), Column(each => each.Signature.Record.Entry),
            Column(each => each.Signature.SignedOn),
        ];
        foreach (var value in values)
        {
            parameters.Add(new() { Value = value });
        }

        AddOptional(parameters, NpgsqlDbType.Uuid, Column(each => each.Expected?.Id));
        AddOptional(parameters, NpgsqlDbType.Text, Column(each => each.Expected?.RegionCode));
        AddOptional(parameters, NpgsqlDbType.Uuid, Column(each => each.Expected?.AgencyId));
        AddOptional(parameters, NpgsqlDbType.Text, Column(each => each.Expected?.Category));
        AddOptional(parameters, NpgsqlDbType.Text, Column(each => each.Expected?.PositionKey));
        parameters.Add(new() { Value = Column(each => each.Expected is { IsCounted: true }) });

        T[] Column<T>(Func<OwnWrite, T> of) => [.. list.Select(of)];
    }

    private static void AddOptional(NpgsqlParameterCollection parameters, NpgsqlDbType type, object values) => parameters.Add(new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });

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
