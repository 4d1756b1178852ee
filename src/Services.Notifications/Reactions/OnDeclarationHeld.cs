using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A declaration was recorded: the offices of its place are told, once.</summary>
internal sealed class OnDeclarationHeld(NotificationsDb db, TimeProvider clock) : IConsumer<DeclarationHeld>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<DeclarationHeld> context) => db.OnceAsync(context, nameof(OnDeclarationHeld), async () =>
    {
        var held = context.Message;
        var region = Recipients.RegionOf(held.RegionCode);
        var (title, body) = NoticeWords.Of(held, region);
        await db.TellAsync(Recipients.Of(region?.Code), new NoticeDraft(
            NoticeKind.DeclarationHeld, held.DeclarationId, held.Version, title, body, region?.Code.ToString()), clock.Now(), context.CancellationToken);
    });
}
