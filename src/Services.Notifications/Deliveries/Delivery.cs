using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>One notice to one address.</summary>
internal sealed class Delivery
{
    /// <summary>What providers know it by: the same for each attempt, so that a provider that keeps keys sends it once.</summary>
    public required Guid Id { get; init; }

    public required Guid NoticeId { get; init; }

    /// <summary>From 0: the number of addresses that were tried before this one.</summary>
    public required int Step { get; init; }

    public required ContactChannel Channel { get; init; }

    /// <summary>Function of the person at the address.</summary>
    public required string Function { get; init; }

    public required string Address { get; init; }

    /// <summary>The words that it is written with.</summary>
    public required int TemplateVersion { get; init; }

    public required DeliveryState State { get; set; }

    public required int Attempts { get; set; }

    /// <summary>While it waits, the instant of the next attempt; while it is being sent, the instant from which on its attempt counts as lost.</summary>
    public required DateTimeOffset NextAt { get; set; }

    /// <summary>Provider that took it; while it waits after an answer that was not clear, the one to ask again.</summary>
    public string? Provider { get; set; }

    /// <summary>What the provider calls it.</summary>
    public string? Reference { get; set; }

    /// <summary>One of <see cref="DeliveryFaults"/>; null when there was none at the last attempt.</summary>
    public string? Fault { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>What the code in its message is found by; null when it carries none.</summary>
    public byte[]? ConfirmationDigest { get; init; }

    /// <summary>Claim <c>sub</c> of who redrove or cancelled it.</summary>
    public string? HandledBy { get; set; }
}

/// <summary>What a provider said later about what it took. Only ever added to.</summary>
internal sealed class Receipt
{
    public required string Provider { get; init; }

    /// <summary>What the provider calls the delivery.</summary>
    public required string Reference { get; init; }

    /// <summary>The step that it stands for.</summary>
    public required DeliveryStep Outcome { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>A notice whose first delivery is not planned yet.</summary>
internal sealed class NoticeToDeliver
{
    public required Guid NoticeId { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>Why an attempt did not succeed, in words that never change.</summary>
internal static class DeliveryFaults
{
    /// <summary>No connection: it certainly was not taken.</summary>
    internal const string ProviderUnreachable = "provider_unreachable";

    /// <summary>The provider said that it does not take it now.</summary>
    internal const string ProviderBusy = "provider_busy";

    /// <summary>It may have been taken: the provider is asked again under the same key, and no other one.</summary>
    internal const string AnswerUnclear = "answer_unclear";

    /// <summary>The address does not exist or does not take it.</summary>
    internal const string AddressRefused = "address_refused";

    /// <summary>The provider gave up.</summary>
    internal const string NotHandedOver = "not_handed_over";
}
