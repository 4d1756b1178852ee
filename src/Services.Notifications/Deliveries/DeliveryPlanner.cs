using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Plans the first delivery of each notice that was put into an inbox, in any number of replicas.</summary>
/// <remarks>A notice is planned and taken off the list in one commit: a crash plans it later, and never twice.</remarks>
internal sealed partial class DeliveryPlanner(NpgsqlDataSource database, DeliveryPlan plan, DeliverySignal signal, TimeProvider clock, ILogger<DeliveryPlanner> log) : BackgroundService
{
    private const int AtOnce = 200;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private const string Take =
        $"""
        with due as (
            delete from notifications.notices_to_deliver where notice_id in (
                select notice_id from notifications.notices_to_deliver where due_at <= $1 order by due_at limit $2 for update skip locked)
            returning notice_id)
        select {PlannedNotice.Columns}, p.manner from due join notifications.notices n on n.id = due.notice_id
        left join notifications.offices o on o.office = n.office left join notifications.preferences p on p.office = n.office and p.kind = n.kind
        """;

    /// <summary>Plans the notices that are due, a part of them.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> PlanAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var notices = new List<(PlannedNotice Notice, DeliveryManner? Wish)>();
        await using (var command = new NpgsqlCommand(Take, connection))
        {
            command.Parameters.Add(new() { Value = now });
            command.Parameters.Add(new() { Value = AtOnce });
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                notices.Add((PlannedNotice.Read(rows), rows.IsDBNull(PlannedNotice.ColumnCount) ? null : Enum.Parse<DeliveryManner>(rows.GetString(PlannedNotice.ColumnCount))));
            }
        }

        foreach (var (notice, wish) in notices)
        {
            await plan.AddFirstAsync(connection, notice, wish, now, cancel);
        }

        Failpoint.Reach("delivery.planned_before_commit");
        await transaction.CommitAsync(cancel);
        return notices.Count;
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
