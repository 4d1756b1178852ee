using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.OfficeIntake;

internal sealed partial class OfficeIntakeEndpoint
{
    /// <summary>Records a finding (temuan) of the office. When this returns, it survives a crash and is announced at least once.</summary>
    /// <remarks>The same request with the same finding by the same person gets the same answer. That a finding is fixed in a plenary within its time is not held here.</remarks>
    /// <exception cref="RefusalException">REPORT_EMPTY, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, INTAKE_UNAVAILABLE.</exception>
    [Authorize(Roles = Roles.IntakeOfficers)]
    public override async Task<RecordFindingResponse> RecordFinding(RecordFindingRequest request, ServerCallContext context)
    {
        var entry = EntryOf(context, ReportKind.Temuan);
        var receipt = await TakeAsync(request.RequestId, OwnCase(request.Finding, entry.Office, "finding"), entry);
        return new RecordFindingResponse
        {
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            ReceivedAt = receipt.ReceivedAt.ToTimestamp(),
            Remarks = { receipt.Remarks },
        };
    }
}
