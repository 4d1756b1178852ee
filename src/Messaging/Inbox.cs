using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Lets a message take effect once, however often it is delivered.</summary>
public static partial class Inbox
{
    /// <summary>Runs the effect of a message in one transaction with the record that it was taken in.</summary>
    /// <param name="db">Context of the consumer's database.</param>
    /// <param name="context">The delivery.</param>
    /// <param name="consumer">Name of the effect; another consumer of the same message has another name. Never changed once used.</param>
    /// <param name="effect">Changes to the database only: no call to anything outside it.</param>
    /// <remarks>
    /// A repeat that arrives while the first is at work waits for its commit. A crash before the commit leaves nothing behind; one after it causes a repeat
    /// that changes nothing.
    /// </remarks>
    public static async Task OnceAsync(this DbContext db, ConsumeContext context, string consumer, Func<Task> effect)
    {
        var messageId = IdOf(context);
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"insert into messaging.inbox (message_id, consumer) values ({messageId}, {consumer}) on conflict do nothing", context.CancellationToken) == 1;
        if (isFirst || PlantedBug.Is("inbox.off"))
        {
            await effect();
            await db.SaveChangesAsync(context.CancellationToken);
        }

        Failpoint.Reach("consume.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        Failpoint.Reach("consume.after_commit_before_ack");
        if (!isFirst)
        {
            CountDuplicate(LoggerOf(db), messageId, consumer);
        }
    }

    internal static Guid IdOf(ConsumeContext context) =>
        context.MessageId ?? throw new InvalidOperationException("A message without an id cannot be told from its repeat.");

    internal static ILogger LoggerOf(DbContext db) => db.GetService<ILoggerFactory>().CreateLogger("Netralitas.Messaging.Inbox");

    internal static void CountDuplicate(ILogger log, Guid messageId, string consumer)
    {
        Meters.InboxDuplicate.Add(1);
        LogDuplicate(log, messageId, consumer);
    }

    [LoggerMessage(EventName = "InboxDuplicate", Level = LogLevel.Information, Message = "InboxDuplicate: message {MessageId} had taken effect in {Consumer} before, and changed nothing")]
    private static partial void LogDuplicate(ILogger log, Guid messageId, string consumer);
}
