using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Npgsql;

namespace Netralitas.Services.Notifications.Windows;

/// <summary>Tells offices of what was held, all of it together and in an order of chance, when a window is over: the time of arrival does not tell when a report came, nor the order which one came first.</summary>
/// <remarks>
/// Any number of replicas: one ends a window, in one commit with the row that says so. A crash before it leaves everything held, and the next one to look ends the window. What was stored before a window was
/// over and committed after it was ended waits for the next, as everything does that came later: nothing is told at an instant of its own. Windows that nobody was there to end are ended together with the last.
/// </remarks>
internal sealed class WindowRelease(NpgsqlDataSource database, WindowOptions options)
{
    // Nobody waits here: another replica that has the row does the same work. A window that is more than one ahead was ended by a clock that was wrong, and holds up nothing.
    private const string Lock = "select until from notifications.notice_windows where id = 0 and (until < $1 or until > $1 + $2) for update skip locked";

    // Ids are UUIDs of version 7: the end of the window, then the place of the notice among those of its report, so that what is told of one report is read in its order, then chance.
    private const string Tell =
        """
        with released as (delete from notifications.held_notices where held_at < $1 returning *),
        chance as (select gen_random_uuid()::text as salt),
        ranked as (select r.*, row_number() over (partition by subject_id order by held_at, subject_version, kind) - 1 as place from released r),
        told as (
            insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, region_code, created_at)
            select encode(overlay(uuid_send(gen_random_uuid()) placing substring(int8send($2) from 3) || int2send((28672 + least(r.place, 4095))::int2) from 1 for 8), 'hex')::uuid,
                o.office, r.kind, r.subject_id, r.subject_version, r.title, r.body, r.region_code, $1
            from ranked r cross join unnest(r.offices) as o(office)
            order by sha256(convert_to(r.subject_id::text || (select salt from chance), 'UTF8')), r.place, o.office
            on conflict (subject_id, office, kind, subject_version) do nothing returning id),
        climbing as (
            insert into notifications.escalations (subject_id, kind, subject_version, line, step, number, region_code, since, due_at)
            select subject_id, kind, subject_version, line, 0, number, region_code, $1, $1 + climbs_after from released where line is not null on conflict do nothing)
        insert into notifications.notices_to_deliver (notice_id, due_at) select id, $1 from told
        """;

    /// <summary>The end of the last window that is over by the clock of the database, which all replicas share.</summary>
    internal async Task<DateTimeOffset> LastEndAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select clock_timestamp()");
        return WindowRules.LastEnd(new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancel))!), options.Length);
    }

    /// <summary>Tells what was held before the end of a window. It is told at that instant, and what climbs does so from it on.</summary>
    /// <param name="lastEnd">End of the last window that is over.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many notices offices have; 0 when the window was ended before, or another replica is at it.</returns>
    internal async Task<int> ReleaseAsync(DateTimeOffset lastEnd, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var take = new NpgsqlCommand(Lock, connection) { Parameters = { new() { Value = lastEnd }, new() { Value = options.Length } } })
        {
            if (await take.ExecuteScalarAsync(cancel) is null)
            {
                return 0;
            }
        }

        await using var tell = new NpgsqlCommand(Tell, connection) { Parameters = { new() { Value = lastEnd }, new() { Value = lastEnd.ToUnixTimeMilliseconds() } } };
        var told = await tell.ExecuteNonQueryAsync(cancel);
        await using var end = new NpgsqlCommand("update notifications.notice_windows set until = $1 where id = 0", connection) { Parameters = { new() { Value = lastEnd } } };
        await end.ExecuteNonQueryAsync(cancel);
        Failpoint.Reach("windows.before_commit");
        await transaction.CommitAsync(cancel);
        return told;
    }
}

/// <summary>Ends windows when they are over, for as long as the service runs.</summary>
internal sealed partial class WindowReleaseJob(WindowRelease windows, WindowOptions options, DeliverySignal deliveries, TimeProvider clock, ILogger<WindowReleaseJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => ReleaseAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task ReleaseAsync(CancellationToken stopping)
    {
        if (await windows.ReleaseAsync(await windows.LastEndAsync(stopping), stopping) > 0)
        {
            deliveries.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A window of held notices could not be ended; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets windows up.</summary>
internal static class WindowRegistration
{
    /// <exception cref="InvalidOperationException">Options that cannot be: the service does not start, and every fault is named.</exception>
    internal static void AddWindows(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Notifications:Windows").Get<WindowOptions>() ?? new WindowOptions();
        var problems = options.Problems(builder.Environment.IsProduction()).Select(problem => $"Notifications:Windows: {problem}").ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<WindowRelease>();
        builder.Services.AddHostedService<WindowReleaseJob>();
    }
}
