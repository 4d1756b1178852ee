using MassTransit;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Law;

/// <summary>Central put the dates of a stage on record: answers tell by them when the vote is, and where the election stands.</summary>
internal sealed class OnStageRevised(PledgesDb db) : IConsumer<StageRevised>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<StageRevised> context) =>
        db.OnceAsync(context, nameof(OnStageRevised), () => db.KeepAsync(ElectionRevision.Of(context.Message), context.CancellationToken));
}
