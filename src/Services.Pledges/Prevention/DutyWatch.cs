using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

/// <summary>Brings duties up to date with the declarations of their regions, and tells of each that becomes overdue.</summary>
/// <remarks>
/// That a duty is overdue is a column of its row, turned in the transaction that queues its event: a crash leaves it to be turned, and no duty is told of twice for one lapse. Of several
/// replicas one watches at a time. An office's day is its own: one in the east is overdue two hours earlier.
/// </remarks>
internal sealed partial class DutyWatch(IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider clock, ILogger<DutyWatch> log) : BackgroundService
{
    private const long LockKey = 0x4E65_7472_4475_7479;
    private const int DutiesAtOnce = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Interval, () => WatchAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task WatchAsync(CancellationToken cancel)
    {
        while (await WatchOnceAsync(cancel) == DutiesAtOnce)
        {
        }
    }

    private async Task<int> WatchOnceAsync(CancellationToken cancel)
    {
        await using var scope = scopes.BeginOwnWork();
        var db = scope.ServiceProvider.GetRequiredService<PledgesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!(await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({LockKey}) as "Value" """).ToListAsync(cancel)).Single())
        {
            return 0;
        }

        var now = clock.Now();
        var rule = await db.RuleOnAsync(IndonesianTimeZone.Wib.LocalDate(now), cancel);
        await db.RefreshDutiesAsync(null, rule, IndonesianTimeZone.Wit.LocalDate(now), cancel);
        await db.Database.ExecuteSqlAsync(
            $"update pledges.prevention_duties set is_overdue = false where is_overdue and counts_from + {rule.IntervalDays} >= {IndonesianTimeZone.Wit.LocalDate(now)}", cancel);
        var overdue = await TurnAsync(db, rule, now, cancel);
        foreach (var duty in overdue)
        {
            await db.EnqueueAsync(EventOf(duty, rule, now), duty.Id, duty.Times, cancel);
        }

        if (overdue.Count > 0)
        {
            Failpoint.Reach("duty.before_commit");
        }

        await transaction.CommitAsync(cancel);
        signal.Raise();
        return overdue.Count;
    }

    private static Task<List<Overdue>> TurnAsync(PledgesDb db, Rule rule, DateTimeOffset now, CancellationToken cancel)
    {
        var (wib, wita, wit) = (IndonesianTimeZone.Wib.LocalDate(now), IndonesianTimeZone.Wita.LocalDate(now), IndonesianTimeZone.Wit.LocalDate(now));
        return db.Database.SqlQuery<Overdue>(
            $"""
            update pledges.prevention_duties d set is_overdue = true, overdue_times = d.overdue_times + 1
            from (
                select id from pledges.prevention_duties
                where not is_overdue and counts_from + {rule.IntervalDays} <
                    case time_zone when {nameof(IndonesianTimeZone.Wit)} then {wit} when {nameof(IndonesianTimeZone.Wita)} then {wita} else {wib} end
                order by id limit {DutiesAtOnce} for update skip locked) due
            where d.id = due.id
            returning d.id as "Id", d.overdue_times as "Times", d.holder_kind as "KindName", d.region_code as "RegionCode", d.unit as "Unit", d.office as "Office",
                d.last_held_on as "LastHeldOn", d.counts_from as "CountsFrom"
            """).ToListAsync(cancel);
    }

    private static PreventionDutyOverdue EventOf(Overdue duty, Rule rule, DateTimeOffset now) => new()
    {
        DutyId = duty.Id,
        Version = duty.Times,
        Office = duty.Office,
        OfficeText = DutyRules.Words(Enum.Parse<DutyHolderKind>(duty.KindName), RegionDirectory.Find(RegionCode.Parse(duty.RegionCode))!, duty.Unit),
        RegionCode = duty.RegionCode,
        LastHeldOn = duty.LastHeldOn,
        DueOn = DutyRules.DueOn(duty.CountsFrom, rule.IntervalDays),
        SeenAt = now,
    };

    [LoggerMessage(EventName = "DutiesNotSeen", Level = LogLevel.Warning, Message = "Duties that are overdue wait: they could not be looked at")]
    private partial void LogFailed(Exception exception);

    private sealed record Overdue(Guid Id, int Times, string KindName, string RegionCode, string Unit, string Office, DateOnly? LastHeldOn, DateOnly CountsFrom);
}
