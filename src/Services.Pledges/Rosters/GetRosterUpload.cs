using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Rosters;

internal sealed partial class RosterEndpoint
{
    /// <summary>How far a file of the caller's office has come, and its report.</summary>
    /// <exception cref="RefusalException">ROSTER_UPLOAD_UNKNOWN, ROSTER_UPLOAD_ENDED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<GetRosterUploadResponse> GetRosterUpload(GetRosterUploadRequest request, ServerCallContext context) =>
        new() { Report = await ReportAsync(await OwnAsync(request.UploadId, context), context.CancellationToken) };

    private static RosterUpload NotEnded(RosterUpload upload) => upload.Status is UploadStatus.Ended ? throw PledgeRefusals.RosterUploadEnded() : upload;

    private async Task<RosterUpload> OwnAsync(string uploadId, ServerCallContext context)
    {
        var upload = Guid.TryParse(uploadId, out var id) ? await db.FindUploadAsync(id, context.CancellationToken) : null;
        return upload is not null && upload.Office == Caller.Of(context).Office.ToString() ? NotEnded(upload) : throw PledgeRefusals.RosterUploadUnknown();
    }
}
