using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Law;

/// <summary>Contests and stages that central records are told to other services: LAW-STG-07.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ElectionNewsTests(BackingServices backing) : IDisposable
{
    private static readonly Metadata Central = TestIssuer.As("bawaslu:00", role: "central");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Each_contest_and_stage_is_told_once_with_its_place_among_them_and_other_revisions_are_not()
    {
        var (one, two) = (await backing.ReplicaAsync(), await backing.ReplicaAsync(2));
        var contest = await ContestAsync(one);
        var recorded = await one.LawRevisions.RecordContestAsync(contest, Central);
        await two.LawRevisions.RecordContestAsync(contest, Central);
        var term = new SetInformationTermRequest
        {
            RequestId = ExaminedReport.NewId(),
            ExpectedRevision = recorded.Revision,
            Decree = Decree(),
            Family = "Pilkada",
            LengthDays = 7,
            Unit = "CalendarDay",
            ValidFrom = "2098-01-01",
        };
        await two.LawRevisions.SetInformationTermAsync(term, Central);
        var stage = Stage(contest.ContestId, recorded.Revision + 1);
        var revised = await one.LawRevisions.ReviseStageAsync(stage, Central);

        var told = await Eventually.SeeAsync(() => SentAsync(contest.ContestId), sent => sent.Distinct().Count() == 2);
        Assert.Equal(recorded.Revision + 2, revised.Revision);
        var place = int.Parse(told[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([$"ContestRecorded {place} CONTOH pemilihan 62.07 62.08", $"StageRevised {place + 1} 2031-03-21 PemungutanSuara"], told.Distinct());
        Assert.Equal(await backing.ScalarAsync<long>("select count(*) from reports.law_revisions where kind in ('Contest', 'Stage') and number <= $1", revised.Revision), place + 1L);
    }

    [Theory]
    [InlineData("law.before_commit", 0L)]
    [InlineData("law.after_commit_before_reply", 1L)]
    public async Task What_was_committed_is_told_after_a_crash_and_what_was_not_is_not(string failpoint, long survives)
    {
        RecordContestRequest request;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            request = await ContestAsync(dying);
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.LawRevisions.RecordContestAsync(request, Central)));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await QueuedAsync(request.ContestId));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await next.LawRevisions.RecordContestAsync(request, Central);
        Assert.Single((await Eventually.SeeAsync(() => SentAsync(request.ContestId), sent => sent.Length > 0)).Distinct());
    }

    [Fact]
    public async Task A_process_that_starts_tells_all_again_under_the_same_numbers_for_services_that_were_not_there()
    {
        var replica = await backing.ReplicaAsync();
        var contest = await ContestAsync(replica);
        await replica.LawRevisions.RecordContestAsync(contest, Central);
        var first = await Eventually.SeeAsync(() => SentAsync(contest.ContestId), sent => sent.Length > 0);
        // As after a release that told nobody.
        await backing.ExecuteAsync("delete from messaging.outbox_sent where convert_from(body, 'UTF8')::jsonb ->> 'contestId' = $1", contest.ContestId);

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        var again = await Eventually.SeeAsync(() => SentAsync(contest.ContestId), sent => sent.Length > 0);

        Assert.Equal(first.Distinct(), again.Distinct());
        Assert.Equal(1L, await backing.ScalarAsync<long>(
            "select count(distinct version) - max(version) + 1 from messaging.outbox_sent where type in ($1, $2)", typeof(ContestRecorded).FullName!, typeof(StageRevised).FullName!));
    }

    internal static Decree Decree() => new() { Basis = "Keputusan CONTOH 1/2026", Source = "https://example.org/keputusan" };

    internal static async Task<int> LastAsync(ReportsProcess replica) => (await replica.Law.ListRevisionsAsync(new ListRevisionsRequest())).Revisions.LastOrDefault()?.Revision ?? 0;

    private static async Task<RecordContestRequest> ContestAsync(ReportsProcess replica) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = await LastAsync(replica),
        Decree = Decree(),
        ContestId = $"uji-{ExaminedReport.NewId()}",
        Event = "uji-2031",
        Family = "Pilkada",
        Kind = "Bupati",
        Name = "CONTOH pemilihan",
        Only = { "62.07", "62.08" },
    };

    private static ReviseStageRequest Stage(string contest, int expected) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = expected,
        Decree = Decree(),
        StageId = $"{contest}/suara",
        Scope = contest,
        RegionCode = "62.07",
        Kind = "PemungutanSuara",
        StartsOn = "2031-03-21",
        EndsOn = "2031-03-21",
    };

    // What left for the broker about a contest and its stages, in the order of their places.
    private Task<string[]> SentAsync(string contest) => backing.ScalarAsync<string[]>(
        """
        select coalesce(array_agg(told order by version, seq), '{}') from (
            select seq, version, split_part(type, '.', 5) || ' ' || version || ' ' || coalesce(e ->> 'title', e ->> 'startsOn') || ' ' || coalesce(e ->> 'only', e ->> 'kind') as told
            from messaging.outbox_sent, lateral (select convert_from(body, 'UTF8')::jsonb as e) b
            where type like '%.ContestRecorded' and e ->> 'contestId' = $1 or type like '%.StageRevised' and e ->> 'scope' = $1) t
        """, contest);

    private Task<long> QueuedAsync(string contest) => backing.ScalarAsync<long>(
        """
        select count(distinct version) from (select type, version, body from messaging.outbox union all select type, version, body from messaging.outbox_sent) m
        where type like '%.ContestRecorded' and convert_from(body, 'UTF8')::jsonb ->> 'contestId' = $1
        """, contest);
}
