using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Law;

namespace Netralitas.Services.Pledges.Violations;

internal sealed partial class ViolationEndpoint
{
    /// <summary>Cases and violations of a region of the caller by election, exactly, and what sources tell.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<ListViolationsResponse> ListViolations(ListViolationsRequest request, ServerCallContext context)
    {
        var region = OwnRegion.Read(request.RegionCode, context).Code;
        var (cancel, now) = (context.CancellationToken, clock.GetUtcNow());
        var schedule = await elections.ReadAsync(db, cancel);
        var sums = (await ViolationSums.OfAsync(db, request.RegionCode, cancel)).ToDictionary(sum => sum.ContestId);
        var figures = (await db.Database.SqlQuery<Figure>(
            $"""
            select contest_id as "ContestId", violations as "Violations", source as "Source" from pledges.violation_figures where region_code = {request.RegionCode} order by contest_id, source
            """).ToListAsync(cancel)).ToLookup(figure => figure.ContestId);
        var contests = sums.Keys.Concat(figures.Select(each => each.Key)).Distinct().Order(StringComparer.Ordinal);
        return new ListViolationsResponse { Elections = { contests.Select(contest => Listed(contest, KnownElection.Of(schedule, contest, region, now))) } };

        ElectionViolations Listed(string contest, KnownElection known) => new()
        {
            ContestId = contest,
            Name = known.Name,
            VotingOn = known.VotingOn,
            Phase = known.Phase,
            Registered = sums.GetValueOrDefault(contest)?.Registered ?? 0,
            Violations = sums.GetValueOrDefault(contest)?.Violations ?? 0,
            Figures = { figures[contest].Select(figure => new ViolationFigure { Violations = figure.Violations, Source = figure.Source }) },
        };
    }

    private sealed record Figure(string ContestId, int Violations, string Source);
}
