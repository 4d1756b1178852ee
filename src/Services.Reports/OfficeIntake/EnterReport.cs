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
    /// report by the same person gets the same receipt. What was handed over on paper before is received when it was handed over; the instant of its entry stays beside that [LAW-RCP-04].
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_EMPTY, HANDED_OVER_INVALID, INTAKE_UNAVAILABLE.</exception>
    [Authorize(Roles = Roles.IntakeOfficers)]
    public override async Task<EnterReportResponse> EnterReport(EnterReportRequest request, ServerCallContext context)
    {
        var (report, entry) = (Whole(request.Report), EntryOf(context, ReportKind.Unspecified));
        if (request.HandedOverAt is { } handedOverAt)
        {
            var faults = HandOver.FaultsOf(handedOverAt, report, entry.Region, clock.Now()).ToList();
            entry = faults.Count == 0 ? entry with { HandedOverAt = HandOver.InstantOf(handedOverAt) } : throw ReportRefusals.HandedOverInvalid(faults);
        }

        var receipt = await TakeAsync(request.RequestId, report, entry);
        return new EnterReportResponse
        {
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            ReceivedAt = receipt.ReceivedAt.ToTimestamp(),
            Remarks = { receipt.Remarks },
            Kind = receipt.Kind,
            HandedOverAt = entry.HandedOverAt?.ToTimestamp(),
        };
    }
}
