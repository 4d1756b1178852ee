using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Plans the first delivery of each notice that was put into an inbox, in any number of replicas.</summary>
/// <remarks>A notice is planned and taken off the list in one commit: a crash plans it later, and never twice.</remarks>
internal sealed partial class DeliveryPlanner(NpgsqlDataSource database, DeliveryPlan plan, DeliverySignal signal, TimeProvider clock, ILogger<DeliveryPlanner> log) : BackgroundService
{
    private const int AtOnce = 1000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private const string Next = "select notice_id from notifications.notices_to_deliver where due_at <= $1 order by due_at limit $2 for update skip locked";

    private const string Take = "delete from notifications.notices_to_deliver where notice_id = any($1)";

    // Ids as values: a plan that was made while the tables were small still finds them by their keys when they are large.
    private const string Read =
        $"select {PlannedNotice.Columns} from notifications.notices n left join notifications.offices o on o.office = n.office where n.id = any($1)";

    /// <summary>Plans the notices that are due, a part of them.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> PlanAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var notices = await TakeAsync(connection, await NextAsync(connection, now, cancel), cancel);
        await plan.AddFirstAsync(connection, notices, now, cancel);
        Failpoint.Reach("delivery.planned_before_commit");
        await transaction.CommitAsync(cancel);
        return notices.Count;
    }

    private static async Task<Guid[]> NextAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = new List<Guid>();
        await using var command = new NpgsqlCommand(Next, connection) { Parameters = { new() { Value = now }, new() { Value = AtOnce } } };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            ids.Add(rows.GetGuid(0));
        }

        return [.. ids];
    }

    private static async Task<IReadOnlyList<PlannedNotice>> TakeAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancel)
    {
        var notices = new List<PlannedNotice>();
        if (ids.Length > 0)
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Take) { Parameters = { new() { Value = ids } } }, new(Read) { Parameters = { new() { Value = ids } } } } };
            await using var rows = await batch.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                notices.Add(PlannedNotice.Read(rows));
            }
        }

        return notices;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var planned = 0;
            try
            {
                planned = await PlanAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }

            if (planned < AtOnce)
            {
                await signal.WaitAsync(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries could not be planned; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Raised when notices were put into inboxes.</summary>
internal sealed class DeliverySignal : WakeSignal;
