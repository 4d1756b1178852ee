using System.Text;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Signing;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>A signature that is about to be written, with what is made of it beforehand.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Row">Who signs, and how.</param>
/// <param name="Person">Blind index of the number; null without one.</param>
/// <param name="Record">What the log will show of it, and what opens that.</param>
/// <param name="SignedOn">Local date on which it was given.</param>
internal sealed record PreparedSignature(Guid Id, SignatureRow Row, Guid? Person, PledgeRecord Record, DateOnly SignedOn)
{
    internal static PreparedSignature Of(PersonalData personal, SignatureOrigin origin, SignatureRow row, DateTimeOffset now) =>
        Of(row.Number.Length > 0 ? personal.IndexOfNumber(row.Number) : null, origin, row, now);

    internal static PreparedSignature Of(Guid? person, SignatureOrigin origin, SignatureRow row, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        return new(id, row, person, PledgeRecord.Of(id, origin.DeclarationId, origin.TextId, row, now), origin.SignedOn(row, now));
    }
}

/// <summary>The way of long lists of people with numbers, within the caller's transaction: who is new is found out first, and then all of them are copied.</summary>
/// <remarks>Whoever is recorded by another transaction between the two, or has pledged by a signature without a number, makes it fail with a unique violation; then nothing was written, and the list goes the way of short ones.</remarks>
internal static class SignatureCopy
{
    private const string FindSql =
        """
        select g.n::int, s.id is not null, e.id, e.region_code, e.agency_id, e.category, e.position_key, e.is_counted
        from unnest($1, $2) with ordinality as g(person, represented, n)
            left join pledges.roster_entries e on e.person_index = g.person and g.represented = ''
            left join pledges.signatures s on s.signer_index = g.person and s.pledge_scope = $3 and s.represented = g.represented
        """;

    private const string SignaturesTable =
        """
        pledges.signatures (id, declaration_id, signer_name, sealed_number, signer_index, pledge_scope, position, position_key, agency, tenure, represented, mandate_basis, method, list_id, recorded_at, signed_on)
        """;

    private const int SignaturesColumns = 16;

    private const string CountSql =
        """
        insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
        select $1, region, agency, category, position, day, people from unnest($2, $3, $4, $5, $6, $7) as g(region, agency, category, position, day, people)
        """;

    private const string BesideSql =
        """
        insert into pledges.coverage_deltas (pledge_scope, region_code, position, day, on_behalf, outside)
        select $1, $2, p, day, count(*) filter (where b), count(*) filter (where not b) from unnest($3, $4, $5) as g(p, b, day) group by p, day
        """;

    /// <summary>Writes what is new of a list.</summary>
    /// <param name="connection">Connection of the transaction, which holds the rosters.</param>
    /// <param name="personal">Seals.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="list">People with numbers.</param>
    /// <param name="promise">Id of the promise that they will have.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What became of each, in the order of the list.</returns>
    /// <exception cref="PostgresException">A unique violation, as above.</exception>
    internal static async Task<RecordedSignature[]> CopyAsync(
        NpgsqlConnection connection, PersonalData personal, SignatureOrigin origin, IReadOnlyList<PreparedSignature> list, Guid promise, DateTimeOffset now, CancellationToken cancel)
    {
        var (expected, recorded) = await FindAsync(connection, origin, list, cancel);
        // In the order of their indexes: lists with the same people in another order do not lock each other out.
        var added = recorded.Index().Where(each => each.Item.IsRecorded).Select(each => each.Index).OrderBy(n => list[n].Person!.Value).ToList();
        if (added.Count == 0)
        {
            return recorded;
        }

        await CopySignaturesAsync(connection, personal, origin, added.ConvertAll(n => list[n]), now, cancel);
        var logged = added.Select(n => list[n]).OrderBy(signature => signature.Id).ToList();
        await CopyEntriesAsync(connection, personal, PlantedBug.Is("signatures.not_logged") ? logged[..^1] : logged, logged, promise, cancel);
        await CopyPledgedAsync(connection, origin.Scope, [.. added.Where(n => expected[n] is not null).Select(n => (expected[n]!, list[n])).OrderBy(each => each.Item1.Id)], cancel);
        var beside = added.Where(n => expected[n] is null).Select(n => list[n]).ToList();
        if (beside.Count > 0)
        {
            await ExecuteAsync(connection, BesideSql, cancel, origin.Scope, origin.RegionCode,
                beside.Select(s => WordKey.Of(s.Row.Position)).ToArray(), beside.Select(s => s.Row.Represented.Length > 0).ToArray(), beside.Select(s => s.SignedOn).ToArray());
        }

        return recorded;
    }

    private static async Task<(PersonOnRoster?[] Expected, RecordedSignature[] Recorded)> FindAsync(NpgsqlConnection connection, SignatureOrigin origin, IReadOnlyList<PreparedSignature> list, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(FindSql, connection)
        {
            Parameters = { new() { Value = list.Select(each => each.Person!.Value).ToArray() }, new() { Value = list.Select(each => each.Row.Represented).ToArray() }, new() { Value = origin.Scope } },
        };
        var expected = new PersonOnRoster?[list.Count];
        var isSigned = new bool[list.Count];
        await using (var rows = await find.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                var n = rows.GetInt32(0) - 1;
                isSigned[n] = rows.GetBoolean(1);
                expected[n] = rows.IsDBNull(2) ? null : new PersonOnRoster(rows.GetGuid(2), rows.GetString(3), rows.GetGuid(4), rows.GetString(5), rows.GetString(6), rows.GetBoolean(7));
            }
        }

        // Of one person twice on the list the first counts.
        var seen = new HashSet<(Guid, string)>(list.Count);
        return (expected, [.. list.Select((each, n) =>
        {
            var isNew = seen.Add((each.Person!.Value, each.Row.Represented)) && !isSigned[n];
            return new RecordedSignature(each.Id, isNew, isNew && expected[n] is not null);
        })]);
    }

    private static async Task CopySignaturesAsync(
        NpgsqlConnection connection, PersonalData personal, SignatureOrigin origin, List<PreparedSignature> added, DateTimeOffset now, CancellationToken cancel)
    {
        var method = origin.Method.ToString();
        await using var copy = await CopyRows.BeginAsync(connection, SignaturesTable, SignaturesColumns, cancel);
        foreach (var signature in added)
        {
            AddSignature(copy, personal, origin, method, signature, now);
            await copy.EndRowAsync(cancel);
        }

        await copy.CompleteAsync(cancel);
    }

    private static void AddSignature(CopyRows copy, PersonalData personal, SignatureOrigin origin, string method, PreparedSignature signature, DateTimeOffset now)
    {
        var row = signature.Row;
        copy.StartRow();
        copy.Add(signature.Id);
        copy.Add(origin.DeclarationId);
        copy.Add(row.Name);
        Span<byte> digits = stackalloc byte[row.Number.Length];
        Encoding.ASCII.GetBytes(row.Number, digits);
        personal.Seal(Signature.NumberPurpose, digits, copy.AddBytes(personal.SealedLength(digits.Length)));
        copy.Add(signature.Person!.Value);
        copy.Add(origin.Scope);
        copy.Add(row.Position);
        copy.Add(WordKey.Of(row.Position));
        copy.Add(row.Agency);
        copy.Add(TenureName(row.Tenure));
        copy.Add(row.Represented);
        copy.Add(row.MandateBasis);
        copy.Add(method);
        if (origin.ListId is { } listId)
        {
            copy.Add(listId);
        }
        else
        {
            copy.AddNull();
        }

        copy.Add(now);
        copy.Add(signature.SignedOn);
    }

    // In the order of their ids: each index grows at its end.
    private static async Task CopyEntriesAsync(
        NpgsqlConnection connection, PersonalData personal, List<PreparedSignature> pending, List<PreparedSignature> opening, Guid promise, CancellationToken cancel)
    {
        await using (var copy = await CopyRows.BeginAsync(connection, "log.pending (entry, subject)", columns: 2, cancel))
        {
            foreach (var signature in pending)
            {
                copy.StartRow();
                copy.Add(signature.Record.Entry);
                copy.Add(signature.Id);
                await copy.EndRowAsync(cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await using var open = await CopyRows.BeginAsync(connection, "log.opening (subject, nonce, record, promise)", columns: 4, cancel);
        foreach (var signature in opening)
        {
            open.StartRow();
            open.Add(signature.Id);
            open.Add(signature.Record.Nonce);
            personal.SealRecord(signature.Record.Record, open.AddBytes(personal.SealedLength(signature.Record.Record.Length)));
            open.Add(promise);
            await open.EndRowAsync(cancel);
        }

        await open.CompleteAsync(cancel);
    }

    private static async Task CopyPledgedAsync(NpgsqlConnection connection, Guid scope, List<(PersonOnRoster Person, PreparedSignature Signature)> pledged, CancellationToken cancel)
    {
        if (pledged.Count == 0)
        {
            return;
        }

        await using (var copy = await CopyRows.BeginAsync(connection, "pledges.pledged (entry_id, pledge_scope, signature_id)", columns: 3, cancel))
        {
            foreach (var (person, signature) in pledged)
            {
                copy.StartRow();
                copy.Add(person.Id);
                copy.Add(scope);
                copy.Add(signature.Id);
                await copy.EndRowAsync(cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        var sums = pledged.Where(each => each.Person.IsCounted).CountBy(each => (each.Person.RegionCode, each.Person.AgencyId, each.Person.Category, each.Person.PositionKey, each.Signature.SignedOn)).ToList();
        await ExecuteAsync(connection, CountSql, cancel, scope, sums.Select(s => s.Key.RegionCode).ToArray(), sums.Select(s => s.Key.AgencyId).ToArray(),
            sums.Select(s => s.Key.Category).ToArray(), sums.Select(s => s.Key.PositionKey).ToArray(), sums.Select(s => s.Key.SignedOn).ToArray(), sums.Select(s => s.Value).ToArray());
    }

    private static readonly Dictionary<OfficeTenure, string> Tenures = Enum.GetValues<OfficeTenure>().Distinct().ToDictionary(tenure => tenure, tenure => tenure.ToString());

    private static string TenureName(OfficeTenure tenure) => Tenures[tenure];

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancel);
    }
}
