using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>The way of short lists, and of people without a number: one statement, within the caller's transaction.</summary>
internal static class SignatureInsert
{
    /// <summary>Inserts the signatures that their scope does not have yet.</summary>
    /// <returns>What became of each, in the order of the list.</returns>
    /// <remarks>Of two transactions with one person the second waits and records nothing. People are inserted in the order of their indexes, as <see cref="SignatureCopy"/> does.</remarks>
    internal static async Task<IReadOnlyList<RecordedSignature>> InsertAsync(
        this PledgesDb db, PersonalData personal, SignatureOrigin origin, List<PreparedSignature> list, Guid promise, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = list.ConvertAll(each => each.Row);
        var ids = list.Select(each => each.Id).ToArray();
        var names = rows.Select(r => r.Name).ToArray();
        var numbers = Bytes(rows.Select(r => r.Number.Length > 0 ? personal.Seal(Signature.NumberPurpose, r.Number) : null));
        var people = list.Select(each => each.Person).ToArray();
        var posts = rows.Select(r => HasOnlyPost(r) ? personal.IndexOfPost(origin.RegionCode, r.Agency, r.Position) : (Guid?)null).ToArray();
        var positions = rows.Select(r => r.Position).ToArray();
        var keys = rows.Select(r => WordKey.Of(r.Position)).ToArray();
        var agencies = rows.Select(r => r.Agency).ToArray();
        var tenures = rows.Select(r => r.Tenure.ToString()).ToArray();
        var represented = rows.Select(r => r.Represented).ToArray();
        var bases = rows.Select(r => r.MandateBasis).ToArray();
        var nonces = Bytes(list.Select(each => each.Record.Nonce));
        var openings = Bytes(list.Select(each => personal.SealRecord(each.Record.Record)));
        var entries = Bytes(list.Select(each => each.Record.Entry));
        var days = list.Select(each => each.SignedOn).ToArray();
        var unlogged = PlantedBug.Is("signatures.not_logged") ? rows.Count : 0;
        return await db.Database.SqlQuery<RecordedSignature>(
            $"""
            with given as (
                select * from unnest({ids}, {names}, {numbers}, {people}, {posts}, {positions}, {keys}, {agencies}, {tenures}, {represented}, {bases}, {nonces}, {openings}, {entries}, {days})
                    with ordinality as s(id, name, number, person, post, position, key, agency, tenure, represented, basis, nonce, record, entry, day, n)),
            added as (
                insert into pledges.signatures (id, declaration_id, signer_name, sealed_number, signer_index, post_index, pledge_scope, position, position_key, agency, tenure, represented,
                    mandate_basis, method, list_id, recorded_at, signed_on)
                select id, {origin.DeclarationId}, name, number, person, post, {origin.Scope}, position, key, agency, tenure, represented, basis, {origin.Method.ToString()}, {origin.ListId}, {now}, day from given
                order by person, n
                on conflict (signer_index, pledge_scope, represented) where signer_index is not null do nothing
                returning id, represented, signer_index, post_index, position_key, signed_on),
            pending as (
                insert into log.pending (entry, subject) select g.entry, g.id from given g join added using (id) where g.n <> {unlogged}),
            opening as (
                insert into log.opening (subject, nonce, record, promise) select g.id, g.nonce, g.record, {promise} from given g join added using (id)),
            found as (
                select a.id, e.id as entry_id from added a join pledges.roster_entries e on e.person_index = a.signer_index where a.represented = ''
                union all
                select a.id, e.entry_id from added a
                    join lateral (select min(r.id::text)::uuid as entry_id from pledges.roster_entries r where r.post_index = a.post_index and r.is_counted having count(*) = 1) e on true
                    where a.represented = '' and a.signer_index is null and a.post_index is not null),
            matched as (
                insert into pledges.pledged (entry_id, pledge_scope, signature_id) select entry_id, {origin.Scope}, id from found order by entry_id, id on conflict do nothing returning entry_id, signature_id),
            counted as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select {origin.Scope}, e.region_code, e.agency_id, e.category, e.position_key, a.signed_on, count(*)
                from matched m join added a on a.id = m.signature_id join pledges.roster_entries e on e.id = m.entry_id where e.is_counted group by 2, 3, 4, 5, 6),
            beside as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, position, day, on_behalf, outside)
                select {origin.Scope}, {origin.RegionCode}, position_key, signed_on, count(*) filter (where represented <> ''), count(*) filter (where represented = '')
                from added a where represented <> '' or not exists (select from found f where f.id = a.id) group by position_key, signed_on)
            select g.id as "Id", a.id is not null as "IsRecorded", exists (select from found f where f.id = g.id) as "IsOnRoster"
            from given g left join added a using (id) order by g.n
            """).ToListAsync(cancel);
    }

    private static bool HasOnlyPost(Signing.SignatureRow row) => row.Number.Length == 0 && row.Position.Length > 0 && row.Agency.Length > 0;

    // EF has no type of its own for a list of byte strings.
    private static NpgsqlParameter Bytes(IEnumerable<byte[]?> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
