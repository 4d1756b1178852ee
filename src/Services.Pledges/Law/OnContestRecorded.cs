using MassTransit;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Law;

/// <summary>Central put a contest on record: figures of it can be recorded, and answers call it by its name.</summary>
internal sealed class OnContestRecorded(PledgesDb db) : IConsumer<ContestRecorded>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ContestRecorded> context) =>
        db.OnceAsync(context, nameof(OnContestRecorded), () => db.KeepAsync(ElectionRevision.Of(context.Message), context.CancellationToken));
}
