using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.EvidenceCustody;

internal sealed partial class CaseEvidenceEndpoint
{
    /// <summary>That an exhibit was moved, handed over or taken back is in its chain of custody. When this returns, that survives a crash.</summary>
    /// <remarks>The same request again gets the first answer. Of two officers at once the second waits, and is refused as the chain has grown.</remarks>
    /// <exception cref="RefusalException">
    /// REPORT_UNKNOWN, CASE_HANDLED_BELOW, EVIDENCE_UNKNOWN, CUSTODY_INVALID with all faults, CUSTODY_CHANGED, CUSTODY_STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordCustodyResponse> RecordCustody(RecordCustodyRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            var file = await cases.FindHandledAsync(request.Number, caller, context.CancellationToken);
            var item = await openings.FindAsync(file.Report.Id, request.Evidence, context.CancellationToken);
            var faults = FaultsOf(request).ToList();
            if (faults.Count > 0)
            {
                throw CustodyRefusals.CustodyInvalid(faults);
            }

            if (item.Kind != EvidenceKind.Exhibit)
            {
                throw CustodyRefusals.CustodyStepNotAllowed();
            }

            var entry = await AddEntryAsync(item, request.Act, caller, request.Place, request.Note.Length == 0 ? null : request.Note, request.ExpectedLength, context.CancellationToken);
            Failpoint.Reach("custody.before_commit");
            return new RecordCustodyResponse { Entry = entry.Entry, At = entry.At.ToTimestamp() };
        });

    private static IEnumerable<FieldFault> FaultsOf(RecordCustodyRequest request) =>
    [
        .. request.Act is CustodyAct.Moved or CustodyAct.HandedOver or CustodyAct.TakenBack ? (FieldFault[])[] : [new FieldFault("act", "Pilih dipindahkan, diserahkan, atau diterima kembali.")],
        .. FaultsOf("place", request.Place, LongestName, isNeeded: true),
        .. FaultsOf("note", request.Note, LongestText, isNeeded: false),
    ];
}
