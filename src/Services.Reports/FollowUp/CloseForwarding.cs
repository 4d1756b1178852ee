using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>Nothing more comes of the forwarding; when it was the last of its case that was open, the case is concluded in the same transaction.</summary>
    /// <exception cref="RefusalException">ENTRY_INVALID when nothing was decided and no reason is told, ENTRY_NOT_ALLOWED, and what every entry refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<CloseForwardingResponse> CloseForwarding(CloseForwardingRequest request, ServerCallContext context) =>
        EnterAsync(request, request.RequestId, request.ForwardingId, request.ExpectedVersion, context, followed => Closed(followed, request),
            forwarding => new CloseForwardingResponse { Forwarding = forwarding });

    private static FollowUpRecord Closed(Followed followed, CloseForwardingRequest request)
    {
        Require([.. NoteFaults(request.Note, isNeeded: followed.Forwarding.Status != ForwardingStatus.Decided)]);
        followed.Advance(FollowUpStep.Close, corrects: 0);
        return new FollowUpRecord
        {
            ForwardingId = followed.Forwarding.Id,
            Number = followed.Next,
            Kind = FollowUpEntryKind.Closing,
            RecordedAt = followed.Now,
            RecordedBy = followed.Caller.Subject,
            Office = followed.Caller.Office.ToString(),
            HappenedOn = followed.Today,
            Note = request.Note,
        };
    }
}
