using MassTransit;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Signatures were recorded: they are counted for their declaration, not announced one by one.</summary>
internal sealed class OnPledgeSigned(NotificationsDb db) : IConsumer<PledgeSigned>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgeSigned> context) => db.OnceAsync(context, nameof(OnPledgeSigned), () =>
        db.AddToTallyAsync(context.Message.DeclarationId, context.Message.Signatures, context.Message.PersonalPledges, context.CancellationToken));
}
