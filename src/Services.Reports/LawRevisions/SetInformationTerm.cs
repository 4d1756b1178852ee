using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;

namespace Netralitas.Services.Reports.LawRevisions;

internal sealed partial class LawRevisionEndpoint
{
    private const int LongestTermDays = 365;

    /// <summary>Informasi awal that comes on that day or later has a clock of its own.</summary>
    /// <remarks>Law: no text that was read sets such a term [LAW-CLK-13]. What came before keeps none.</remarks>
    /// <exception cref="RefusalException">What every revision refuses.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override Task<SetInformationTermResponse> SetInformationTerm(SetInformationTermRequest request, ServerCallContext context) => RecordAsync(
        LawRevisionKind.InformationTerm, request, request.RequestId, request.ExpectedRevision, context, _ => FaultsOf(request, IndonesianTimeZone.Wit.LocalDate(clock.GetUtcNow())),
        () =>
        {
            var facts = request.Clone();
            (facts.RequestId, facts.ExpectedRevision) = ("", 0);
            return facts;
        },
        (revision, _) => new SetInformationTermResponse { Revision = revision.Number, KnownSince = revision.KnownSince.ToTimestamp() });

    // By the zone whose day begins first: nothing that runs anywhere may change.
    private static IEnumerable<FieldFault> FaultsOf(SetInformationTermRequest request, DateOnly today)
    {
        IEnumerable<FieldFault> faults =
        [
            .. RevisionFaults.In(request.Decree),
            .. RevisionFaults.InName<ContestFamily>(request.Family, "family"),
            .. RevisionFaults.InName(request.Unit, "unit", ClockUnit.Hour),
            .. RevisionFaults.InDate(request.ValidFrom, "valid_from"),
        ];
        if (request.LengthDays is < 1 or > LongestTermDays)
        {
            faults = faults.Append(new FieldFault("length_days", $"Isi dengan 1 sampai {LongestTermDays} hari."));
        }

        return RevisionFaults.DateOf(request.ValidFrom) < today ? faults.Append(new FieldFault("valid_from", "Tidak dapat berlaku surut; isi dengan hari ini atau sesudahnya.")) : faults;
    }
}
