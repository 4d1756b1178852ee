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
    /// <summary>The contest can be assigned to cases, and have stages.</summary>
    /// <remarks>Law: contests to come are those that the law and the Constitutional Court order [LAW-STG-07]. The body of law of a contest that is there is never changed: cases run under it.</remarks>
    /// <exception cref="RefusalException">What every revision refuses.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override Task<RecordContestResponse> RecordContest(RecordContestRequest request, ServerCallContext context) => RecordAsync(
        LawRevisionKind.Contest, request, request.RequestId, request.ExpectedRevision, context, law => FaultsOf(request, law),
        () =>
        {
            var facts = request.Clone();
            (facts.RequestId, facts.ExpectedRevision) = ("", 0);
            return facts;
        },
        (revision, _) => new RecordContestResponse { Revision = revision.Number, KnownSince = revision.KnownSince.ToTimestamp() });

    private static IEnumerable<FieldFault> FaultsOf(RecordContestRequest request, ElectionLaw law)
    {
        IEnumerable<FieldFault> faults =
        [
            .. RevisionFaults.In(request.Decree),
            .. RevisionFaults.InId(request.ContestId, "contest_id"),
            .. RevisionFaults.InId(request.Event, "event"),
            .. RevisionFaults.InName<ContestFamily>(request.Family, "family"),
            .. RevisionFaults.InName<ContestKind>(request.Kind, "kind"),
            .. RevisionFaults.InText(request.Name, 200, "name"),
            .. request.Only.SelectMany((region, n) => RevisionFaults.InRegion(region, $"only[{n}]")),
            .. request.Except.SelectMany((region, n) => RevisionFaults.InRegion(region, $"except[{n}]")),
        ];
        var before = law.Schedule.Contests.FirstOrDefault(contest => contest.Id == request.ContestId);
        if (before is not null && (before.Family.ToString() != request.Family || before.Event != request.Event))
        {
            faults = faults.Append(new FieldFault("contest_id", "Pemilihan dengan nama ini sudah ada dengan rezim hukum atau hari pemilihan lain. Gunakan contest_id lain."));
        }

        return faults;
    }
}
