using Netralitas.Contracts.Notifications.V1;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Records how attempts ended and what receipts say, and plans the next address where one failed.</summary>
/// <remarks>A receipt can come before its delivery knows what the provider calls it. Both sides take one lock for one name, and each looks for what the other left.</remarks>
internal sealed class DeliverySettlement(NpgsqlDataSource database, DeliveryPlan plan, DeliveryOptions options)
{
    /// <summary>Records the end of an attempt. When this returns, it survives a crash.</summary>
    /// <param name="sending">What was in hand.</param>
    /// <param name="outcome">How it went.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Where the delivery stands; null when another attempt was begun meanwhile, whose end counts.</returns>
    internal async Task<DeliveryState?> EndAttemptAsync(OutwardMessage sending, SendOutcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (outcome is SendOutcome.Taken { Reference: { } reference } named)
        {
            await LockAsync(connection, named.Provider, reference, cancel);
        }

        var delivery = await FindAsync(connection, "id = $1", [sending.Id], cancel);
        if (delivery is null || delivery.Attempts != sending.Attempt)
        {
            return null;
        }

        Apply(delivery, outcome, options.RetrySeconds, now);
        if (outcome is SendOutcome.Taken { Reference: not null } taken)
        {
            foreach (var step in await ParkedAsync(connection, taken.Provider, taken.Reference, cancel))
            {
                delivery.Take(step, now);
            }
        }

        await StoreAsync(connection, delivery, now, cancel);
        await transaction.CommitAsync(cancel);
        return delivery.State;
    }

    /// <summary>Records a receipt, and what it means for its delivery if that is known already. When this returns, it survives a crash.</summary>
    /// <returns>Whether its delivery is known; one that is not yet will look for it.</returns>
    internal async Task<bool> TakeReceiptAsync(string provider, string reference, DeliveryStep outcome, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LockAsync(connection, provider, reference, cancel);
        await ExecuteAsync(connection, "insert into notifications.receipts (provider, reference, outcome, received_at) values ($1, $2, $3, $4) on conflict do nothing",
            [provider, reference, outcome.ToString(), now], cancel);
        var delivery = await FindAsync(connection, "provider = $1 and reference = $2", [provider, reference], cancel);
        if (delivery is not null && delivery.Take(outcome, now))
        {
            await StoreAsync(connection, delivery, now, cancel);
        }

        await transaction.CommitAsync(cancel);
        return delivery is not null;
    }

    private static void Apply(SettledDelivery delivery, SendOutcome outcome, IReadOnlyList<int> retrySeconds, DateTimeOffset now)
    {
        var delay = RetrySchedule.DelayAfter(retrySeconds, delivery.Attempts, Random.Shared.NextDouble());
        var later = delay is null ? DeliveryStep.Exhaust : DeliveryStep.Postpone;
        switch (outcome)
        {
            case SendOutcome.Taken taken:
                (delivery.Provider, delivery.Reference, delivery.Fault, delivery.SentAt) = (taken.Provider, taken.Reference, null, now);
                delivery.Take(DeliveryStep.Accept, now);
                break;
            case SendOutcome.Refused refused:
                (delivery.Provider, delivery.Fault) = (refused.Provider, DeliveryFaults.AddressRefused);
                delivery.Take(DeliveryStep.Reject, now);
                break;
            case SendOutcome.NotTaken notTaken:
                (delivery.Fault, delivery.NextAt) = (notTaken.Fault, now + (delay ?? TimeSpan.Zero));
                delivery.Take(later, now);
                break;
            case SendOutcome.Unclear unclear:
                (delivery.Provider, delivery.Fault, delivery.NextAt) = (unclear.Provider, DeliveryFaults.AnswerUnclear, now + (delay ?? TimeSpan.Zero));
                delivery.Take(later, now);
                break;
        }
    }

    private async Task StoreAsync(NpgsqlConnection connection, SettledDelivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        await ExecuteAsync(connection,
            """
            update notifications.deliveries set state = $2, next_at = $3, provider = $4, reference = $5, fault = $6, sent_at = $7, settled_at = $8 where id = $1
            """,
            [
                delivery.Id, delivery.State.ToString(), delivery.NextAt, Nullable(delivery.Provider), Nullable(delivery.Reference), Nullable(delivery.Fault),
                Nullable(delivery.SentAt), Nullable(delivery.SettledAt),
            ], cancel);
        if (DeliveryLife.Failed(delivery.State) && !DeliveryLife.Failed(delivery.WasState))
        {
            await PlanNextAsync(connection, delivery.NoticeId, now, cancel);
        }
    }

    private async Task PlanNextAsync(NpgsqlConnection connection, Guid noticeId, DateTimeOffset now, CancellationToken cancel)
    {
        var tried = new List<(ContactChannel, string)>();
        PlannedNotice notice;
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(new($"select {PlannedNotice.Columns} from notifications.notices n left join notifications.offices o on o.office = n.office where n.id = $1") { Parameters = { new() { Value = noticeId } } });
            batch.BatchCommands.Add(new("select channel, address from notifications.deliveries where notice_id = $1") { Parameters = { new() { Value = noticeId } } });
            await using var rows = await batch.ExecuteReaderAsync(cancel);
            await rows.ReadAsync(cancel);
            notice = PlannedNotice.Read(rows);
            await rows.NextResultAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                tried.Add((Enum.Parse<ContactChannel>(rows.GetString(0)), rows.GetString(1)));
            }
        }

        await plan.AddNextAsync(connection, notice, tried, now, cancel);
    }

    private static Task LockAsync(NpgsqlConnection connection, string provider, string reference, CancellationToken cancel) =>
        ExecuteAsync(connection, "select pg_advisory_xact_lock(hashtextextended($1, 0))", [$"{provider} {reference}"], cancel);

    private static async Task<IReadOnlyList<DeliveryStep>> ParkedAsync(NpgsqlConnection connection, string provider, string reference, CancellationToken cancel)
    {
        var steps = new List<DeliveryStep>();
        await using var command = Command(connection, "select outcome from notifications.receipts where provider = $1 and reference = $2 order by received_at", [provider, reference]);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            steps.Add(Enum.Parse<DeliveryStep>(rows.GetString(0)));
        }

        return steps;
    }

    private static async Task<SettledDelivery?> FindAsync(NpgsqlConnection connection, string which, object[] values, CancellationToken cancel)
    {
        await using var command = Command(connection,
            $"select id, notice_id, state, attempts, next_at, provider, reference, fault, sent_at, settled_at from notifications.deliveries where {which} for update", values);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? SettledDelivery.Read(row) : null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancel)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    private static object Nullable(object? value) => value ?? DBNull.Value;
}
