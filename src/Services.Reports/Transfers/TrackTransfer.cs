using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>What an office may know of a case that it sent, got or was to get. Reads only.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<TrackTransferResponse> TrackTransfer(TrackTransferRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office;
        var file = await cases.FindAsync(request.Number, found => found.Transfers.Count > 0 && IsInvolved(found, office), context.CancellationToken);
        return new TrackTransferResponse
        {
            Number = Crockford.Grouped(file.Report.Number),
            Version = file.Case.Version,
            Status = file.Case.Status,
            StatusText = ReportStatuses.Words(file.Case.Status).Text,
            HandlingOfficeCode = file.Case.OfficeCode,
            RegistrationNumber = await registrations.NumberOfAsync(file.Report.Id, context.CancellationToken),
            Outcomes = { file.Outcomes.Select(each => new TransferredOutcome { Respondent = each.Respondent, Outcome = each.Outcome }) },
            Transfers = { file.Transfers.Select(transfer => TransferWire.Of(transfer, file.Report.Number, file.Law)) },
        };
    }
}
