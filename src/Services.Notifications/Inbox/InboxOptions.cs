namespace Netralitas.Services.Notifications.Inbox;

/// <summary>How inboxes are watched; configuration section <c>Notifications:Inbox</c>.</summary>
internal sealed record InboxOptions
{
    /// <summary>After so many seconds without a notice a stream gives a sign of life; less than the 100 after which the gateway gives a silent call up.</summary>
    public double SignOfLifeSeconds { get; init; } = 15;
}
