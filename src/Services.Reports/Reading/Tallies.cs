using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Reads the counts, and adds up what changed in them.</summary>
/// <remarks>Right at every instant: a count is what was added up and the changes since, read in one statement.</remarks>
internal sealed class Tallies(ReportsDb db)
{
    private const long FoldLine = 0x54616C6C79;

    /// <summary>Counts what a request asks for in an office and those below; the order is the caller's to make.</summary>
    internal async Task<List<CountedKey>> CountAsync(CountReportsRequest request, OfficeScope scope, CancellationToken cancel)
    {
        var sql = new Sql();
        sql.Where(request.Dimension == CountDimension.Category ? "t.code > ''" : "t.code = ''");
        NarrowToOffice(sql, scope);
        if (request.Year != 0)
        {
            sql.Where($"t.received_year = {sql.Value(request.Year)}");
        }

        if (request.ContestId.Length > 0)
        {
            sql.Where($"t.contest_id = {sql.Value(request.ContestId)}");
        }

        if (request.Statuses.Count > 0)
        {
            sql.Where($"t.status = any({sql.Value(request.Statuses.Select(status => status.ToString()).ToArray())})");
        }

        if (request.Kinds.Count > 0)
        {
            sql.Where($"t.kind = any({sql.Value(request.Kinds.Select(kind => kind.ToString()).ToArray())})");
        }

        var key = KeyOf(request.Dimension, scope);
        var text =
            $"""
            select key as "Key", sum(count)::bigint as "Count" from (
                select {key} as key, sum(t.count) as count from reports.tallies t where true{sql.Conditions} group by 1
                union all select {key}, sum(t.change) from reports.tally_changes t where true{sql.Conditions} group by 1) as c
            group by key having sum(count) <> 0
            """;
        return await db.Database.SqlQueryRaw<CountedKey>(text, [.. sql.Values]).ToListAsync(cancel);
    }

    /// <summary>Adds up changes, in one statement: a reader sees them before or after, and never twice.</summary>
    /// <param name="most">Changes at most.</param>
    /// <param name="cancel">Gives up; nothing is added up then.</param>
    /// <returns>How many there were.</returns>
    internal async Task<int> FoldAsync(int most, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LineUpAsync(FoldLine, cancel);
        // Read as a list: what changes rows may not stand inside another statement, as one for a single row would have it.
        var folded = await db.Database.SqlQuery<int>(
            $"""
            with taken as (
                delete from reports.tally_changes where id = any(array(select id from reports.tally_changes order by id limit {most})) returning *
            ), added as (
                insert into reports.tallies as t (code, office_code, received_year, kind, status, contest_id, channel, count)
                select code, office_code, received_year, kind, status, contest_id, channel, sum(change) from taken group by 1, 2, 3, 4, 5, 6, 7 having sum(change) <> 0
                on conflict (code, office_code, received_year, kind, status, contest_id, channel) do update set count = t.count + excluded.count
            )
            select count(*)::int as "Value" from taken
            """).ToListAsync(cancel);
        await transaction.CommitAsync(cancel);
        return folded.Single();
    }

    /// <summary>All cases that a request asks for, each once, whatever it counts apart.</summary>
    internal async Task<long> TotalAsync(CountReportsRequest request, OfficeScope scope, CancellationToken cancel)
    {
        var each = request.Clone();
        each.Dimension = CountDimension.Kind;
        return (await CountAsync(each, scope, cancel)).Sum(count => count.Count);
    }

    private static string KeyOf(CountDimension dimension, OfficeScope scope) => dimension switch
    {
        CountDimension.Region => scope switch
        {
            { IsNational: true } => "left(t.office_code, 2)",
            { Code.Level: RegionLevel.Province } => "left(t.office_code, 5)",
            _ => "left(t.office_code, 8)",
        },
        CountDimension.Category => "t.code",
        CountDimension.Status => "t.status",
        CountDimension.Contest => "t.contest_id",
        CountDimension.Year => "t.received_year::text",
        CountDimension.Kind => "t.kind",
        CountDimension.Channel => "t.channel",
        CountDimension.Unspecified => throw new InvalidOperationException("A count is of something."),
    };

    // Codes are compared byte by byte: what is below 75 lies between "75." and "75/".
    private static void NarrowToOffice(Sql sql, OfficeScope scope)
    {
        if (!scope.IsNational)
        {
            sql.Where($"(t.office_code = {sql.Value(scope.Code.ToString())} or (t.office_code >= {sql.Value($"{scope.Code}.")} and t.office_code < {sql.Value($"{scope.Code}/")}))");
        }
    }
}

/// <summary>A count.</summary>
/// <param name="Key">What stable names or codes name.</param>
/// <param name="Count">How many.</param>
internal sealed record CountedKey(string Key, long Count);
