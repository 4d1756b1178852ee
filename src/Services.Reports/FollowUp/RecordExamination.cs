using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>The ledger says since when the respondent is examined.</summary>
    /// <exception cref="RefusalException">ENTRY_INVALID with all faults, ENTRY_NOT_ALLOWED, and what every entry refuses.</exception>
    [Authorize(Roles = Roles.FollowUpRecorders)]
    public override Task<RecordExaminationResponse> RecordExamination(RecordExaminationRequest request, ServerCallContext context) =>
        EnterAsync(request, request.RequestId, request.ForwardingId, request.ExpectedVersion, context,
            followed => Happened(followed, FollowUpStep.Examine, FollowUpEntryKind.Examination, "began_on", request.BeganOn, request.DocumentNumber, request.Corrects),
            forwarding => new RecordExaminationResponse { Forwarding = forwarding });
}
