using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>What waits for a place in the log.</summary>
/// <param name="source">Connections of the service's own role.</param>
internal sealed class LogQueue(NpgsqlDataSource source)
{
    /// <summary>Whether anything waits; takes no lock.</summary>
    internal async Task<bool> HasPendingAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select exists (select from log.pending)");
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
