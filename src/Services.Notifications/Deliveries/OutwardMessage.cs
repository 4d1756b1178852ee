using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>A delivery that a worker has in hand.</summary>
/// <param name="Id">The delivery; the key that its provider is called with.</param>
/// <param name="Attempt">Number of this attempt, from 1.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Provider">The only provider that may be asked; null for any.</param>
/// <param name="Words">What is said.</param>
internal sealed record OutwardMessage(Guid Id, int Attempt, string Address, string? Provider, TemplateWords Words);

/// <summary>How an attempt ended.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider that answered, or did not; empty when none was reached or all were asked in vain.</summary>
    internal string By => this switch
    {
        Taken taken => taken.Provider,
        Refused refused => refused.Provider,
        Unclear unclear => unclear.Provider,
        _ => "",
    };

    /// <summary>The provider took it.</summary>
    /// <param name="Provider">Its name.</param>
    /// <param name="Reference">What it calls it; null when it gave no name.</param>
    internal sealed record Taken(string Provider, string? Reference) : SendOutcome;

    /// <summary>The address does not take it, now or later.</summary>
    /// <param name="Provider">Who says so.</param>
    internal sealed record Refused(string Provider) : SendOutcome;

    /// <summary>Certainly nobody took it.</summary>
    /// <param name="Fault">One of <see cref="DeliveryFaults"/>.</param>
    internal sealed record NotTaken(string Fault) : SendOutcome;

    /// <summary>It may have been taken: only the same provider is asked again, under the same key.</summary>
    /// <param name="Provider">Its name.</param>
    internal sealed record Unclear(string Provider) : SendOutcome;
}

/// <summary>A way out of the inbox.</summary>
internal interface IOutwardChannel
{
    /// <summary>The addresses that it reaches.</summary>
    ContactChannel Channel { get; }

    /// <summary>How many messages are under way at once.</summary>
    int AtOnce { get; }

    /// <summary>Hands a delivery to a provider.</summary>
    /// <param name="sending">What is sent; called again with the same id, it is the same message.</param>
    /// <param name="cancel">The service stops: whether it was taken is not known then.</param>
    Task<SendOutcome> SendAsync(OutwardMessage sending, CancellationToken cancel);
}
