using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Deadlines;

/// <summary>Keeps the running clocks of a report, and the warnings that they ask for, where jobs find them, and its row of the work list with its nearest deadline.</summary>
internal sealed class ClockWatch(ReportsDb db, CaseIndex index, WarningOptions options)
{
    private readonly IReadOnlyList<int> leads = options.Leads();

    /// <summary>Brings rows into line with the clocks of a case, in the open transaction, in which steps of the case are lined up.</summary>
    /// <param name="file">The case.</param>
    /// <param name="now">Instant of what moved the clocks.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>
    /// A clock that stopped or moved takes the warnings of its old end away, but for those that were sent: an end that comes back is not warned of again.
    /// A warning that is being sent at the same moment is waited for.
    /// </remarks>
    internal async Task FollowAsync(CaseFile file, DateTimeOffset now, CancellationToken cancel)
    {
        var open = file.Clocks.All.Where(clock => clock.IsOpen).ToList();
        await KeepClocksAsync(file, open, cancel);
        await KeepWarningsAsync(file, open, now, cancel);
        await index.FollowAsync(file, cancel);
    }

    private async Task KeepClocksAsync(CaseFile file, List<CaseClock> open, CancellationToken cancel)
    {
        var (id, numbers) = (file.Report.Id, open.Select(clock => clock.Number).ToArray());
        await db.Database.ExecuteSqlAsync($"delete from reports.running_clocks where report_id = {id} and clock <> all({numbers})", cancel);
        var (subjects, ends) = (open.Select(clock => clock.Subject.ToString()).ToArray(), open.Select(clock => clock.Clock.Deadline.EndsAt?.ToUniversalTime()).ToArray());
        var known = open.Select(clock => file.Clocks.HeldAgainst(clock.Clock).ToUniversalTime()).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reports.running_clocks (report_id, clock, subject, ends_at, calendar_known_since)
            select {id}, c.* from unnest({numbers}, {subjects}, {ends}, {known}) as c(clock, subject, ends_at, calendar_known_since)
            on conflict (report_id, clock) do update set ends_at = excluded.ends_at, calendar_known_since = greatest(running_clocks.calendar_known_since, excluded.calendar_known_since)
            """, cancel);
    }

    private async Task KeepWarningsAsync(CaseFile file, List<CaseClock> open, DateTimeOffset now, CancellationToken cancel)
    {
        var wanted = open.SelectMany(clock => clock.Clock.Deadline.EndsAt?.ToUniversalTime() is { } endsAt
            ? WarningTime.Of(endsAt, now, leads).Select(warning => (clock.Number, Subject: clock.Subject.ToString(), EndsAt: endsAt, warning.LeadHours, warning.DueAt))
            : []).ToList();
        var (id, office, region) = (file.Report.Id, file.Case.OfficeCode, file.Report.Whole.Region?.Code.ToString());
        var (clocks, ends, hours) = (wanted.Select(w => w.Number).ToArray(), wanted.Select(w => w.EndsAt).ToArray(), wanted.Select(w => w.LeadHours).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from reports.clock_warnings w where w.report_id = {id} and w.sent_at is null and not exists (
                select 1 from unnest({clocks}, {ends}, {hours}) as k(clock, ends_at, lead_hours) where (k.clock, k.ends_at, k.lead_hours) = (w.clock, w.ends_at, w.lead_hours))
            """, cancel);
        var (subjects, due) = (wanted.Select(w => w.Subject).ToArray(), wanted.Select(w => w.DueAt).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reports.clock_warnings (report_id, clock, ends_at, lead_hours, number, subject, office_code, region_code, due_at)
            select {id}, k.clock, k.ends_at, k.lead_hours,
                (select coalesce(max(number), 0) from reports.clock_warnings where report_id = {id}) + row_number() over (order by k.due_at, k.clock), k.subject, {office}, {region}, k.due_at
            from unnest({clocks}, {ends}, {hours}, {subjects}, {due}) as k(clock, ends_at, lead_hours, subject, due_at)
            on conflict (report_id, clock, ends_at, lead_hours) do update set office_code = excluded.office_code, region_code = excluded.region_code where clock_warnings.sent_at is null
            """, cancel);
    }
}

/// <summary>Asks for reports to be watched.</summary>
internal static class WatchQueue
{
    /// <summary>Has the clocks of reports that nobody touched yet watched, soon after the open transaction commits.</summary>
    internal static Task AwaitWatchAsync(this ReportsDb db, Guid[] reports, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"insert into reports.unwatched (report_id) select id from unnest({reports}) as u(id) on conflict (report_id) do nothing", cancel);
}
