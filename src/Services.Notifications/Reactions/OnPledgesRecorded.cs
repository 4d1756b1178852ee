using MassTransit;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Signatures were recorded in a batch: they are counted for their declaration, in whatever order batches come.</summary>
internal sealed class OnPledgesRecorded(NotificationsDb db) : IConsumer<PledgesRecorded>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgesRecorded> context) => db.OnceAsync(context, nameof(OnPledgesRecorded), () =>
        db.AddToTallyAsync(context.Message.DeclarationId, context.Message.Signatures, context.Message.PersonalPledges, context.CancellationToken));
}
