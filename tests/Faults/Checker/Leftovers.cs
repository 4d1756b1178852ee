using System.Globalization;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Checker;

/// <summary>I8: nothing waits anywhere: outboxes, dead tables, spools, queues; error queues hold what was planted and no more.</summary>
internal static class Leftovers
{
    private static readonly string[] Databases = ["pledges", "reports", "notifications"];

    internal static async Task<Finding> CheckAsync(Stored stored, CheckerOptions options, Facts facts)
    {
        var finding = new Finding("I8", "outboxes, spools and queues are empty but for what was planted");
        foreach (var database in Databases)
        {
            foreach (var table in (string[])["outbox", "outbox_dead"])
            {
                var rows = await stored.CountAsync(database, $"select count(*) from messaging.{table}");
                finding.Check(rows == 0, () => $"messaging.{table} of {database} has {rows} rows");
            }
        }

        // Without its archive a lost broker cannot be filled again.
        await CheckArchiveAsync(finding, stored, "reports", "select id, 1 as version from reports.reports");
        await CheckArchiveAsync(finding, stored, "pledges", "select id, version from pledges.declarations");
        foreach (var spool in options.Spools)
        {
            var files = Directory.Exists(spool) ? Directory.GetFiles(spool, "*", SearchOption.AllDirectories) : [];
            // What a process that died left unfinished was never acknowledged, and an empty mark says whose a folder is; anything else is a report that waits, or one that was set aside.
            string[] waiting = [.. files.Where(f => !f.EndsWith(".tmp", StringComparison.Ordinal) && !IsMark(f))];
            finding.Check(waiting.Length == 0, () => $"{spool} has {waiting.Length} files, {Path.GetFileName(waiting[0])} among them");
        }

        CheckQueues(finding, options.Queues, facts.Poison);
        return finding;
    }

    private static bool IsMark(string file) => Path.GetFileName(file) == ".taken" && new FileInfo(file).Length == 0;

    private static async Task CheckArchiveAsync(Finding finding, Stored stored, string database, string aggregates)
    {
        var missing = await stored.CountAsync(database,
            $"""
            select count(*) from ({aggregates}) a
            left join (select aggregate, count(distinct version) as versions from messaging.outbox_sent group by aggregate) s on s.aggregate = a.id
            where coalesce(s.versions, 0) <> a.version
            """);
        finding.Check(missing == 0, () => $"{missing} aggregates of {database} have events that are not in the archive of what was sent");
    }

    private static void CheckQueues(Finding finding, string file, IReadOnlyDictionary<string, int> poison)
    {
        var queues = File.Exists(file)
            ? File.ReadLines(file).Select(line => line.Split('\t')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture))
            : [];
        finding.Check(queues.Count > 0, () => "the broker lists no queue");
        foreach (var (queue, messages) in queues)
        {
            var planted = poison.GetValueOrDefault(queue);
            finding.Check(messages == planted, () => $"queue {queue} has {messages} messages, planted were {planted}");
        }

        foreach (var (queue, planted) in poison.Where(p => !queues.ContainsKey(p.Key)))
        {
            finding.Check(planted == 0, () => $"queue {queue} does not exist, {planted} messages should be in it");
        }
    }
}
