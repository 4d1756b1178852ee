using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Signing;
using Npgsql;
using NpgsqlTypes;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Typed lists as they were typed, within the caller's transaction.</summary>
internal static class TypedRowSql
{
    /// <summary>What a typed row is sealed for. Never changed.</summary>
    private const string Purpose = "typed-row";

    /// <summary>Keeps the rows of a list, each with the signature that stands for it: its own, or the one that was there already.</summary>
    internal static Task AddTypedRowsAsync(
        this PledgesDb db, PersonalData personal, SignatureOrigin origin, Guid listId, IReadOnlyList<Wire.Signature> typed, IReadOnlyList<SignatureRow> rows,
        IReadOnlyList<RecordedSignature> recorded, CancellationToken cancel)
    {
        // EF has no type of its own for lists with gaps, and of byte strings.
        var own = Ids(recorded.Select(row => row.IsRecorded ? row.Id : (Guid?)null));
        var people = Ids(rows.Select(row => row.Number.Length > 0 ? personal.IndexOfNumber(row.Number) : (Guid?)null));
        string[] represented = [.. rows.Select(row => row.Represented)];
        var words = new NpgsqlParameter { Value = typed.Select(row => personal.Seal(Purpose, row.ToByteArray())).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.attested_rows (list_id, n, signature_id, sealed)
            select {listId}, t.n, coalesce(t.own, s.id), t.words
            from unnest({own}, {people}, {represented}, {words}) with ordinality as t(own, person, represented, words, n)
                left join pledges.signatures s on t.own is null and s.signer_index = t.person and s.pledge_scope = {origin.Scope} and s.represented = t.represented
            where t.own is not null or s.id is not null
            """, cancel);
    }

    /// <summary>The rows of a list, in their order.</summary>
    internal static async Task<IEnumerable<TypedSignature>> ReadTypedRowsAsync(this PledgesDb db, PersonalData personal, Guid listId, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<Row>(
            $"""select n as "N", signature_id as "SignatureId", sealed as "Sealed" from pledges.attested_rows where list_id = {listId} order by n""").ToListAsync(cancel);
        return rows.Select(row => new TypedSignature { Row = row.N, SignatureId = row.SignatureId.ToString(), Signature = Wire.Signature.Parser.ParseFrom(personal.Open(Purpose, row.Sealed)) });
    }

    /// <summary>Takes what was typed of a signature that is erased off every list.</summary>
    internal static Task EraseTypedRowsAsync(this PledgesDb db, Guid signatureId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"delete from pledges.attested_rows where signature_id = {signatureId}", cancel);

    private static NpgsqlParameter Ids(IEnumerable<Guid?> ids) => new() { Value = ids.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    private sealed record Row(int N, Guid SignatureId, byte[] Sealed);
}
