using NpgsqlTypes;

namespace Netralitas.Operations;

/// <summary>Messages that a service could not send.</summary>
internal static class DeadMessages
{
    /// <summary>Prints them, oldest first.</summary>
    internal static async Task ListAsync(CommandLine command, CancellationToken cancel)
    {
        await using var database = Connections.Database(command.Required("service"));
        var lines = await database.QueryAsync(
            "select id, type, aggregate, dead_at, reason, (select count(*) from messaging.outbox o where o.aggregate = d.aggregate) from messaging.outbox_dead d order by seq",
            row => $"{row.GetGuid(0)}  {row.GetFieldValue<DateTimeOffset>(3):u}  {row.GetString(1)}  aggregate {row.GetGuid(2)}, {row.GetInt64(5)} wait behind it\n    {row.GetString(4)}", [], cancel);
        Console.WriteLine(lines.Count == 0 ? "No dead messages." : string.Join('\n', lines));
    }

    /// <summary>Moves one, or all, back to the outbox under the same message id, and before what waits behind it.</summary>
    internal static async Task RedriveAsync(CommandLine command, CancellationToken cancel)
    {
        var message = command.FindId("message");
        if (message is null == !command.Has("all"))
        {
            throw new UsageException("Give either --message or --all.");
        }

        var (by, reason) = (command.By, command.Reason);
        await using var database = Connections.Database(command.Required("service"));
        await using var redrive = database.CreateCommand("select messaging.redrive_dead($1, $2, $3)");
        redrive.Parameters.Add(new() { Value = (object?)message ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        redrive.Parameters.Add(new() { Value = by });
        redrive.Parameters.Add(new() { Value = reason });
        var moved = 0;
        await using (var rows = await redrive.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                Console.WriteLine($"{rows.GetGuid(0)}  to the outbox");
                moved++;
            }
        }

        if (message is not null && moved == 0)
        {
            throw new UsageException($"Message {message} is not dead, or its event is queued already.");
        }

        Console.WriteLine($"{moved} redriven.");
    }
}
