using Netralitas.Contracts.Notifications.V1;
using static Netralitas.Contracts.Notifications.V1.DeliveryState;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>What can happen to a delivery.</summary>
internal enum DeliveryStep
{
    /// <summary>A worker hands it to a provider, for the first time or after an attempt that was lost.</summary>
    Begin,

    /// <summary>The provider took it.</summary>
    Accept,

    /// <summary>The provider did not take it, or it is not known whether; it is tried again later.</summary>
    Postpone,

    /// <summary>No attempt is left.</summary>
    Exhaust,

    /// <summary>The address does not exist or does not take it: said by the provider at once or in a receipt.</summary>
    Reject,

    /// <summary>A receipt says that it arrived.</summary>
    Confirm,

    /// <summary>A receipt says that it could not be handed over in time.</summary>
    Expire,

    /// <summary>A person tries it again.</summary>
    Redrive,

    /// <summary>A person gives it up.</summary>
    Cancel,
}

/// <summary>The life of a delivery. Pure.</summary>
internal static class DeliveryLife
{
    /// <summary>Where a delivery stands after a step; null when it has no such step.</summary>
    /// <remarks>A receipt can come before the answer of the call that it is about, and after another receipt that said less: that it arrived outweighs every failure.</remarks>
    internal static DeliveryState? After(DeliveryState from, DeliveryStep step) => from switch
    {
        Created => step switch
        {
            DeliveryStep.Begin => Sending,
            DeliveryStep.Confirm => Delivered,
            DeliveryStep.Expire => TemporaryFailure,
            DeliveryStep.Reject => PermanentFailure,
            DeliveryStep.Cancel => Cancelled,
            DeliveryStep.Accept or DeliveryStep.Postpone or DeliveryStep.Exhaust or DeliveryStep.Redrive => null,
        },
        Sending => step switch
        {
            DeliveryStep.Begin => Sending,
            DeliveryStep.Accept => Sent,
            DeliveryStep.Postpone => Created,
            DeliveryStep.Exhaust => TechnicalFailure,
            DeliveryStep.Reject => PermanentFailure,
            DeliveryStep.Confirm => Delivered,
            DeliveryStep.Expire => TemporaryFailure,
            DeliveryStep.Redrive or DeliveryStep.Cancel => null,
        },
        Sent => step switch
        {
            DeliveryStep.Confirm => Delivered,
            DeliveryStep.Expire => TemporaryFailure,
            DeliveryStep.Reject => PermanentFailure,
            DeliveryStep.Begin or DeliveryStep.Accept or DeliveryStep.Postpone or DeliveryStep.Exhaust or DeliveryStep.Redrive or DeliveryStep.Cancel => null,
        },
        TechnicalFailure => step switch
        {
            DeliveryStep.Confirm => Delivered,
            DeliveryStep.Redrive => Created,
            DeliveryStep.Cancel => Cancelled,
            DeliveryStep.Begin or DeliveryStep.Accept or DeliveryStep.Postpone or DeliveryStep.Exhaust or DeliveryStep.Reject or DeliveryStep.Expire => null,
        },
        TemporaryFailure or PermanentFailure => step switch
        {
            DeliveryStep.Confirm => Delivered,
            DeliveryStep.Cancel => Cancelled,
            _ => null,
        },
        // What a person gave up can arrive all the same.
        Cancelled => step is DeliveryStep.Confirm ? Delivered : null,
        Delivered or Unspecified => null,
    };

    /// <summary>Whether the next address is tried when a delivery comes to stand there.</summary>
    internal static bool Failed(DeliveryState state) => state is TemporaryFailure or PermanentFailure or TechnicalFailure;
}
