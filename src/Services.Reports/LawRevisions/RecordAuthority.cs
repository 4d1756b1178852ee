using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using LawTrack = Netralitas.Elections.Authorities.ForwardingTrack;

namespace Netralitas.Services.Reports.LawRevisions;

internal sealed partial class LawRevisionEndpoint
{
    private const int LongestAuthorityText = 200;

    /// <summary>What is forwarded on that track on that day or later goes to the body; what was forwarded before stays where it went, and keeps the name that the body had then.</summary>
    /// <remarks>Law: the Constitutional Court ordered an independent body, which no law that was read has set up [LAW-FWD-01].</remarks>
    /// <exception cref="RefusalException">What every revision refuses.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override Task<RecordAuthorityResponse> RecordAuthority(RecordAuthorityRequest request, ServerCallContext context) => RecordAsync(
        LawRevisionKind.Authority, request, request.RequestId, request.ExpectedRevision, context, _ => FaultsOf(request, IndonesianTimeZone.Wib.LocalDate(clock.GetUtcNow())),
        () =>
        {
            var facts = request.Clone();
            (facts.RequestId, facts.ExpectedRevision) = ("", 0);
            return facts;
        },
        (revision, law) => new RecordAuthorityResponse
        {
            Revision = revision.Number,
            KnownSince = revision.KnownSince.ToTimestamp(),
            AuthorityVersion = law.Authorities.LatestVersionOf(request.AuthorityId),
        });

    // By the centre's own day. Where the next day began already nothing changes backwards either: what was forwarded stays.
    private static IEnumerable<FieldFault> FaultsOf(RecordAuthorityRequest request, DateOnly today)
    {
        IEnumerable<FieldFault> faults =
        [
            .. RevisionFaults.In(request.Decree),
            .. RevisionFaults.InId(request.AuthorityId, "authority_id"),
            .. RevisionFaults.InName<LawTrack>(request.Track, "track"),
            .. RevisionFaults.InText(request.Name, LongestAuthorityText, "name"),
            .. RevisionFaults.InText(request.Channel, LongestAuthorityText, "channel"),
            .. RevisionFaults.InDate(request.ValidFrom, "valid_from"),
        ];
        return RevisionFaults.DateOf(request.ValidFrom) < today ? faults.Append(new FieldFault("valid_from", "Tidak dapat berlaku surut; isi dengan hari ini atau sesudahnya.")) : faults;
    }
}
