using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Personal;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>A sealed roll; members as the columns of <c>pledges.rolls</c>.</summary>
internal sealed record SealedRollRow(DateTimeOffset SealedAt, long Size, byte[] Root, long[] Counts)
{
    internal long Count(RollState state) => Counts[(int)state - 1];

    /// <summary>People whom the rosters expect.</summary>
    internal long Expected => Count(RollState.SignedHere) + Count(RollState.Elsewhere) + Count(RollState.Missing);
}

/// <summary>Reads the people of a roll that is being sealed, and writes the roll without them, within the caller's transaction.</summary>
internal static class RollSql
{
    /// <summary>Every sealed roll has one entry in the log, and every correction since there are such entries.</summary>
    internal static readonly LoggedRecords Logged = new(CommitmentKind.Roll,
        """
        select declaration_id as subject, (sealed_at at time zone 'UTC')::date as day from pledges.rolls
        union all select entry_id, (recorded_at at time zone 'UTC')::date from pledges.roll_corrections where entry_id is not null
        """);

    // One statement, so one moment: nobody who signs elsewhere or withdraws meanwhile is on the roll twice, or not at all. An entry of the log is either pending or there.
    private static readonly string PeopleSql =
        $"""
        with expected as (
            select r.id, m.signature_id, s.declaration_id
            from pledges.roster_entries r
                left join pledges.pledged m on m.entry_id = r.id and m.pledge_scope = $2
                left join pledges.signatures s on s.id = m.signature_id
            where r.is_counted and $4 and ($3 = '00' or r.region_code = $3 or starts_with(r.region_code, $3 || '.')))
        select case when x.subject is not null then {(int)RollState.Erased} when f.id is not null then {(int)RollState.Withdrawn} when s.represented <> '' then {(int)RollState.OnBehalf}
                when e.signature_id is not null then {(int)RollState.SignedHere} else {(int)RollState.Outside} end,
            s.id, o.nonce, coalesce(l.leaf_hash, sha256('\x00'::bytea || p.entry))
        from pledges.signatures s
            left join log.opening o on o.subject = s.id left join log.entry l on l.subject = s.id left join log.pending p on p.subject = s.id left join log.erasure x on x.subject = s.id
            left join pledges.pledge_facts f on f.signature_id = s.id and f.kind = 'Withdrawn'
            left join (select distinct signature_id from expected where declaration_id = $1) e on e.signature_id = s.id
        where s.declaration_id = $1
        union all
        select case when e.signature_id is null then {(int)RollState.Missing} else {(int)RollState.Elsewhere} end, e.id, null, null
        from expected e where e.declaration_id is distinct from $1
        """;

    /// <summary>Whether a region's rosters expect so few people that each can have a line.</summary>
    internal static async Task<bool> ExpectsAtMostAsync(this PledgesDb db, string regionCode, int most, CancellationToken cancel) =>
        (await db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from (
                select from pledges.roster_entries r where r.is_counted and ({regionCode} = '00' or r.region_code = {regionCode} or starts_with(r.region_code, {regionCode + "."})) limit {most + 1}) as found
            """).ToListAsync(cancel)).Single() <= most;

    /// <summary>A line for each signature of a declaration, and for each person expected who did not sign there.</summary>
    /// <param name="db">Context with an open transaction that holds the declaration and the rosters.</param>
    /// <param name="personal">Gives the nonces of people who have no receipt.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="hasExpected">Whether there are lines for people who did not sign.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>In no order that means anything.</returns>
    internal static async Task<List<RollLeaf>> ReadLeavesAsync(this PledgesDb db, PersonalData personal, Declaration declaration, bool hasExpected, CancellationToken cancel)
    {
        var scope = declaration.PledgeTextId is { } text ? PledgeScope.Of(text, declaration.Contests) : Guid.Empty;
        await using var read = new NpgsqlCommand(PeopleSql, (NpgsqlConnection)db.Database.GetDbConnection())
        {
            CommandTimeout = 120,
            Parameters = { new() { Value = declaration.Id }, new() { Value = scope }, new() { Value = declaration.RegionCode }, new() { Value = hasExpected && scope != Guid.Empty } },
        };
        var leaves = new List<RollLeaf>();
        await using var rows = await read.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var (state, subject) = ((RollState)rows.GetInt32(0), rows.GetGuid(1));
            leaves.Add(new RollLeaf(state, state switch
            {
                RollState.Elsewhere or RollState.Missing => RollLeaf.CommitToExpected(personal.RollNonce(declaration.Id, subject), declaration.Id, subject),
                _ when rows.IsDBNull(2) || rows.IsDBNull(3) => new MerkleHash(RandomNumberGenerator.GetBytes(MerkleHash.Length)),
                _ => RollLeaf.CommitToSignature(rows.GetFieldValue<byte[]>(2), declaration.Id, subject, new MerkleHash(rows.GetFieldValue<byte[]>(3))),
            }));
        }

        return leaves;
    }

    /// <summary>The roll of a declaration; null while it is not sealed, and when it was sealed before rolls had roots.</summary>
    internal static async Task<SealedRollRow?> FindRollAsync(this PledgesDb db, Guid declaration, CancellationToken cancel) =>
        (await db.Database.SqlQuery<SealedRollRow>(
            $"""select sealed_at as "SealedAt", size as "Size", root as "Root", counts as "Counts" from pledges.rolls where declaration_id = {declaration}""").ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Writes a roll.</summary>
    internal static Task AddRollAsync(this PledgesDb db, RollRecord record, long[] counts, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"insert into pledges.rolls (declaration_id, sealed_at, size, root, counts) values ({record.Declaration}, {record.SealedAt}, {record.Size}, {record.Root.ToArray()}, {counts})", cancel);

    /// <summary>Writes a row of its lines.</summary>
    internal static Task AddRollLinesAsync(this PledgesDb db, Guid declaration, int n, byte[] lines, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"insert into pledges.roll_lines (declaration_id, n, first_commitment, lines) values ({declaration}, {n}, {lines[1..RollLeaf.Length]}, {lines})", cancel);

    /// <summary>Writes a tile of its tree.</summary>
    internal static Task AddRollTileAsync(this PledgesDb db, Guid declaration, TileAddress tile, byte[] hashes, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"insert into pledges.roll_tiles (declaration_id, level, n, hashes) values ({declaration}, {tile.Level}, {tile.Index}, {hashes})", cancel);

    /// <summary>The row of lines in which a commitment stands, if it is a line at all; null for an empty roll.</summary>
    internal static async Task<int?> FindRollRowAsync(this PledgesDb db, Guid declaration, MerkleHash commitment, CancellationToken cancel) =>
        (await db.Database.SqlQuery<int?>(
            $"""select max(n) as "Value" from pledges.roll_lines where declaration_id = {declaration} and first_commitment <= {commitment.ToArray()}""").ToListAsync(cancel)).Single();

    /// <summary>Lines of a roll.</summary>
    /// <param name="db">The database.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="from">First row, from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<List<RollLeaf>> ReadRollAsync(this PledgesDb db, Guid declaration, int from, int count, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<byte[]>(
            $"""select lines as "Value" from pledges.roll_lines where declaration_id = {declaration} and n >= {from} and n < {from + count} order by n""").ToListAsync(cancel);
        return [.. rows.SelectMany(row => row.Chunk(RollLeaf.Length).Select(bytes => RollLeaf.Read(bytes)))];
    }

    /// <summary>A tile of the tree above its lowest level.</summary>
    internal static async Task<byte[]> ReadRollTileAsync(this PledgesDb db, Guid declaration, TileAddress tile, CancellationToken cancel) =>
        (await db.Database.SqlQuery<byte[]>(
            $"""select hashes as "Value" from pledges.roll_tiles where declaration_id = {declaration} and level = {tile.Level} and n = {tile.Index}""").ToListAsync(cancel)).Single();
}
