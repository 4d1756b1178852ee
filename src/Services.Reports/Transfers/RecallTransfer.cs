using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>The sender calls a hand-over back that nobody answered yet, and goes on with the case [LAW-TRF-03]. Whoever was to answer reads the case no more and is told.</summary>
    /// <remarks>Of this and an answer at the same moment the second finds the case changed.</remarks>
    /// <exception cref="RefusalException">TRANSFER_INVALID with all faults, TRANSFER_NOT_RECALLABLE, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecallTransferResponse> RecallTransfer(RecallTransferRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, (file, caller, now) =>
        {
            var transfer = file.PendingTransfer is { } pending && pending.IsRecallableBy(caller.Office) ? pending : throw TransferRefusals.TransferNotRecallable();
            Require([.. FaultsOf(request.Reason)]);

            transfer.Recall(file.Take(CaseStep.RecallTransfer, caller, now, new RecallTransferRequest { Reason = request.Reason }), request.Reason);
            return Task.FromResult(new RecallTransferResponse { State = CaseWire.State(file), Transfer = TransferWire.Of(transfer, file.Report.Number, file.Law) });
        }, IsInvolved);
}
