using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Suite.Tests;

/// <summary>LAW-STG-07: what central puts on record about an election holds in every service.</summary>
[Collection(SuiteCollection.Name)]
public sealed class ElectionTests(RunningSuite suite)
{
    private ViolationService.ViolationServiceClient Violations => new(suite.Channel);

    [Fact]
    public async Task A_contest_that_central_records_is_known_to_pledges_by_its_name_and_the_day_of_its_vote()
    {
        var contest = $"uji-{Guid.NewGuid():N}";
        var before = await Refusal.OfAsync(Violations.RecordViolationFigureAsync(Figure(contest), suite.As("bawaslu:62.07")));

        await suite.LawRevisions.RecordContestAsync(
            new RecordContestRequest
            {
                RequestId = Guid.NewGuid().ToString(),
                ExpectedRevision = await LastAsync(),
                Decree = Decree(),
                ContestId = contest,
                Event = contest,
                Family = "Pilkada",
                Kind = "Bupati",
                Name = "CONTOH pemilihan bupati",
                Only = { "62.07" },
            }, suite.As("bawaslu:00", "central"));
        await Eventually.SeeAsync(() => AcceptsAsync(contest), accepts => accepts);
        await suite.LawRevisions.ReviseStageAsync(
            new ReviseStageRequest
            {
                RequestId = Guid.NewGuid().ToString(),
                ExpectedRevision = await LastAsync(),
                Decree = Decree(),
                StageId = $"{contest}/suara",
                Scope = contest,
                RegionCode = "00",
                Kind = "PemungutanSuara",
                StartsOn = "2097-11-27",
                EndsOn = "2097-11-27",
            }, suite.As("bawaslu:00", "central"));
        var known = await Eventually.SeeAsync(() => OfAsync(contest), found => found.VotingOn.Length > 0);

        Assert.Equal(("VIOLATION_FIGURE_INVALID", "contest_id"), (before.Reason, Assert.Single(before.Fields)));
        Assert.Equal(("CONTOH pemilihan bupati", "2097-11-27"), (known.Name, known.VotingOn));
    }

    private static Decree Decree() => new() { Basis = "Keputusan CONTOH 1/2026", Source = "https://example.org/keputusan" };

    private static RecordViolationFigureRequest Figure(string contest) => new() { RequestId = Guid.NewGuid().ToString(), RegionCode = "62.07", ContestId = contest, Violations = 1, Source = "CONTOH sumber" };

    private async Task<bool> AcceptsAsync(string contest)
    {
        try
        {
            await Violations.RecordViolationFigureAsync(Figure(contest), suite.As("bawaslu:62.07"));
            return true;
        }
        catch (RpcException refused) when (Refusal.Of(refused).Reason == "VIOLATION_FIGURE_INVALID")
        {
            return false;
        }
    }

    private async Task<ElectionViolations> OfAsync(string contest) =>
        (await Violations.ListViolationsAsync(new ListViolationsRequest { RegionCode = "62.07" }, suite.As("bawaslu:62.07"))).Elections.Single(each => each.ContestId == contest);

    private async Task<int> LastAsync() => (await suite.Law.ListRevisionsAsync(new ListRevisionsRequest())).Revisions.LastOrDefault()?.Revision ?? 0;
}
