using Microsoft.EntityFrameworkCore;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Signing;
using Netralitas.TransparencyLog;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>What a list added.</summary>
/// <param name="Signatures">How many signatures.</param>
/// <param name="PersonalPledges">How many of them are for the signers themselves.</param>
/// <param name="Promise">Id of the log's promise to have them; null when nothing was added.</param>
internal sealed record SignatureTotals(int Signatures, int PersonalPledges, Guid? Promise);

/// <summary>A signature that a list added.</summary>
internal sealed record AddedSignature(Guid Id, bool IsPersonal);

/// <summary>A declaration's version and counts after a change.</summary>
internal sealed record DeclarationTotals(int Version, int Signatures, int PersonalPledges);

/// <summary>What a list must know of its declaration.</summary>
internal sealed record LockedDeclaration(string RegionCode, Guid? PledgeTextId);

/// <summary>The hot path of signing: whole lists in one statement, within the caller's transaction.</summary>
/// <remarks>Each result is read with ToListAsync: any other operator would wrap the statement in a SELECT, which PostgreSQL does not allow around a change.</remarks>
internal static class SignatureSql
{
    /// <summary>Every signature has one entry in the log; an erased one too.</summary>
    internal static readonly LoggedRecords Logged = new(CommitmentKind.Pledge, "select id as subject, (recorded_at at time zone 'UTC')::date as day from pledges.signatures");

    /// <summary>Locks a declaration until the transaction ends, so that its counts and versions follow each other.</summary>
    internal static async Task<LockedDeclaration?> LockDeclarationAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQuery<LockedDeclaration>(
            $"""select region_code as "RegionCode", pledge_text_id as "PledgeTextId" from pledges.declarations where id = {id} for update""")
            .ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Inserts the signatures that the declaration does not have yet, and for each what the log will show of it and what opens that; and the log's promise to show them all.</summary>
    internal static async Task<SignatureTotals> InsertSignaturesAsync(
        this PledgesDb db, InclusionPromises promises, Guid declarationId, Guid textId, List<SignatureRow> rows, DateTimeOffset now, CancellationToken cancel)
    {
        var promise = Guid.CreateVersion7();
        var ids = rows.Select(_ => Guid.CreateVersion7()).ToArray();
        string[] Texts(Func<SignatureRow, string> of) => [.. rows.Select(of)];
        var (names, numbers, positions, agencies) = (Texts(r => r.Name), Texts(r => r.Number), Texts(r => r.Position), Texts(r => r.Agency));
        var (tenures, represented, bases) = (Texts(r => r.Tenure.ToString()), Texts(r => r.Represented), Texts(r => r.MandateBasis));
        var records = rows.Select((row, n) => PledgeRecord.Of(ids[n], declarationId, textId, row, now)).ToList();
        var nonces = Bytes(records.Select(r => r.Nonce));
        var openings = Bytes(records.Select(r => r.Record));
        var entries = Bytes(records.Select(r => r.Entry));
        var logged = PlantedBug.Is("signatures.not_logged") ? ids[..^1] : ids;
        var added = await db.Database.SqlQuery<AddedSignature>(
            $"""
            with added as (
                insert into pledges.signatures (id, declaration_id, signer_name, signer_number, position, agency, tenure, represented, mandate_basis, recorded_at)
                select s.id, {declarationId}, s.name, nullif(s.number, ''), s.position, s.agency, s.tenure, s.represented, s.basis, {now}
                from unnest({ids}, {names}, {numbers}, {positions}, {agencies}, {tenures}, {represented}, {bases})
                    as s(id, name, number, position, agency, tenure, represented, basis)
                on conflict (declaration_id, signer_number, represented) where signer_number is not null do nothing
                returning id, represented),
            pending as (
                insert into log.pending (entry, subject) select e.entry, e.id from unnest({entries}, {logged}) as e(entry, id) join added using (id)),
            opening as (
                insert into log.opening (subject, nonce, record, promise) select o.id, o.nonce, o.record, {promise} from unnest({nonces}, {openings}, {ids}) as o(nonce, record, id) join added using (id))
            select id as "Id", represented = '' as "IsPersonal" from added
            """).ToListAsync(cancel);
        // In the order of the list, which is that of the receipts.
        var isAdded = added.Select(signature => signature.Id).ToHashSet();
        var promised = ids.Zip(records, (id, record) => (Subject: id, record.Entry)).Where(each => isAdded.Contains(each.Subject)).ToList();
        if (promised.Count > 0)
        {
            await promises.GiveAsync((NpgsqlConnection)db.Database.GetDbConnection(), promise, promised, now, cancel);
        }

        return new SignatureTotals(added.Count, added.Count(signature => signature.IsPersonal), promised.Count > 0 ? promise : null);
    }

    /// <summary>Adds to the declaration's counts and takes its next version.</summary>
    internal static async Task<DeclarationTotals> AddToCountsAsync(this PledgesDb db, Guid id, SignatureTotals added, CancellationToken cancel)
    {
        var step = added.Signatures > 0 ? 1 : 0;
        var totals = await db.Database.SqlQuery<DeclarationTotals>(
            $"""
            update pledges.declarations
            set version = version + {step}, signatures = signatures + {added.Signatures}, personal_pledges = personal_pledges + {added.PersonalPledges}
            where id = {id}
            returning version as "Version", signatures as "Signatures", personal_pledges as "PersonalPledges"
            """).ToListAsync(cancel);
        return totals.Single();
    }

    // EF has no type of its own for a list of byte strings.
    private static NpgsqlParameter Bytes(IEnumerable<byte[]> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
