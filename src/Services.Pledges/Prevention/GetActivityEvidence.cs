using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>A file of an activity, as it was given.</summary>
    /// <exception cref="RefusalException">ACTIVITY_EVIDENCE_UNKNOWN, also for one of another region.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<GetActivityEvidenceResponse> GetActivityEvidence(GetActivityEvidenceRequest request, ServerCallContext context)
    {
        var found = Guid.TryParse(request.ActivityId, out var id)
            ? await db.Database.SqlQuery<EvidenceFile>(
                $"""
                select e.file_name as "FileName", e.media_type as "MediaType", e.sealed as "Sealed", d.region_code as "RegionCode"
                from pledges.prevention_evidence e join pledges.prevention_activities a on a.id = e.activity_id join pledges.prevention_duties d on d.id = a.duty_id
                where e.activity_id = {id} and e.number = {request.Number}
                """).ToListAsync(context.CancellationToken)
            : [];
        if (found.SingleOrDefault() is not { } file || !Caller.Of(context).Office.Covers(file.RegionCode))
        {
            throw PreventionRefusals.EvidenceUnknown();
        }

        return new GetActivityEvidenceResponse
        {
            File = new Sheet { FileName = file.FileName, MediaType = file.MediaType, Content = ByteString.CopyFrom(personal.Open(EvidencePurpose, file.Sealed)) },
        };
    }

    private sealed record EvidenceFile(string FileName, string MediaType, byte[] Sealed, string RegionCode);
}
