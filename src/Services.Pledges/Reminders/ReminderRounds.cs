using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Milestones;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Reminders;

/// <summary>What becomes of reminders whose round is due.</summary>
internal enum RoundOutcome
{
    /// <summary>The authority is reminded, and the next round waits its days.</summary>
    Remind,

    /// <summary>No roster expects anybody yet: nobody is reminded, and the next round waits its days.</summary>
    Wait,

    /// <summary>All have pledged.</summary>
    Complete,

    /// <summary>The last day is past.</summary>
    Expire,
}

/// <summary>Sends the rounds of reminders that are due.</summary>
/// <remarks>
/// The round, the time of the next one and the event are one transaction: a crash leaves the round due, and of several replicas one takes it. Rounds that were missed while the service was down are one.
/// </remarks>
internal sealed partial class ReminderRounds(IServiceScopeFactory scopes, PledgeScopes pledgeScopes, OutboxSignal signal, TimeProvider clock, ILogger<ReminderRounds> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>What is to be done with a round that is due. Pure.</summary>
    /// <param name="today">Local date of the region.</param>
    /// <param name="lastDay">The last day of the reminders.</param>
    /// <param name="expected">People whom the rosters expect.</param>
    /// <param name="pledged">Of these, who has pledged.</param>
    internal static RoundOutcome OutcomeOf(DateOnly today, DateOnly lastDay, long expected, long pledged) =>
        today > lastDay ? RoundOutcome.Expire
        : expected <= 0 ? RoundOutcome.Wait
        : pledged >= expected ? RoundOutcome.Complete
        : RoundOutcome.Remind;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Interval, () => SendAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task SendAsync(CancellationToken cancel)
    {
        while (await SendOneAsync(cancel))
        {
        }
    }

    private async Task<bool> SendOneAsync(CancellationToken cancel)
    {
        await using var scope = scopes.BeginOwnWork();
        var db = scope.ServiceProvider.GetRequiredService<PledgesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.Now();
        var due = await ReminderRow.ReadAsync(db, "where status = 'Running' and next_at <= {0} order by next_at limit 1 for update skip locked", [now], cancel);
        if (due.SingleOrDefault() is not { } reminder)
        {
            return false;
        }

        await TakeRoundAsync(db, reminder, now, cancel);
        Failpoint.Reach("reminder.before_commit");
        await transaction.CommitAsync(cancel);
        signal.Raise();
        return true;
    }

    private async Task TakeRoundAsync(PledgesDb db, ReminderRow reminder, DateTimeOffset now, CancellationToken cancel)
    {
        var sums = (await db.Database.SqlQuery<Sums>(
            $"""
            select coalesce(sum(expected) filter (where pledge_scope = {PledgeScope.Expected}), 0)::bigint as "Expected",
                coalesce(sum(pledged) filter (where pledge_scope = {reminder.Scope}), 0)::bigint as "Pledged"
            from pledges.coverage where area = {reminder.RegionCode} and dimension = 'all' and value = '' and pledge_scope in ({PledgeScope.Expected}, {reminder.Scope})
            """).ToListAsync(cancel)).Single();
        var zone = RegionDirectory.Find(RegionCode.Parse(reminder.RegionCode))!.TimeZone;
        switch (OutcomeOf(zone.LocalDate(now), reminder.LastDay, sums.Expected, sums.Pledged))
        {
            case RoundOutcome.Expire:
                await EndAsync(db, reminder.Id, ReminderStatus.Expired, cancel);
                break;
            case RoundOutcome.Complete:
                await EndAsync(db, reminder.Id, ReminderStatus.Complete, cancel);
                break;
            case RoundOutcome.Wait:
                await MoveAsync(db, reminder, 0, NextAt(reminder, zone, now), cancel);
                break;
            case RoundOutcome.Remind:
                await MoveAsync(db, reminder, 1, NextAt(reminder, zone, now), cancel);
                await RemindAsync(db, reminder, sums, now, cancel);
                break;
        }
    }

    private async Task RemindAsync(PledgesDb db, ReminderRow reminder, Sums sums, DateTimeOffset now, CancellationToken cancel)
    {
        var due = new PledgeReminderDue
        {
            ReminderId = reminder.Id,
            Version = reminder.Rounds + 1,
            DeclarationId = reminder.DeclarationId,
            TextTitle = (await pledgeScopes.FindAsync(db, reminder.Scope, cancel)).Title,
            RegionCode = reminder.RegionCode,
            Expected = (int)sums.Expected,
            Pledged = (int)sums.Pledged,
            RemindedAt = now,
        };
        await db.EnqueueAsync(due, reminder.Id, due.Version, cancel);
    }

    // Never after the first instant behind the last day, at which they end.
    private static DateTimeOffset NextAt(ReminderRow reminder, IndonesianTimeZone zone, DateTimeOffset now)
    {
        var (next, end) = (now + TimeSpan.FromDays(reminder.EveryDays), zone.LocalDateTime(reminder.LastDay.AddDays(1), TimeOnly.MinValue).ToUniversalTime());
        return next < end ? next : end;
    }

    private static Task<int> MoveAsync(PledgesDb db, ReminderRow reminder, int rounds, DateTimeOffset next, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update pledges.reminders set rounds = rounds + {rounds}, next_at = {next} where id = {reminder.Id}", cancel);

    private static Task<int> EndAsync(PledgesDb db, Guid id, ReminderStatus status, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update pledges.reminders set status = {status.ToString()}, next_at = null where id = {id}", cancel);

    [LoggerMessage(EventName = "RemindersNotSent", Level = LogLevel.Warning, Message = "Reminders that are due wait: they could not be sent")]
    private partial void LogFailed(Exception exception);

    private sealed record Sums(long Expected, long Pledged);
}
