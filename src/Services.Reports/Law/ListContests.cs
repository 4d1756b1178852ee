using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>Contests and their stages as they are known now. Reads only.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<ListContestsResponse> ListContests(ListContestsRequest request, ServerCallContext context)
    {
        var schedule = (await book.ReadAsync(db, context.CancellationToken)).Schedule;
        var now = clock.GetUtcNow();
        if (request.RegionCode.Length == 0)
        {
            return new ListContestsResponse { Contests = { schedule.Contests.Select(contest => Listed(contest, schedule.StagesOf(contest, now))) } };
        }

        if (!RegionCode.TryParse(request.RegionCode, out var code) || RegionDirectory.Find(code) is null)
        {
            throw ReportRefusals.RegionUnknown("region_code");
        }

        var electing = schedule.Contests.Where(contest => contest.ElectingRegionOf(code) is not null);
        return new ListContestsResponse { Contests = { electing.Select(contest => Listed(contest, schedule.StagesOf(contest, code, now))) } };
    }

    private static ListedContest Listed(Contest contest, IEnumerable<Stage> stages) => new()
    {
        ContestId = contest.Id,
        Event = contest.Event,
        Family = contest.Family.ToString(),
        Kind = contest.Kind.ToString(),
        Name = contest.Name,
        Citation = Cited(contest.Citation),
        Stages =
        {
            stages.Select(stage => new ListedStage
            {
                StageId = stage.Id,
                Version = stage.Version,
                Kind = stage.Kind.ToString(),
                RegionCode = stage.Region.ToString(),
                StartsOn = Date(stage.StartsOn),
                EndsOn = Date(stage.EndsOn),
                KnownSince = stage.KnownSince.ToTimestamp(),
                Citation = Cited(stage.Citation),
            }),
        },
    };
}
