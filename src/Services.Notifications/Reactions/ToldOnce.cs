using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>The way of an event that is told by one notice to each of some offices.</summary>
internal static class ToldOnce
{
    /// <summary>Puts what an event tells into inboxes, once, however often the event is delivered.</summary>
    /// <param name="db">Inboxes.</param>
    /// <param name="context">The delivery.</param>
    /// <param name="consumer">Name of the effect, as in <c>Inbox.OnceAsync</c>; never changed once used.</param>
    /// <param name="draft">What is told.</param>
    internal static Task TellOnceAsync(this NotificationsDb db, ConsumeContext context, string consumer, NoticeDraft draft) =>
        db.OnceAsync(context, consumer, () => NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(), [draft]));
}
