using MassTransit;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Signatures were recorded: they are counted for their declaration, after it and after those before them, not announced one by one.</summary>
internal sealed class OnPledgeSigned(NotificationsDb db, Declarations declarations) : IConsumer<PledgeSigned>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgeSigned> context) => db.InOrderAsync(
        context, Declarations.Stream, context.Message.DeclarationId, context.Message.Version, happened => declarations.ApplyAsync(happened, context.CancellationToken));
}
