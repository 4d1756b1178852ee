using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

internal sealed partial class EvidenceEndpoint
{
    /// <summary>Where an upload stands. Reads only.</summary>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, UPLOAD_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<GetUploadResponse> GetUpload(GetUploadRequest request, ServerCallContext context)
    {
        var sender = await senders.OpenAsync(request.Number, request.AccessCode, context);
        var (_, file) = await FindUploadAsync(sender, request.UploadId, context.CancellationToken);
        return new GetUploadResponse { NextOffset = file.StoredBytes, SizeBytes = file.SizeBytes, IsFinished = file.State == EvidenceFileState.Kept, ExpiresAt = ExpiryOf(file) };
    }
}
