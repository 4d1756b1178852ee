using Netralitas.Contracts.Notifications.V1;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>An attempt that is over.</summary>
/// <param name="Sending">What was in hand.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="At">When.</param>
internal sealed record EndedAttempt(OutwardMessage Sending, SendOutcome Outcome, DateTimeOffset At);

/// <summary>Records how attempts ended and what receipts say, and plans the next address where one failed.</summary>
/// <remarks>A receipt can come before its delivery knows what the provider calls it. Both sides take one lock for one name, and each looks for what the other left.</remarks>
internal sealed class DeliverySettlement(NpgsqlDataSource database, DeliveryPlan plan, DeliveryOptions options)
{
    private const string Columns = "select id, notice_id, state, attempts, next_at, provider, reference, fault, sent_at, settled_at from notifications.deliveries";

    // In the order of the keys: of two who want the same ones, one waits for the other, and never both.
    private const string Lock = "select pg_advisory_xact_lock(key) from (select distinct hashtextextended(name, 0) as key from unnest($1) as n(name) order by key) as keys";

    private const string Store =
        """
        update notifications.deliveries d set state = s.state, next_at = s.next_at, provider = s.provider, reference = s.reference, fault = s.fault, sent_at = s.sent_at, settled_at = s.settled_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) as s(id, state, next_at, provider, reference, fault, sent_at, settled_at) where d.id = s.id
        """;

    /// <summary>Records the ends of attempts in one commit. When this returns, they survive a crash.</summary>
    /// <remarks>An attempt whose delivery was begun anew meanwhile changes nothing: the end of the later one counts.</remarks>
    internal async Task EndAttemptsAsync(IReadOnlyList<EndedAttempt> ended, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var named = ended.Select(each => each.Outcome).OfType<SendOutcome.Taken>().Where(taken => taken.Reference is not null).Select(taken => (taken.Provider, taken.Reference!)).Distinct().ToList();
        await LockAsync(connection, named, cancel);
        var deliveries = (await FindAsync(connection, "id = any($1) order by id", [ended.Select(each => each.Sending.Id).ToArray()], cancel)).ToDictionary(delivery => delivery.Id);
        var parked = await ParkedAsync(connection, named, cancel);
        var changed = new List<SettledDelivery>();
        foreach (var each in ended)
        {
            if (deliveries.GetValueOrDefault(each.Sending.Id) is not { } delivery || delivery.Attempts != each.Sending.Attempt)
            {
                continue;
            }

            delivery.Apply(each.Outcome, options.RetrySeconds, each.At);
            foreach (var step in each.Outcome is SendOutcome.Taken { Reference: { } reference } taken ? parked[(taken.Provider, reference)] : [])
            {
                delivery.Take(step, each.At);
            }

            changed.Add(delivery);
        }

        await StoreAsync(connection, changed, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Records a receipt, and what it means for its delivery if that is known already. When this returns, it survives a crash.</summary>
    /// <returns>Whether its delivery is known; one that is not yet will look for it.</returns>
    internal async Task<bool> TakeReceiptAsync(string provider, string reference, DeliveryStep outcome, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LockAsync(connection, [(provider, reference)], cancel);
        await ExecuteAsync(connection, "insert into notifications.receipts (provider, reference, outcome, received_at) values ($1, $2, $3, $4) on conflict do nothing",
            [provider, reference, outcome.ToString(), now], cancel);
        var deliveries = await FindAsync(connection, "provider = $1 and reference = $2", [provider, reference], cancel);
        await StoreAsync(connection, [.. deliveries.Where(delivery => delivery.Take(outcome, now))], cancel);
        await transaction.CommitAsync(cancel);
        return deliveries.Count > 0;
    }

    private async Task StoreAsync(NpgsqlConnection connection, List<SettledDelivery> changed, CancellationToken cancel)
    {
        if (changed.Count == 0)
        {
            return;
        }

        await ExecuteAsync(connection, Store,
            [
                changed.Select(d => d.Id).ToArray(), changed.Select(d => d.State.ToString()).ToArray(), changed.Select(d => d.NextAt).ToArray(), changed.Select(d => d.Provider).ToArray(),
                changed.Select(d => d.Reference).ToArray(), changed.Select(d => d.Fault).ToArray(), changed.Select(d => d.SentAt).ToArray(), changed.Select(d => d.SettledAt).ToArray(),
            ], cancel);
        foreach (var failed in changed.Where(delivery => DeliveryLife.Failed(delivery.State) && !DeliveryLife.Failed(delivery.WasState)))
        {
            await PlanNextAsync(connection, failed, cancel);
        }
    }

    private async Task PlanNextAsync(NpgsqlConnection connection, SettledDelivery failed, CancellationToken cancel)
    {
        var tried = new List<(ContactChannel, string)>();
        PlannedNotice notice;
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(new($"select {PlannedNotice.Columns} from notifications.notices n left join notifications.offices o on o.office = n.office where n.id = $1") { Parameters = { new() { Value = failed.NoticeId } } });
            batch.BatchCommands.Add(new("select channel, address from notifications.deliveries where notice_id = $1") { Parameters = { new() { Value = failed.NoticeId } } });
            await using var rows = await batch.ExecuteReaderAsync(cancel);
            await rows.ReadAsync(cancel);
            notice = PlannedNotice.Read(rows);
            await rows.NextResultAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                tried.Add((Enum.Parse<ContactChannel>(rows.GetString(0)), rows.GetString(1)));
            }
        }

        await plan.AddNextAsync(connection, notice, tried, failed.SettledAt!.Value, cancel);
    }

    private static Task LockAsync(NpgsqlConnection connection, List<(string Provider, string Reference)> named, CancellationToken cancel) =>
        named.Count == 0 ? Task.CompletedTask : ExecuteAsync(connection, Lock, [named.Select(name => $"{name.Provider} {name.Reference}").ToArray()], cancel);

    private static async Task<ILookup<(string, string), DeliveryStep>> ParkedAsync(NpgsqlConnection connection, List<(string Provider, string Reference)> named, CancellationToken cancel)
    {
        var parked = new List<((string, string) Name, DeliveryStep Step)>();
        if (named.Count > 0)
        {
            await using var command = Command(connection,
                "select r.provider, r.reference, r.outcome from unnest($1, $2) as n(provider, reference) join notifications.receipts r on r.provider = n.provider and r.reference = n.reference order by r.received_at",
                [named.Select(name => name.Provider).ToArray(), named.Select(name => name.Reference).ToArray()]);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                parked.Add(((rows.GetString(0), rows.GetString(1)), Enum.Parse<DeliveryStep>(rows.GetString(2))));
            }
        }

        return parked.ToLookup(each => each.Name, each => each.Step);
    }

    private static async Task<IReadOnlyList<SettledDelivery>> FindAsync(NpgsqlConnection connection, string which, object[] values, CancellationToken cancel)
    {
        var found = new List<SettledDelivery>();
        await using var command = Command(connection, $"{Columns} where {which} for update", values);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            found.Add(SettledDelivery.Read(rows));
        }

        return found;
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
}
