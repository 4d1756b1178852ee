namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>How webhooks are signed and sent; configuration section <c>Notifications:Webhooks</c>. Without a key there are none.</summary>
internal sealed record WebhookOptions
{
    /// <summary>Id of the secret under which new subscriptions get theirs.</summary>
    public string CurrentKey { get; init; } = "1";

    /// <summary>Secrets of at least 32 characters, by id. What subscriptions verify with is derived from them; an old one stays as long as there are subscriptions under it.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether messages may go to addresses that are not public, and without encryption. Only for tests.</summary>
    public bool AllowsPrivateAddresses { get; init; }

    /// <summary>Seconds between attempts, as <see cref="Deliveries.DeliveryOptions.RetrySeconds"/>; when none is left, the subscription is switched off.</summary>
    public IReadOnlyList<int> RetrySeconds { get; init; } = [];

    /// <summary>After so many seconds without an answer an attempt has failed.</summary>
    public int TimeoutSeconds { get; init; } = 15;

    /// <summary>How many subscriptions this process serves at once.</summary>
    public int AtOnce { get; init; } = 64;

    /// <summary>Seconds between looks for new notices of a subscription whose receiver has all.</summary>
    public double PollSeconds { get; init; } = 1;

    /// <summary>For how many days attempts are kept for those who look for a fault.</summary>
    public int AttemptDays { get; init; } = 30;
}
