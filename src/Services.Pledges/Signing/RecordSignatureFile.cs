using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    /// <summary>Records the signatures of a file, row by row.</summary>
    /// <remarks>When this returns, the good rows survive a crash, each with the public log's signed promise, and one <see cref="PledgesRecorded"/> is published at least once. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, SIGNATURE_FILE_UNREADABLE, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, DECLARATION_NOT_OPEN, DECLARATION_SEALED, REGION_OUTSIDE_OFFICE, LIST_ALREADY_RECORDED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordSignatureFileResponse> RecordSignatureFile(RecordSignatureFileRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        var file = SignatureFile.Read(request);
        if (!Guid.TryParse(request.DeclarationId, out var declarationId))
        {
            throw PledgeRefusals.DeclarationUnknown();
        }

        var read = SignatureBatch.Read(file.Signatures, IndonesianTimeZone.Wit.LocalDate(now));
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var origin = await HoldOwnAsync(declarationId, RollChange.RecordList, SigningMethod.Stream, context);
            await RepeatedList.RequireNewAsync(db, personal, declarationId, read.Rows, request.IsAnotherList, Caller.Of(context).Office, now, context.CancellationToken);
            var (recorded, promise) = read.Rows.Count == 0 ? ([], null) : await db.InsertSignaturesAsync(personal, promises, origin, read.Rows, now, context.CancellationToken);
            await CountAndAnnounceAsync(origin, read.Rows, recorded, now, context.CancellationToken);
            return new RecordSignatureFileResponse
            {
                Rows = { file.Lines.Select((line, n) => new FileRow { Line = line, Result = read.PlaceOf(n) is { } place ? ResultOf(recorded[place], read.Rows[place]) : RowResult.Rejected }) },
                Faults = { read.Faults.Select(fault => new RowFault { Row = file.Lines[fault.Row], Field = fault.Field, Reason = fault.Reason }) },
                Recorded = recorded.Count(row => row.IsRecorded),
                PromiseId = promise?.ToString() ?? "",
            };
        });
        Failpoint.Reach("file.after_commit_before_reply");
        var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
        answer.Promise = receipts.Promise;
        answer.Receipts.Add(receipts.Each);
        return answer;
    }
}
