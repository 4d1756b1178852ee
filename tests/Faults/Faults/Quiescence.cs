using System.Diagnostics;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Netralitas.Faults;

/// <summary>Waits until nothing is left to do: outboxes, queues and spools empty, and every event taken in.</summary>
internal sealed class Quiescence(Suite suite)
{
    // A consumer that holds a message in its hands shows in no count; this long without a change, there is none.
    private static readonly TimeSpan StillFor = TimeSpan.FromSeconds(8);

    private static readonly string[] Databases = ["pledges", "reports", "notifications"];
    private static readonly string[] Queues = ["notifications-declaration-held", "notifications-pledge-signed", "notifications-pledges-recorded", "notifications-report-received"];

    /// <returns>When it became quiet; null when it did not within the time given.</returns>
    internal async Task<DateTimeOffset?> AwaitAsync(TimeSpan within, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        (long Events, long Taken) last = (-1, -1);
        DateTimeOffset since = default;
        var sawAsMany = 0;
        while (Stopwatch.GetElapsedTime(started) < within)
        {
            var now = DateTimeOffset.UtcNow;
            var (left, events, taken) = await LookAsync(cancel);
            if (left != 0 || (events, taken) != last)
            {
                (last, since, sawAsMany) = ((events, taken), now, 0);
            }

            // Twice the same, so that what was between two of the counts is not overlooked.
            if (left == 0 && ((taken >= events && ++sawAsMany >= 2) || now - since > StillFor))
            {
                return since;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
        }

        return null;
    }

    /// <summary>What is still to be done, in words for a person; empty when nothing is.</summary>
    internal async Task<string> LeftOverAsync(CancellationToken cancel)
    {
        var parts = new List<string>();
        foreach (var database in Databases)
        {
            parts.Add($"outbox of {database}: {await TryCountAsync(database, "select count(*) from messaging.outbox", cancel)}");
        }

        parts.Add($"spooled: {SpoolFiles()}");
        parts.Add($"in queues: {await QueuedAsync(cancel)}");
        parts.Add($"held: {await TryCountAsync("notifications", "select count(*) from notifications.held_notices", cancel)}");
        return string.Join(", ", parts);
    }

    private async Task<(long Left, long Events, long Taken)> LookAsync(CancellationToken cancel)
    {
        long left = SpoolFiles();
        long events = 0;
        foreach (var database in Databases)
        {
            var outbox = await TryCountAsync(database, "select count(*) from messaging.outbox", cancel);
            left += outbox < 0 ? 1 : outbox;
        }

        if (left > 0)
        {
            return (left, -1, -1);
        }

        events += await TryCountAsync("reports", "select count(*) from reports.reports", cancel);
        events += await TryCountAsync("pledges", "select coalesce(sum(version), 0) from pledges.declarations", cancel);
        events += await TryCountAsync("pledges", "select count(*) from messaging.outbox_sent where type like '%.PledgesRecorded'", cancel);
        var taken = await TryCountAsync("notifications", "select count(*) from messaging.inbox where consumer in ('OnReportReceived', 'declarations', 'OnPledgesRecorded') and coalesce(aggregate::text, '') not like '" + MadeUp.Prefix + "%'", cancel);
        var held = await TryCountAsync("notifications", "select count(*) from notifications.held_notices", cancel);
        var queued = await QueuedAsync(cancel);
        return (queued < 0 || held < 0 ? 1 : queued + held, events, taken);
    }

    private int SpoolFiles() => suite.Spools.Where(Directory.Exists).Sum(folder => Directory.EnumerateFiles(folder, "*.spool").Count());

    private async Task<long> QueuedAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = await suite.Broker.ConnectAsync(cancel);
            long messages = 0;
            foreach (var queue in Queues)
            {
                try
                {
                    await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
                    messages += (await channel.QueueDeclarePassiveAsync(queue, cancel)).MessageCount;
                }
                catch (OperationInterruptedException)
                {
                    // There is no such queue, so nothing is in it.
                }
            }

            return messages;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or IOException or AlreadyClosedException or TimeoutException)
        {
            return -1;
        }
    }

    private async Task<long> TryCountAsync(string database, string sql, CancellationToken cancel)
    {
        try
        {
            return await suite.Postgres.CountAsync(database, sql, cancel);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return -1;
        }
    }
}
