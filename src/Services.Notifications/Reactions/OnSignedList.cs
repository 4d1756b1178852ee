using MassTransit;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A list was recorded by the release before: its signatures are counted for their declaration, after it and after those before them, not announced one by one.</summary>
internal sealed class OnSignedList(NotificationsDb db, Declarations declarations) : IConsumer<PledgeSigned>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgeSigned> context) => db.InOrderAsync(
        context, Declarations.Stream, context.Message.DeclarationId, context.Message.Version, happened => declarations.ApplyAsync(happened, context.CancellationToken));
}
