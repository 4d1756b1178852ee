using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Prevention;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Duties to prevent, and the rules that they are counted by.</summary>
internal static class DutySql
{
    private const string Columns =
        """
        d.id as "Id", d.holder_kind as "KindName", d.region_code as "RegionCode", d.unit as "Unit", d.parent_id as "ParentId", d.starts_on as "StartsOn", d.basis as "Basis",
        d.last_held_on as "LastHeldOn", d.counts_from as "CountsFrom", (select count(*)::int from pledges.prevention_duties c where c.parent_id = d.id) as "PassedOn"
        """;

    private const string RuleColumns =
        """
        id as "Id", valid_from as "ValidFrom", interval_days as "IntervalDays", basis as "Basis", source as "Source", mark as "Mark", bawaslu_events_count as "BawasluEventsCount",
        recorded_at as "RecordedAt"
        """;

    /// <summary>Duties.</summary>
    /// <param name="db">The database.</param>
    /// <param name="rest">What follows <c>from pledges.prevention_duties d</c>, with places for the values.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancel">Gives up.</param>
    internal static Task<List<Duty>> DutiesAsync(this PledgesDb db, string rest, object[] values, CancellationToken cancel)
    {
        // Both parts are this program's own words; what a caller sends is among the values.
        var statement = $"select {Columns} from pledges.prevention_duties d {rest}";
        return db.Database.SqlQueryRaw<Duty>(statement, values).ToListAsync(cancel);
    }

    /// <summary>A duty that an office may see or work on.</summary>
    /// <exception cref="RefusalException">PREVENTION_DUTY_UNKNOWN, also for one of another region.</exception>
    internal static async Task<Duty> OwnDutyAsync(this PledgesDb db, string dutyId, Office office, CancellationToken cancel)
    {
        var duty = Guid.TryParse(dutyId, out var id) ? (await db.DutiesAsync("where d.id = {0}", [id], cancel)).SingleOrDefault() : null;
        return duty is not null && office.Covers(duty.RegionCode) ? duty : throw PreventionRefusals.DutyUnknown();
    }

    /// <summary>The rule that holds on a day: of those that have begun the newest.</summary>
    internal static async Task<Rule> RuleOnAsync(this PledgesDb db, DateOnly day, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<Rule>(
            $"select {RuleColumns} from pledges.prevention_rules where valid_from <= {{0}} order by valid_from desc, recorded_at desc nulls last limit 1", day).ToListAsync(cancel)).Single();

    /// <summary>All rules, the newest first.</summary>
    internal static Task<List<Rule>> RulesAsync(this PledgesDb db, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<Rule>($"select {RuleColumns} from pledges.prevention_rules order by valid_from desc, recorded_at desc nulls last").ToListAsync(cancel);

    /// <summary>Adds a duty, within the caller's transaction.</summary>
    /// <returns>False when the office has one.</returns>
    internal static async Task<bool> AddDutyAsync(this PledgesDb db, NewDuty duty, Office by, DateTimeOffset now, CancellationToken cancel) => await db.Database.ExecuteSqlAsync(
        $"""
        insert into pledges.prevention_duties (id, holder_kind, region_code, unit, unit_key, parent_id, office, time_zone, starts_on, basis, counts_from, recorded_by, recorded_at)
        values ({duty.Id}, {duty.Kind.ToString()}, {duty.Region.Code.ToString()}, {duty.Unit}, {WordKey.Of(duty.Unit)}, {duty.ParentId}, {DutyRules.OfficeOf(duty.Kind, duty.Region.Code)},
            {duty.Region.TimeZone.ToString()}, {duty.StartsOn}, {duty.Basis}, {duty.StartsOn}, {by.ToString()}, {now})
        on conflict (region_code, holder_kind, unit_key) do nothing
        """, cancel) == 1;

    /// <summary>Holds a duty until the transaction ends.</summary>
    internal static Task HoldDutyAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select from pledges.prevention_duties where id = {id} for update", cancel);

    /// <summary>Whether a duty has an activity that no other took the place of.</summary>
    internal static async Task<bool> IsLatestActivityAsync(this PledgesDb db, Guid dutyId, Guid activityId, CancellationToken cancel) => (await db.Database.SqlQuery<bool>(
        $"""
        select exists (select from pledges.prevention_activities a where a.id = {activityId} and a.duty_id = {dutyId}
            and not exists (select from pledges.prevention_activities c where c.corrects = a.id)) as "Value"
        """).ToListAsync(cancel)).Single();

    /// <summary>Takes back what a duty knows of its last activity, for it to be found again.</summary>
    internal static Task ForgetActivitiesAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update pledges.prevention_duties set last_held_on = null, counts_from = starts_on where id = {id}", cancel);

    /// <summary>Brings duties up to date with an activity that counts, or with declarations of their regions, within the caller's transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="only">The duty; null for all, with the declarations that are newer than what they know.</param>
    /// <param name="rule">The rule in force.</param>
    /// <param name="latest">The latest day that has begun anywhere: what is to come does not count.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>
    /// A declaration that was held as sosialisasi or deklarasi is an activity of the office of its region; when Bawaslu organised it, only as the rule says [LAW-PRV-02]. An OPD shares its region
    /// with others and has none.
    /// </remarks>
    internal static Task<int> RefreshDutiesAsync(this PledgesDb db, Guid? only, Rule rule, DateOnly latest, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
        update pledges.prevention_duties d
        set last_held_on = n.held_on, counts_from = greatest(d.starts_on, n.held_on), is_overdue = d.is_overdue and greatest(d.starts_on, n.held_on) + {rule.IntervalDays} < {latest}
        from (
            select duty_id, max(held_on) as held_on from (
                select t.id as duty_id, c.held_on_date as held_on from pledges.prevention_duties t join pledges.declarations c on c.region_code = t.region_code
                where t.holder_kind <> {nameof(DutyHolderKind.Opd)} and c.status not in ({nameof(DeclarationStatus.Planned)}, {nameof(DeclarationStatus.Cancelled)}) and c.held_on_date <= {latest}
                    and c.activities && array[{nameof(Activity.Sosialisasi)}, {nameof(Activity.Deklarasi)}] and ({rule.BawasluEventsCount} or c.organiser_kind <> {nameof(OrganiserKind.Bawaslu)})
                    and ({only}::uuid is null or t.id = {only})
                union all
                select a.duty_id, a.held_on from pledges.prevention_activities a where a.duty_id = {only} and a.measure <> {nameof(PreventionMeasure.Pengawasan)}
                    and not exists (select from pledges.prevention_activities c where c.corrects = a.id)) held
            group by duty_id) n
        where d.id = n.duty_id and n.held_on > coalesce(d.last_held_on, '-infinity')
        """, cancel);
}

/// <summary>A duty that is to be recorded.</summary>
internal sealed record NewDuty(Guid Id, DutyHolderKind Kind, Geography.Region Region, string Unit, Guid? ParentId, DateOnly StartsOn, string Basis);
