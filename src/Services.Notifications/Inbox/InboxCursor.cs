using System.Globalization;

namespace Netralitas.Services.Notifications.Inbox;

/// <summary>A place in an inbox: after the notice of a place in the order and an id.</summary>
/// <param name="Transaction">Place in the order in which notices are written. Of notices told by releases before this order was kept: PostgreSQL's number of the transaction, which is smaller.</param>
/// <param name="NoticeId">The notice.</param>
internal sealed record InboxCursor(ulong Transaction, Guid NoticeId)
{
    /// <summary>Before the first notice.</summary>
    internal static InboxCursor Start { get; } = new(0, Guid.Empty);

    /// <summary>Reads a cursor; the strict reverse of <see cref="ToString"/>.</summary>
    /// <returns>Null for a text that is none.</returns>
    internal static InboxCursor? Read(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var transaction) && transaction <= long.MaxValue
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new InboxCursor(transaction, id)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction:x}-{NoticeId:N}");
}
