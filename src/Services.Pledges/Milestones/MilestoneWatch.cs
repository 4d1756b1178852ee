using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Milestones;

/// <summary>Looks at the sums of the coverage that changed, and tells of each 25, 50, 75 and 100 percent that is reached for the first time.</summary>
/// <remarks>
/// A sum leaves the list of those that changed, its milestones are recorded and their events queued in one transaction: a crash leaves it on the list, and of several replicas none looks at what
/// another looks at. A percent of a region or unit and a text is recorded once for ever, so neither a withdrawal nor a new roster makes it be told again. While a roster is on its way into a
/// region nothing of that region is looked at: half a roster that is complete says nothing.
/// </remarks>
internal sealed partial class MilestoneWatch(IServiceScopeFactory scopes, PledgeScopes pledgeScopes, OutboxSignal signal, TimeProvider clock, ILogger<MilestoneWatch> log) : BackgroundService
{
    // Whoever folds waits for the sums that are looked at.
    private const int SumsAtOnce = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A roster whose sender gave up in the middle holds nothing up for longer.
    private static readonly TimeSpan RosterPatience = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Interval, () => LookAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task LookAsync(CancellationToken cancel)
    {
        while (await LookOnceAsync(cancel) == SumsAtOnce)
        {
        }
    }

    private async Task<int> LookOnceAsync(CancellationToken cancel)
    {
        await using var scope = scopes.BeginOwnWork();
        var db = scope.ServiceProvider.GetRequiredService<PledgesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.ReadByIndexAsync(cancel);
        var changed = await TakeChangedAsync(db, clock.Now() - RosterPatience, cancel);
        if (changed.Count == 0)
        {
            return 0;
        }

        var now = clock.Now();
        var all = await RecordAsync(db, changed, now, cancel);
        foreach (var reached in all)
        {
            var text = await pledgeScopes.FindAsync(db, reached.PledgeScope, cancel);
            var id = IdOf(reached.PledgeScope, reached.Area);
            await db.EnqueueAsync(
                new CoverageMilestoneReached
                {
                    CoverageId = id,
                    Version = reached.Percent,
                    PledgeTextId = text.TextId,
                    TextTitle = text.Title,
                    RegionCode = reached.RegionCode,
                    Unit = reached.Unit,
                    Expected = (int)reached.Expected,
                    Pledged = (int)reached.Pledged,
                    ReachedAt = now,
                },
                id, reached.Percent, cancel);
        }

        if (all.Count > 0)
        {
            Failpoint.Reach("milestone.before_commit");
        }

        await transaction.CommitAsync(cancel);
        signal.Raise();
        return changed.Count;
    }

    /// <summary>Identity of what a milestone is about.</summary>
    internal static Guid IdOf(Guid pledgeScope, string area) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"netralitas/coverage/v1\n{pledgeScope}\n{area}")).AsSpan(0, 16), bigEndian: true);

    private static Task<List<Changed>> TakeChangedAsync(PledgesDb db, DateTimeOffset earliest, CancellationToken cancel) => db.Database.SqlQuery<Changed>(
        $"""
        delete from pledges.coverage_changed c using (
            select area, pledge_scope from pledges.coverage_changed w
            where not exists (
                select from pledges.roster_uploads u where u.status = 'Staged' and u.started_at > {earliest}
                    and (u.region_code = '00' or w.area = '00' or w.area like 'a:%' or starts_with(w.area, u.region_code) or starts_with(u.region_code, w.area)))
            order by area, pledge_scope limit {SumsAtOnce} for update skip locked) taken
        where c.area = taken.area and c.pledge_scope = taken.pledge_scope returning c.area as "Area", c.pledge_scope as "PledgeScope"
        """).ToListAsync(cancel);

    // A statement of its own: what it reads was committed before the sums left the list, or after. Written so that each changed sum is looked up by its key, whatever the planner takes the tables for.
    private static Task<List<Reached>> RecordAsync(PledgesDb db, List<Changed> changed, DateTimeOffset now, CancellationToken cancel)
    {
        string[] areas = [.. changed.Select(each => each.Area)];
        Guid[] pledgeScopes = [.. changed.Select(each => each.PledgeScope)];
        return db.Database.SqlQuery<Reached>(
            $"""
            with changed as (select * from unnest({areas}, {pledgeScopes}) as c(area, pledge_scope)),
            sums as (
                select distinct p.pledge_scope, p.area, e.expected, p.pledged from changed c
                cross join lateral (
                    select expected from pledges.coverage where area = c.area and dimension = 'all' and value = '' and pledge_scope = {PledgeScope.Expected} and expected > 0 offset 0) e
                cross join lateral (
                    select * from pledges.coverage where area = c.area and dimension = 'all' and value = '' and pledge_scope <> {PledgeScope.Expected} and pledged > 0
                        and (c.pledge_scope = pledge_scope or c.pledge_scope = {PledgeScope.Expected}) offset 0) p),
            reached as (
                insert into pledges.coverage_milestones (area, pledge_scope, percent, expected, pledged, reached_at)
                select area, pledge_scope, percent, expected, pledged, {now} from sums, (values (25), (50), (75), (100)) as m(percent)
                where pledged * 100 >= expected * percent order by area, pledge_scope, percent
                on conflict do nothing returning *)
            select r.area as "Area", r.pledge_scope as "PledgeScope", r.percent as "Percent", r.expected as "Expected", r.pledged as "Pledged",
                coalesce(a.region_code, r.area) as "RegionCode", a.name as "Unit"
            from reached r left join pledges.agencies a on a.id = case when starts_with(r.area, 'a:') then substr(r.area, 3)::uuid end order by r.area, r.pledge_scope, r.percent
            """).ToListAsync(cancel);
    }

    [LoggerMessage(EventName = "MilestonesNotSeen", Level = LogLevel.Warning, Message = "Milestones of the coverage wait: they could not be looked at")]
    private partial void LogFailed(Exception exception);

    private sealed record Changed(string Area, Guid PledgeScope);

    private sealed record Reached(string Area, Guid PledgeScope, int Percent, long Expected, long Pledged, string RegionCode, string? Unit);
}

/// <summary>Adds what milestones need.</summary>
internal static class MilestoneRegistration
{
    internal static void AddMilestones(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PledgeScopes>();
        builder.Services.AddHostedService<MilestoneWatch>();
    }
}
