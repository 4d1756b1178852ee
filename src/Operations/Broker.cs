namespace Netralitas.Operations;

/// <summary>A broker that was rebuilt from nothing.</summary>
internal static class Broker
{
    /// <summary>Queues again, under the same ids, what a service sent since an instant. Consumers drop what they had.</summary>
    internal static async Task RebuildAsync(CommandLine command, CancellationToken cancel)
    {
        var (since, by, reason) = (command.RequiredInstant("since"), command.By, command.Reason);
        await using var database = Connections.Database(command.Required("service"));
        var queued = await database.QueryAsync("select messaging.rebuild_broker($1, $2, $3)", row => row.GetInt64(0), [since, by, reason], cancel);
        Console.WriteLine($"{command.Required("service")}: {queued.Single()} messages sent since {since:u} are in the outbox again.");
    }
}
