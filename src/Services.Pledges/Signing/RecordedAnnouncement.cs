using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;
using PledgeSigned = Netralitas.Contracts.Pledges.V2.PledgeSigned;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>Tells of signatures. None takes a turn on its declaration.</summary>
internal static class RecordedAnnouncement
{
    /// <summary>Queues one <see cref="PledgesRecorded"/>, of which the batch is the aggregate: it waits for no other.</summary>
    internal static Task AnnounceAsync(
        this PledgesDb db, Guid declarationId, SignatureTotals added, IReadOnlyList<RecordedSignature> recorded, DateTimeOffset now, CancellationToken cancel)
    {
        var message = Of(declarationId, added, recorded, now);
        return db.EnqueueAsync(message, message.BatchId, message.Version, cancel);
    }

    /// <summary>Queues one <see cref="PledgeSigned"/>, of which the signature is the aggregate.</summary>
    internal static Task AnnounceOneAsync(this PledgesDb db, Guid declarationId, Guid signatureId, DateTimeOffset now, CancellationToken cancel)
    {
        var message = new PledgeSigned { SignatureId = signatureId, Version = 1, DeclarationId = declarationId, IsPersonalPledge = true, RecordedAt = now };
        return db.EnqueueAsync(message, message.SignatureId, message.Version, cancel);
    }

    private static PledgesRecorded Of(Guid declarationId, SignatureTotals added, IReadOnlyList<RecordedSignature> recorded, DateTimeOffset now) => new()
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
