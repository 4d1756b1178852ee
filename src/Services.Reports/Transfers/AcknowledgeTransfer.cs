using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>Whoever was to get the case has it. Of a hand-over, the caller's office handles it from this instant on, and its clocks go on by that office's calendar and zone [LAW-TRF-04].</summary>
    /// <remarks>Of the office that it was sent to and the one to which it climbed, whoever is first: the other finds nothing that waits.</remarks>
    /// <exception cref="RefusalException">TRANSFER_INVALID with all faults, TRANSFER_NOT_PENDING, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<AcknowledgeTransferResponse> AcknowledgeTransfer(AcknowledgeTransferRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, (file, caller, now) =>
        {
            var transfer = Answerable(file, caller);
            var needsDocument = transfer.Kind == TransferKind.Referral || request.Document is not null;
            Require(needsDocument ? [.. FaultsOf(request.Document, Today(file.Office, now))] : []);

            var at = file.Take(CaseStep.AcknowledgeTransfer, caller, now, new AcknowledgeTransferRequest { Document = request.Document });
            transfer.Acknowledge(caller.Office.Code, at, request.Document);
            if (transfer.Kind == TransferKind.HandOver)
            {
                file.MoveTo(RegionCode.Parse(caller.Office.Code), at);
            }

            return Task.FromResult(new AcknowledgeTransferResponse { State = CaseWire.State(file), Transfer = TransferWire.Of(transfer, file.Report.Number, file.Law) });
        }, IsInvolved, movesCase: true);

    // Who sent or got the case, or was to, is told that nothing waits; anyone else, that there is no such report.
    private static bool IsInvolved(CaseFile file, Office office) =>
        office.Covers(file.Case.OfficeCode) || file.Transfers.Any(transfer =>
            office.Covers(transfer.FromOffice) || (transfer.ToOffice is { } to && office.Covers(to)) || transfer.IsAddressedTo(office));

    private static Transfer Answerable(CaseFile file, Caller caller) =>
        file.PendingTransfer is { } transfer && transfer.IsAddressedTo(caller.Office) ? transfer : throw TransferRefusals.TransferNotPending();
}
