using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Retention;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;

namespace Netralitas.Services.Reports.LawRevisions;

internal sealed partial class LawRevisionEndpoint
{
    // The request ledger keeps answers for 400 days: what is erased is older than they are.
    private const int FewestYears = 2;
    private const int MostYears = 100;

    /// <summary>Cases of the class are kept for that long from that day on.</summary>
    /// <remarks>Law: the archive schedule, whose years were not found [LAW-PDP-04]. Cases that are due by it are erased soon after the day begins at their office.</remarks>
    /// <exception cref="RefusalException">What every revision refuses.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override Task<SetRetentionTermResponse> SetRetentionTerm(SetRetentionTermRequest request, ServerCallContext context) => RecordAsync(
        LawRevisionKind.RetentionTerm, request, request.RequestId, request.ExpectedRevision, context, _ => FaultsOf(request, IndonesianTimeZone.Wit.LocalDate(clock.GetUtcNow())),
        () =>
        {
            var facts = request.Clone();
            (facts.RequestId, facts.ExpectedRevision) = ("", 0);
            return facts;
        },
        (revision, law) => new SetRetentionTermResponse
        {
            Revision = revision.Number,
            KnownSince = revision.KnownSince.ToTimestamp(),
            RuleVersion = law.Retention.LatestOf(System.Enum.Parse<RetentionClass>(request.RetentionClass)).Version,
        });

    private static IEnumerable<FieldFault> FaultsOf(SetRetentionTermRequest request, DateOnly today)
    {
        IEnumerable<FieldFault> faults =
        [
            .. RevisionFaults.In(request.Decree),
            .. RevisionFaults.InName<RetentionClass>(request.RetentionClass, "retention_class"),
            .. RevisionFaults.InDate(request.ValidFrom, "valid_from"),
        ];
        if (request.Years is < FewestYears or > MostYears)
        {
            faults = faults.Append(new FieldFault("years", $"Isi dengan {FewestYears} sampai {MostYears} tahun."));
        }

        return RevisionFaults.DateOf(request.ValidFrom) < today ? faults.Append(new FieldFault("valid_from", "Tidak dapat berlaku surut; isi dengan hari ini atau sesudahnya.")) : faults;
    }
}
