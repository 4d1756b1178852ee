using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.OfficeIntake;

internal sealed partial class OfficeIntakeEndpoint
{
    /// <summary>Takes in what somebody reported to the office. When this returns, the report survives a crash and is announced at least once.</summary>
    /// <remarks>
    /// Wherever the act was: whoever comes to an office is not sent to another one, and handing the report over is the offices' business. The same request with the same
    /// report by the same person gets the same receipt.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_EMPTY, INTAKE_UNAVAILABLE.</exception>
    [Authorize(Roles = Roles.IntakeOfficers)]
    public override async Task<EnterReportResponse> EnterReport(EnterReportRequest request, ServerCallContext context)
    {
        var receipt = await TakeAsync(request.RequestId, Whole(request.Report), EntryOf(context, ReportKind.Unspecified));
        return new EnterReportResponse
        {
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            ReceivedAt = receipt.ReceivedAt.ToTimestamp(),
            Remarks = { receipt.Remarks },
            Kind = receipt.Kind,
        };
    }
}
