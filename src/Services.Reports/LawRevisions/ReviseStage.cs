using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Contests;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;

namespace Netralitas.Services.Reports.LawRevisions;

internal sealed partial class LawRevisionEndpoint
{
    /// <summary>The dates of the stage are known from now on: phases and the hours of reception are told by them, for days that were not over before.</summary>
    /// <remarks>Law: dates are changed by the KPU, repeated votes ordered by the Constitutional Court [LAW-STG-07].</remarks>
    /// <exception cref="RefusalException">What every revision refuses.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override Task<ReviseStageResponse> ReviseStage(ReviseStageRequest request, ServerCallContext context) => RecordAsync(
        LawRevisionKind.Stage, request, request.RequestId, request.ExpectedRevision, context, law => FaultsOf(request, law),
        () =>
        {
            var facts = request.Clone();
            (facts.RequestId, facts.ExpectedRevision) = ("", 0);
            return facts;
        },
        (revision, law) => new ReviseStageResponse
        {
            Revision = revision.Number,
            KnownSince = revision.KnownSince.ToTimestamp(),
            StageVersion = law.Schedule.LatestVersionOf(request.StageId),
        });

    private static IEnumerable<FieldFault> FaultsOf(ReviseStageRequest request, ElectionLaw law)
    {
        IEnumerable<FieldFault> faults =
        [
            .. RevisionFaults.In(request.Decree),
            .. RevisionFaults.InId(request.StageId, "stage_id"),
            .. RevisionFaults.InRegion(request.RegionCode, "region_code"),
            .. RevisionFaults.InName<StageKind>(request.Kind, "kind"),
            .. RevisionFaults.InDate(request.StartsOn, "starts_on"),
            .. RevisionFaults.InDate(request.EndsOn, "ends_on"),
        ];
        if (!law.Schedule.Contests.Any(contest => request.Scope == contest.Id || request.Scope == contest.Event))
        {
            faults = faults.Append(new FieldFault("scope", "Isi dengan pemilihan atau hari pemilihan yang ada pada ListContests."));
        }

        return RevisionFaults.DateOf(request.EndsOn) < RevisionFaults.DateOf(request.StartsOn)
            ? faults.Append(new FieldFault("ends_on", "Tahapan tidak dapat berakhir sebelum dimulai."))
            : faults;
    }
}
