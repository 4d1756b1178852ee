using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Npgsql;

namespace Netralitas.Services.Pledges.Coverage;

/// <summary>Folds what changed into the sums that are read, twice a second; and counts people in and out on the days on which their entries begin and end.</summary>
/// <remarks>
/// Each round is one transaction: a change is in the sums once, or still waits. Of several replicas one folds at a time. A crash leaves what was not folded where it was.
/// </remarks>
internal sealed partial class CoverageFold(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CoverageFold> log) : BackgroundService
{
    private const long LockKey = 0x4E65_7472_466F_6C64;
    private const int MostDeltasAtOnce = 20_000;
    private const int FewestDeltasAtOnce = 500;
    private const int EntriesAtOnce = 5_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ValidityInterval = TimeSpan.FromMinutes(10);

    // People of many units change many sums: what takes longer than this is taken in smaller parts.
    private static readonly TimeSpan LongRound = TimeSpan.FromSeconds(1);

    private int deltasAtOnce = MostDeltasAtOnce;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var validityDue = DateTimeOffset.MinValue;
        do
        {
            try
            {
                await FoldAllAsync(stoppingToken);
                if (clock.GetUtcNow() >= validityDue)
                {
                    await TurnAllAsync(stoppingToken);
                    validityDue = clock.GetUtcNow() + ValidityInterval;
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                LogNotFolded(exception);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private async Task FoldAllAsync(CancellationToken cancel)
    {
        for (var isFull = true; isFull;)
        {
            var (most, from) = (deltasAtOnce, Stopwatch.GetTimestamp());
            // Smaller after a failure too: a round that never ends would be begun again for ever.
            deltasAtOnce = Math.Max(FewestDeltasAtOnce, most / 2);
            isFull = await InTransactionAsync((db, token) => FoldAsync(db, most, token), cancel) >= most;
            deltasAtOnce = Stopwatch.GetElapsedTime(from) > LongRound ? deltasAtOnce : isFull ? Math.Min(MostDeltasAtOnce, most * 2) : most;
        }
    }

    private async Task TurnAllAsync(CancellationToken cancel)
    {
        while (await InTransactionAsync(TurnAsync, cancel) >= EntriesAtOnce)
        {
        }
    }

    private async Task<int> InTransactionAsync(Func<PledgesDb, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        await using var scope = scopes.BeginOwnWork();
        var db = scope.ServiceProvider.GetRequiredService<PledgesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!(await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({LockKey}) as "Value" """).ToListAsync(cancel)).Single())
        {
            return 0;
        }

        var done = await work(db, cancel);
        Failpoint.Reach("coverage.before_commit");
        await transaction.CommitAsync(cancel);
        return done;
    }

    private static async Task<int> FoldAsync(PledgesDb db, int most, CancellationToken cancel)
    {
        // Sums of a round are sorted in memory.
        await db.Database.ExecuteSqlAsync($"set local work_mem = '64MB'", cancel);
        await db.ReadByIndexAsync(cancel);
        return (await db.Database.SqlQuery<int>(
        $"""
        with taken as (
            delete from pledges.coverage_deltas where id = any(array(select id from pledges.coverage_deltas order by id limit {most}))
            returning pledge_scope, region_code, agency_id, category, position, day, expected, pledged, present, on_behalf, outside),
        cells as (
            select pledge_scope, region_code, agency_id, category, position, to_char(day, 'YYYY-MM-DD') as day,
                sum(expected) as expected, sum(pledged) as pledged, sum(present) as present, sum(on_behalf) as on_behalf, sum(outside) as outside
            from taken group by 1, 2, 3, 4, 5, 6),
        sums as (
            insert into pledges.coverage as c (pledge_scope, area, dimension, value, expected, pledged, present, on_behalf, outside)
            select pledge_scope, area.code,
                case when grouping(category) = 0 then 'category' when grouping(position) = 0 then 'position' when grouping(day) = 0 then 'day' else 'all' end,
                case when grouping(category) = 0 then category when grouping(position) = 0 then position when grouping(day) = 0 then day else '' end,
                sum(expected), sum(pledged), sum(present), sum(on_behalf), sum(outside)
            from cells
            cross join lateral (values ('00'), (case when region_code <> '00' then left(region_code, 2) end), (case when length(region_code) >= 5 then left(region_code, 5) end),
                (case when length(region_code) >= 8 then left(region_code, 8) end), (case when length(region_code) >= 13 then region_code end), ('a:' || agency_id)) as area(code)
            where area.code is not null
            group by grouping sets ((pledge_scope, area.code), (pledge_scope, area.code, category), (pledge_scope, area.code, position), (pledge_scope, area.code, day))
            having (grouping(category) = 1 or category is not null) and (grouping(position) = 1 or position is not null) and (grouping(day) = 1 or day is not null) order by 2, 3, 1, 4
            on conflict (area, dimension, pledge_scope, value) do update set expected = c.expected + excluded.expected, pledged = c.pledged + excluded.pledged,
                present = c.present + excluded.present, on_behalf = c.on_behalf + excluded.on_behalf, outside = c.outside + excluded.outside)
        select count(*)::int as "Value" from taken
        """).ToListAsync(cancel)).Single();
    }

    // An entry begins or ends on a local date; WIB stands for the country.
    private async Task<int> TurnAsync(PledgesDb db, CancellationToken cancel)
    {
        var today = IndonesianTimeZone.Wib.LocalDate(clock.GetUtcNow());
        await db.LockRostersAsync(cancel);
        return (await db.Database.SqlQuery<int>(
            $"""
            with due as (
                select id from pledges.roster_entries where not is_counted and valid_from <= {today} and (valid_to is null or valid_to >= {today})
                union all select id from pledges.roster_entries where is_counted and valid_to < {today}
                union all select id from pledges.roster_entries where is_counted and valid_from > {today} limit {EntriesAtOnce}),
            turned as (
                update pledges.roster_entries e set is_counted = not e.is_counted from due where e.id = due.id
                returning e.id, e.region_code, e.agency_id, e.category, e.position_key, case when e.is_counted then 1 else -1 end as sign),
            expected as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, expected)
                select {PledgeScope.Expected}, region_code, agency_id, category, position_key, sum(sign) from turned group by 2, 3, 4, 5),
            pledged as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select p.pledge_scope, t.region_code, t.agency_id, t.category, t.position_key, s.signed_on, sum(sign)
                from turned t join pledges.pledged p on p.entry_id = t.id join pledges.signatures s on s.id = p.signature_id group by 1, 2, 3, 4, 5, 6)
            select count(*)::int as "Value" from turned
            """).ToListAsync(cancel)).Single();
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventName = "CoverageNotFolded", Level = LogLevel.Warning, Message = "What changed in the coverage waits: it could not be folded")]
    private partial void LogNotFolded(Exception exception);
}
