using Netralitas.Contracts.Notifications.V1;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>The part of a delivery that changes while it is being sent, with its row locked.</summary>
internal sealed class SettledDelivery
{
    public required Guid Id { get; init; }

    public required Guid NoticeId { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Where it stood when it was read.</summary>
    public required DeliveryState WasState { get; init; }

    public required DeliveryState State { get; set; }

    public required DateTimeOffset NextAt { get; set; }

    public string? Provider { get; set; }

    public string? Reference { get; set; }

    public string? Fault { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    internal static SettledDelivery Read(NpgsqlDataReader row)
    {
        var state = Enum.Parse<DeliveryState>(row.GetString(2));
        return new SettledDelivery
        {
            Id = row.GetGuid(0),
            NoticeId = row.GetGuid(1),
            WasState = state,
            State = state,
            Attempts = row.GetInt32(3),
            NextAt = row.GetFieldValue<DateTimeOffset>(4),
            Provider = row.IsDBNull(5) ? null : row.GetString(5),
            Reference = row.IsDBNull(6) ? null : row.GetString(6),
            Fault = row.IsDBNull(7) ? null : row.GetString(7),
            SentAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
            SettledAt = row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
        };
    }

    /// <summary>Takes a step if the delivery has it; a late or double message changes nothing.</summary>
    /// <returns>Whether it had it.</returns>
    internal bool Take(DeliveryStep step, DateTimeOffset now)
    {
        if (DeliveryLife.After(State, step) is not { } next)
        {
            return false;
        }

        State = next;
        SettledAt = next is DeliveryState.Created or DeliveryState.Sending or DeliveryState.Sent ? null : now;
        if (step is DeliveryStep.Expire)
        {
            Fault = DeliveryFaults.NotHandedOver;
        }
        else if (step is DeliveryStep.Reject)
        {
            Fault = DeliveryFaults.AddressRefused;
        }
        else if (step is DeliveryStep.Confirm)
        {
            Fault = null;
        }

        return true;
    }
}
