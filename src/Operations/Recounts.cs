using Npgsql;

namespace Netralitas.Operations;

/// <summary>Recounts of reports against their notices, and what they found.</summary>
internal static class Recounts
{
    /// <summary>Asks Reports to recount a stretch of time, of any length.</summary>
    internal static async Task AskAsync(CommandLine command, CancellationToken cancel)
    {
        var (from, to, by, reason) = (command.RequiredInstant("from"), command.RequiredInstant("to"), command.By, command.Reason);
        if (to <= from)
        {
            throw new UsageException("--to is not after --from.");
        }

        await using var database = Connections.Database("reports");
        var id = Guid.CreateVersion7();
        await database.QueryAsync(
            """
            with noted as (select messaging.note_redrive(null, $5, $6, $4, $7)), asked as (
                insert into reports.recounts (id, from_at, to_at, asked_at, asked_by) values ($1, $2, $3, clock_timestamp(), $4) returning 1)
            select count(*) from noted, asked
            """, row => row.GetInt64(0), [id, from, to, by, $"reports from {from:u} to {to:u}", $"recount {id}", reason], cancel);
        await WaitAsync(database, id, cancel);
    }

    /// <summary>Prints reports that were told of and that the database does not have.</summary>
    internal static async Task ListUnknownAsync(CommandLine command, CancellationToken cancel)
    {
        await using var database = Connections.Database("reports");
        var lines = await database.QueryAsync(
            "select report_id, noticed_at from reports.unknown_reports order by report_id", row => $"{row.GetGuid(0)}  noticed {row.GetFieldValue<DateTimeOffset>(1):u}", [], cancel);
        Console.WriteLine(lines.Count == 0 ? "No unknown reports." : string.Join('\n', lines) + $"\n{lines.Count} unknown reports.");
    }

    private static async Task WaitAsync(NpgsqlDataSource database, Guid id, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!limit.IsCancellationRequested)
        {
            var done = await database.QueryAsync(
                "select reports from reports.recounts where id = $1 and done_at is not null", row => row.IsDBNull(0) ? 0 : row.GetInt32(0), [id], cancel);
            if (done.Count == 1)
            {
                Console.WriteLine($"Recount {id}: {done[0]} reports counted; what differs is told again or listed by `unknown list` as the answers arrive.");
                return;
            }

            await timer.WaitForNextTickAsync(cancel);
        }

        Console.WriteLine($"Recount {id} is asked for; no replica of reports has begun it within a minute.");
    }
}
