using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.OfficeIntake;

internal sealed partial class OfficeIntakeEndpoint
{
    /// <summary>Records a supervisor's note (LHP, Form A). When this returns, it survives a crash and is announced at least once.</summary>
    /// <remarks>The same request with the same note by the same person gets the same answer.</remarks>
    /// <exception cref="RefusalException">REPORT_EMPTY, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, INTAKE_UNAVAILABLE.</exception>
    [Authorize(Roles = Roles.IntakeOfficers)]
    public override async Task<RecordSupervisionResponse> RecordSupervision(RecordSupervisionRequest request, ServerCallContext context)
    {
        var entry = EntryOf(context, ReportKind.Lhp);
        var receipt = await TakeAsync(request.RequestId, OwnCase(request.Note, entry.Office, "note"), entry);
        return new RecordSupervisionResponse { Number = receipt.Number, AccessCode = receipt.AccessCode, ReceivedAt = receipt.ReceivedAt.ToTimestamp() };
    }
}
