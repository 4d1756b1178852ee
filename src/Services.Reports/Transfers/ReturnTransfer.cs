using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>Whoever was to get the case does not take it, and says why [LAW-TRF-03]. The sender goes on; of a referral, with a first study that begins anew.</summary>
    /// <exception cref="RefusalException">TRANSFER_INVALID with all faults, TRANSFER_NOT_PENDING, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReturnTransferResponse> ReturnTransfer(ReturnTransferRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, (file, caller, now) =>
        {
            var transfer = Answerable(file, caller);
            var (today, needsDocument) = (Today(file.Office, now), transfer.Kind == TransferKind.Referral || request.Document is not null);
            Require([.. FaultsOf(request.Reason), .. needsDocument ? FaultsOf(request.Document, today) : []]);

            var at = file.Take(CaseStep.ReturnTransfer, caller, now, new ReturnTransferRequest { Reason = request.Reason, Document = request.Document });
            transfer.Return(caller.Office.Code, at, request.Reason, request.Document);
            if (transfer.Kind == TransferKind.Referral)
            {
                file.StudyAnew(at);
            }

            return Task.FromResult(new ReturnTransferResponse { State = CaseWire.State(file), Transfer = TransferWire.Of(transfer, file.Report.Number, file.Law) });
        }, IsInvolved);
}
