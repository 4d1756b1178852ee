using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    /// <summary>Records batch after batch; each is a transaction with its <see cref="PledgesRecorded"/>, and is answered when it is safe.</summary>
    /// <remarks>
    /// An answered batch survives a crash; of one that was not answered the client sends the same again. Streams of one declaration do not wait for each other. Two batches
    /// with one person: the second waits for the first, and finds the person recorded.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, TEXT_UNREADABLE, SIGNATURES_INVALID, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, DECLARATION_NOT_OPEN, DECLARATION_SEALED, REGION_OUTSIDE_OFFICE,
    /// LIST_ALREADY_RECORDED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task StreamSignatures(
        IAsyncStreamReader<StreamSignaturesRequest> requestStream, IServerStreamWriter<StreamSignaturesResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var batch = requestStream.Current;
            if (!Guid.TryParse(batch.DeclarationId, out var declarationId))
            {
                throw PledgeRefusals.DeclarationUnknown();
            }

            var now = clock.Now();
            var read = SignatureBatch.Read(batch.Signatures, IndonesianTimeZone.Wit.LocalDate(now));
            var answer = await ledger.OnceAsync(db, batch.BatchId, batch, context, () => RecordAsync(batch, declarationId, read, now, context));
            Failpoint.Reach("stream.before_answer");
            if (batch.WithReceipts)
            {
                var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
                answer.Promise = receipts.Promise;
                answer.Receipts.Add(receipts.Each);
            }

            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }

    private async Task<StreamSignaturesResponse> RecordAsync(StreamSignaturesRequest batch, Guid declarationId, SignatureBatch read, DateTimeOffset now, ServerCallContext context)
    {
        var origin = await HoldOwnAsync(declarationId, RollChange.RecordList, SigningMethod.Stream, context);
        await RepeatedList.RequireNewAsync(db, personal, declarationId, read.Rows, batch.IsAnotherList, Caller.Of(context).Office, now, context.CancellationToken);
        var (recorded, promise) = await db.InsertSignaturesAsync(personal, promises, origin, read.Rows, now, context.CancellationToken);
        await CountAndAnnounceAsync(origin, read.Rows, recorded, now, context.CancellationToken);
        var answer = new StreamSignaturesResponse { BatchId = batch.BatchId, Faults = { read.Faults }, PromiseId = promise?.ToString() ?? "" };
        for (var n = 0; n < batch.Signatures.Count; n++)
        {
            answer.Results.Add(read.PlaceOf(n) is { } place ? ResultOf(recorded[place], read.Rows[place]) : RowResult.Rejected);
        }

        answer.Recorded = recorded.Count(row => row.IsRecorded);
        answer.OutsideRoster = answer.Results.Count(result => result is RowResult.RecordedOutsideRoster);
        return answer;
    }

    private static RowResult ResultOf(RecordedSignature recorded, SignatureRow row) =>
        !recorded.IsRecorded ? RowResult.AlreadyRecorded
        : recorded.IsOnRoster || row.Represented.Length > 0 ? RowResult.Recorded
        : RowResult.RecordedOutsideRoster;

    /// <summary>Where signatures of an own declaration come from; its status stays as it is until the transaction ends.</summary>
    private async Task<SignatureOrigin> HoldOwnAsync(Guid declarationId, RollChange change, SigningMethod method, ServerCallContext context, Guid? listId = null)
    {
        var declaration = await db.HoldDeclarationAsync(declarationId, context.CancellationToken) ?? throw PledgeRefusals.DeclarationUnknown();
        OwnRegion.Require(declaration.RegionCode, context);

        PledgeRefusals.Require(declaration.Status, change);
        return SignatureOrigin.Of(declarationId, declaration, method, listId);
    }

    private async Task CountAndAnnounceAsync(
        SignatureOrigin origin, IReadOnlyList<SignatureRow> rows, IReadOnlyList<RecordedSignature> recorded, DateTimeOffset now, CancellationToken cancel)
    {
        if (SignatureTotals.Of(rows, recorded) is { Signatures: > 0 } added)
        {
            await db.AddToTalliesAsync(origin.DeclarationId, added, cancel);
            await db.AnnounceAsync(origin.DeclarationId, added, recorded, now, cancel);
        }
    }
}
