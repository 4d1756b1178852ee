using MassTransit;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A declaration was recorded: the offices of its place are told, once.</summary>
internal sealed class OnDeclarationHeld(NotificationsDb db, Declarations declarations) : IConsumer<DeclarationHeld>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<DeclarationHeld> context) => db.InOrderAsync(
        context, Declarations.Stream, context.Message.DeclarationId, context.Message.Version, happened => declarations.ApplyAsync(happened, context.CancellationToken));
}
