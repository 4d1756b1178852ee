using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>Tells of signatures that do not take their turn on the declaration.</summary>
internal static class RecordedAnnouncement
{
    /// <summary>Queues one <see cref="PledgesRecorded"/>, of which the batch is the aggregate: it waits for no other.</summary>
    internal static Task AnnounceAsync(
        this PledgesDb db, Guid declarationId, SignatureTotals added, IReadOnlyList<RecordedSignature> recorded, DateTimeOffset now, CancellationToken cancel)
    {
        var message = Of(declarationId, added, recorded, now);
        return db.EnqueueAsync(message, message.BatchId, message.Version, cancel);
    }

    /// <summary>What is told of signatures that were recorded together, one at least.</summary>
    internal static PledgesRecorded Of(Guid declarationId, SignatureTotals added, IReadOnlyList<RecordedSignature> recorded, DateTimeOffset now) => new()
    {
        BatchId = Guid.CreateVersion7(),
        Version = 1,
        DeclarationId = declarationId,
        Signatures = added.Signatures,
        PersonalPledges = added.PersonalPledges,
        OnBehalf = added.Signatures - added.PersonalPledges,
        FirstSignatureId = recorded.First(row => row.IsRecorded).Id,
        LastSignatureId = recorded.Last(row => row.IsRecorded).Id,
        RecordedAt = now,
    };
}
