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

    /// <summary>Takes what an attempt came to.</summary>
    /// <param name="outcome">How it went.</param>
    /// <param name="retrySeconds">The schedule of attempts.</param>
    /// <param name="at">When it ended.</param>
    internal void Apply(SendOutcome outcome, IReadOnlyList<int> retrySeconds, DateTimeOffset at)
    {
        var delay = RetrySchedule.DelayAfter(retrySeconds, Attempts, Random.Shared.NextDouble());
        var later = delay is null ? DeliveryStep.Exhaust : DeliveryStep.Postpone;
        switch (outcome)
        {
            case SendOutcome.Taken taken:
                (Provider, Reference, Fault, SentAt) = (taken.Provider, taken.Reference, null, at);
                Take(DeliveryStep.Accept, at);
                break;
            case SendOutcome.Refused refused:
                (Provider, Fault) = (refused.Provider, DeliveryFaults.AddressRefused);
                Take(DeliveryStep.Reject, at);
                break;
            case SendOutcome.NotTaken notTaken:
                (Fault, NextAt) = (notTaken.Fault, at + (delay ?? TimeSpan.Zero));
                Take(later, at);
                break;
            case SendOutcome.Unclear unclear:
                (Provider, Fault, NextAt) = (unclear.Provider, DeliveryFaults.AnswerUnclear, at + (delay ?? TimeSpan.Zero));
                Take(later, at);
                break;
        }
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
