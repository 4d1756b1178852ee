using System.Globalization;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Netralitas.Operations;

/// <summary>Everything that should be near zero, on one page.</summary>
internal static class Status
{
    /// <summary>Prints it; a part that does not answer is said so, and the rest is printed all the same.</summary>
    internal static async Task PrintAsync(CommandLine command, CancellationToken cancel)
    {
        Console.WriteLine("service         outbox  oldest s    dead   early  redriven 24 h");
        foreach (var service in Connections.Services)
        {
            await TryAsync(service, async () =>
            {
                await using var database = Connections.Database(service);
                Console.WriteLine((await database.QueryAsync(
                    """
                    select (select count(*) from messaging.outbox), coalesce((select extract(epoch from clock_timestamp() - min(created_at)) from messaging.outbox), 0)::float8,
                        (select count(*) from messaging.outbox_dead), (select count(*) from messaging.inbox_early),
                        (select count(*) from messaging.redrive where at > now() - interval '1 day')
                    """,
                    row => Line($"{service,-14}{row.GetInt64(0),8}{row.GetDouble(1),10:0.0}{row.GetInt64(2),8}{row.GetInt64(3),8}{row.GetInt64(4),15}"), [], cancel)).Single());
            });
        }

        Console.WriteLine();
        await TryAsync("message-bus", () => PrintQueuesAsync(cancel));
        Console.WriteLine();
        await TryAsync("reports", () => PrintRecountsAsync(cancel));
        if (command.Find("spool") is { } spool)
        {
            PrintSpool(spool);
        }
    }

    private static async Task PrintQueuesAsync(CancellationToken cancel)
    {
        await using var broker = await Connections.BrokerAsync(cancel);
        Console.WriteLine("queue                               ready   error");
        foreach (var queue in QueueMessages.All)
        {
            Console.WriteLine(Line($"{queue,-34}{Text(await QueueMessages.DepthAsync(broker, queue, cancel)),7}{Text(await QueueMessages.DepthAsync(broker, QueueMessages.SetAsideOf(queue).Error, cancel)),8}"));
        }

        foreach (var deadLetters in QueueMessages.All.Select(queue => QueueMessages.SetAsideOf(queue).DeadLetter).Distinct())
        {
            Console.WriteLine(Line($"{deadLetters,-34}{Text(await QueueMessages.DepthAsync(broker, deadLetters, cancel)),7}"));
        }
    }

    private static async Task PrintRecountsAsync(CancellationToken cancel)
    {
        await using var database = Connections.Database("reports");
        Console.WriteLine((await database.QueryAsync(
            """
            select (select max(done_at) from reports.recounts), (select count(*) from reports.recounts where done_at is null), (select count(*) from reports.unknown_reports)
            """,
            row => Line($"recounts: last {(row.IsDBNull(0) ? "never" : row.GetFieldValue<DateTimeOffset>(0).ToString("u", CultureInfo.InvariantCulture))}, {row.GetInt64(1)} asked for; unknown reports: {row.GetInt64(2)}"), [], cancel)).Single());
    }

    private static void PrintSpool(string path)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.spool", SearchOption.AllDirectories) : [];
        var oldest = files.Length == 0 ? 0 : (DateTime.UtcNow - files.Min(File.GetLastWriteTimeUtc)).TotalSeconds;
        var damaged = Directory.Exists(path) ? Directory.GetFiles(path, "*.damaged", SearchOption.AllDirectories).Length : 0;
        Console.WriteLine(Line($"spool {path}: {files.Length} files, oldest {oldest:0} s, {damaged} damaged{(Directory.Exists(path) ? "" : "; there is no such folder")}"));
    }

    private static async Task TryAsync(string part, Func<Task> print)
    {
        try
        {
            await print();
        }
        catch (Exception away) when (away is NpgsqlException or BrokerUnreachableException)
        {
            Console.WriteLine($"{part,-14}does not answer: {away.Message}");
        }
    }

    private static string Text(long? depth) => depth?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
