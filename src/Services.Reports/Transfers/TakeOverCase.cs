using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Transfers;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>The caller's office handles the case, and the caller has taken it as long as it is examined [LAW-TRF-01, LAW-TRF-02]. Who takes over has it at once, so nothing waits to be acknowledged.</summary>
    /// <remarks>Also what is decided or forwarded: whoever is to keep its ledger may not last, as a district's office [LAW-TRF-05].</remarks>
    /// <exception cref="RefusalException">TRANSFER_INVALID with all faults, TRANSFER_NOT_ALLOWED, TRANSFER_PENDING, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<TakeOverCaseResponse> TakeOverCase(TakeOverCaseRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, (file, caller, now) =>
        {
            CaseSteps.RequireNoTransfer(file);
            var today = Today(file.Office, now);
            Require([.. FaultsOf(request.Reason, request.Document, today)]);
            var to = RegionCode.Parse(caller.Office.Code);
            var rule = TransferRules.Published.Find(TransferWay.Pengambilalihan, file.Case.Family, file.Office, to, today)
                ?? throw TransferRefusals.TransferNotAllowed(TransferNews.OfficeName(file.Case.OfficeCode), TransferNews.OfficeName(caller.Office.Code));

            var at = file.Take(CaseStep.TakeOver, caller, now, new TakeOverCaseRequest { Reason = request.Reason, Document = request.Document });
            var transfer = New(file, TransferKind.TakeOver, to.ToString(), null, at, request.Reason, request.Document, (rule.Id, rule.Version));
            transfer.Acknowledge(to.ToString(), at, null);
            file.Add(transfer);
            file.MoveTo(to, at);
            if (CaseLife.After(file.Case.Status, CaseStep.Claim) is not null)
            {
                (file.Case.ClaimedBy, file.Case.ClaimedByOffice) = (caller.Subject, caller.Office.ToString());
            }

            return Task.FromResult(new TakeOverCaseResponse { State = CaseWire.State(file), Transfer = TransferWire.Of(transfer, file.Report.Number, file.Law) });
        }, movesCase: true);
}
