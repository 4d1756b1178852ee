using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    /// <summary>Records a list of signatures, all or none, and queues one <see cref="PledgesRecorded"/> for it in the same transaction.</summary>
    /// <remarks>
    /// When this returns, the signatures survive a crash, the event is published at least once, and each signature has the public log's signed promise of a place in it. A person (same NIP and same represented party) is
    /// recorded once for a text and its contests; who is on no roster is recorded too, and counted apart. The same request again gets the first answer. Lists of one declaration do not wait for each other.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, SIGNATURES_INVALID, DECLARATION_UNKNOWN, DECLARATION_NOT_OPEN, DECLARATION_SEALED, DECLARATION_WITHOUT_TEXT, REGION_OUTSIDE_OFFICE, LIST_ALREADY_RECORDED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordSignaturesResponse> RecordSignatures(RecordSignaturesRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        // The most eastern zone: a number that is in time anywhere in the country is in time.
        var rows = SignatureList.Read(request.Signatures, IndonesianTimeZone.Wit.LocalDate(now));
        if (!Guid.TryParse(request.DeclarationId, out var declarationId))
        {
            throw PledgeRefusals.DeclarationUnknown();
        }

        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var origin = await HoldOwnAsync(declarationId, RollChange.RecordList, SigningMethod.List, context);
            await RepeatedList.RequireNewAsync(db, personal, declarationId, rows, request.IsAnotherList, Caller.Of(context).Office, now, context.CancellationToken);
            var (recorded, promise) = await db.InsertSignaturesAsync(personal, promises, origin, rows, now, context.CancellationToken);
            await CountAndAnnounceAsync(origin, rows, recorded, now, context.CancellationToken);
            var totals = await db.ReadCountsAsync(declarationId, context.CancellationToken);
            var added = recorded.Count(row => row.IsRecorded);
            return new RecordSignaturesResponse
            {
                Recorded = added,
                AlreadyRecorded = rows.Count - added,
                OutsideRoster = rows.Zip(recorded).Count(pair => pair.First.Represented.Length == 0 && pair.Second is { IsRecorded: true, IsOnRoster: false }),
                Counts = new SignatureCounts { Signatures = totals.Signatures, PersonalPledges = totals.PersonalPledges, OnBehalf = totals.Signatures - totals.PersonalPledges },
                PromiseId = promise?.ToString() ?? "",
            };
        });
        Failpoint.Reach("signatures.after_commit_before_reply");
        var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
        answer.Promise = receipts.Promise;
        answer.Receipts.Add(receipts.Each);
        return answer;
    }
}
