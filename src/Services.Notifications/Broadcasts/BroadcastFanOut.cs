using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Npgsql;

namespace Netralitas.Services.Notifications.Broadcasts;

/// <summary>Tells the offices of approved broadcasts, a thousand in a transaction, in any number of replicas.</summary>
/// <remarks>What was told and how far it went are one commit: a crash repeats nothing and leaves nobody out. Memory does not grow with the number of offices.</remarks>
internal sealed partial class BroadcastFanOut(NpgsqlDataSource database, BroadcastSignal signal, DeliverySignal deliveries, TimeProvider clock, ILogger<BroadcastFanOut> log) : BackgroundService
{
    private const int AtOnce = 1000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    // The part begins after the office that was told last. Offices are compared byte by byte, as the cursor is. Ids are UUIDs of version 7: the instant, then chance.
    private const string TellNext =
        """
        with claimed as (
            select id, title, body, office_kind, region_code, told_up_to from notifications.broadcasts where state = 'Approved' order by id limit 1 for update skip locked),
        part as (
            select c.id, c.title, c.body, o.office, o.region_code, o.valid_from, o.valid_to from claimed c join notifications.offices o
                on o.office collate "C" > c.told_up_to collate "C" and (c.office_kind = '' or o.kind = c.office_kind)
                and (c.region_code = '00' or o.region_code = c.region_code or starts_with(o.region_code, c.region_code || '.'))
            order by o.office collate "C" limit $1),
        told as (
            insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, region_code, created_at)
            select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send($5) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid, p.office, $2, p.id, 1, p.title, p.body, p.region_code, $3 from part p
            where (p.valid_from is null or p.valid_from <= $4) and (p.valid_to is null or p.valid_to >= $4)
            order by p.office on conflict (subject_id, office, kind, subject_version) do nothing returning id),
        queued as (insert into notifications.notices_to_deliver (notice_id, due_at) select id, $3 from told)
        update notifications.broadcasts b set
            told_offices = b.told_offices + (select count(*) from told),
            told_up_to = coalesce((select max(office collate "C") from part), b.told_up_to),
            state = case when (select count(*) from part) < $1 then 'Told' else 'Approved' end
        where b.id = (select id from claimed)
        """;

    /// <summary>Tells the next part of one broadcast.</summary>
    /// <returns>Whether there was one.</returns>
    internal async Task<bool> TellNextAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var command = database.CreateCommand(TellNext);
        command.Parameters.Add(new() { Value = AtOnce });
        command.Parameters.Add(new() { Value = nameof(NoticeKind.Broadcast) });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = DateOf(now) });
        command.Parameters.Add(new() { Value = now.ToUnixTimeMilliseconds() });
        var isWork = await command.ExecuteNonQueryAsync(cancel) > 0;
        if (isWork)
        {
            Failpoint.Reach("broadcast.after_part");
            deliveries.Raise();
        }

        return isWork;
    }

    /// <summary>The date on which offices are to exist: that of the capital.</summary>
    internal static DateOnly DateOf(DateTimeOffset now) => IndonesianTimeZone.Wib.LocalDate(now);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isWork = false;
            try
            {
                isWork = await TellNextAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }

            if (!isWork)
            {
                await signal.WaitAsync(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A broadcast could not be told; it is tried again")]
    private partial void LogFailed(Exception exception);
}
