using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Inbox;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>Notices of one office's inbox, posted to an address in order.</summary>
internal sealed class Subscription
{
    public required Guid Id { get; init; }

    public required string Office { get; init; }

    public required string Url { get; init; }

    /// <summary>Only notices of these kinds, by their names; none means all.</summary>
    public required string[] Kinds { get; init; }

    /// <summary>Only about this region and those below it; empty means all.</summary>
    public required string RegionCode { get; init; }

    public required SubscriptionState State { get; set; }

    /// <summary>Transaction of the place after the last notice that the receiver took; see <see cref="InboxCursor"/>.</summary>
    public required ulong CursorTransaction { get; set; }

    /// <summary>Id of that place.</summary>
    public required Guid CursorNoticeId { get; set; }

    /// <summary>Id of the configured secret that its own is derived from.</summary>
    public required string KeyId { get; set; }

    /// <summary>Counts its secrets, from 1.</summary>
    public required int Generation { get; set; }

    /// <summary>Until when messages are signed with the secret before too; null when there is none.</summary>
    public DateTimeOffset? OldSecretUntil { get; set; }

    /// <summary>Failed attempts for the notice that is next.</summary>
    public required int FailedAttempts { get; set; }

    /// <summary>When it is looked at again; while a worker has it in hand, the instant from which on that worker counts as lost.</summary>
    public required DateTimeOffset NextAt { get; set; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Place after the last notice that the receiver took.</summary>
    internal InboxCursor Cursor => new(CursorTransaction, CursorNoticeId);

    internal NoticeFilter Filter => new([.. Kinds.Select(Enum.Parse<NoticeKind>)], RegionCode);
}

/// <summary>One message posted once. Kept for some days.</summary>
internal sealed class WebhookAttempt
{
    public long Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid NoticeId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status; 0 when there was no answer.</summary>
    public required int Status { get; init; }

    /// <summary>One of <see cref="WebhookFaults"/>; null when the receiver took it.</summary>
    public string? Fault { get; init; }

    public required int Milliseconds { get; init; }
}

/// <summary>Why an attempt failed, in words that never change.</summary>
internal static class WebhookFaults
{
    /// <summary>No connection, or it broke.</summary>
    internal const string Unreachable = "receiver_unreachable";

    /// <summary>The name leads to an address that is not public.</summary>
    internal const string AddressRefused = "address_refused";

    /// <summary>No answer in time.</summary>
    internal const string Late = "answer_late";

    /// <summary>An answer that is no 2xx; redirects are not followed.</summary>
    internal const string NotOk = "answer_not_ok";

    /// <summary>410: the receiver wants no more.</summary>
    internal const string Gone = "receiver_gone";
}
