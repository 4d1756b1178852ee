using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using ListViolationsRequest = Netralitas.Contracts.Pledges.V1.ListViolationsRequest;

namespace Netralitas.Services.Pledges.Tests.Law;

/// <summary>LAW-STG-07: what central puts on record in the reports service is known here, whenever and how often it is told.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class KnownElectionTests(PledgesService service)
{
    private static readonly DateTimeOffset Known = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task A_contest_is_known_once_all_before_it_came_in_every_replica_and_after_a_restart()
    {
        var (id, first) = (NewContest(), await NextAsync());
        await TellAsync(Stage($"{id}/suara", id, new DateOnly(2031, 11, 26), first + 1));
        await StoredAsync(first + 1, 1);
        var early = await Refusal.OfAsync(Replica.Violations.RecordViolationFigureAsync(Figure(id), TestIssuer.As("bawaslu:62.07")));

        await TellAsync(Contest(id, "CONTOH pemilihan bupati", first));
        await AcceptedAsync(Replica, id);
        var here = await OfAsync(Replica, id);
        await using var other = await PledgesProcess.StartAsync(service.Backing);
        var there = await OfAsync(other, id);

        Assert.Equal(("VIOLATION_FIGURE_INVALID", "contest_id"), (early.Reason, Assert.Single(early.Fields)));
        Assert.Equal(("CONTOH pemilihan bupati", "2031-11-26", 1), (here.Name, here.VotingOn, here.Figures.Count));
        Assert.Equal(here, there);
    }

    [Fact]
    public async Task What_is_told_again_changes_nothing_and_what_is_told_late_is_applied_in_its_place()
    {
        var (id, first) = (NewContest(), await NextAsync());
        var told = new object[]
        {
            Contest(id, "CONTOH pertama", first), Stage($"{id}/suara", id, new DateOnly(2031, 11, 26), first + 1),
            Stage($"{id}/suara", id, new DateOnly(2031, 12, 3), first + 2), Contest(id, "CONTOH kedua", first + 3),
        };
        foreach (var each in told.Reverse())
        {
            await TellAsync(each);
        }

        await AcceptedAsync(Replica, id);
        var after = await OfAsync(Replica, id);
        // The same, and under a number that is taken another one, as no service would tell it.
        foreach (var each in told.Append(Contest(id, "CONTOH palsu", first)))
        {
            await TellAsync(each);
        }

        var next = NewContest();
        await TellAsync(Contest(next, "CONTOH berikutnya", first + 4));
        await AcceptedAsync(Replica, next);
        await Eventually.SeeAsync(() => service.Backing.ScalarAsync<long>("select count(*) from messaging.outbox where aggregate = $1", Elections), waiting => waiting == 0);

        Assert.Equal(("CONTOH kedua", "2031-12-03"), (after.Name, after.VotingOn));
        Assert.Equal(after, await OfAsync(Replica, id));
        await using var restarted = await PledgesProcess.StartAsync(service.Backing);
        Assert.Equal(after, await OfAsync(restarted, id));
        await StoredAsync(first, 5);
    }

    [Fact]
    public async Task Anyone_reads_the_name_and_the_day_of_an_election()
    {
        for (var n = 0; n < 6; n++)
        {
            var report = Guid.NewGuid();
            await TellAsync(new ReportStatusChanged
            {
                ReportId = report,
                Version = 2,
                Number = "7K2M9QXD4T0B",
                Status = "Violation",
                OfficeCode = "94.01",
                RegionCode = "94.01",
                ContestId = "pilkada-2024-bupati",
                ChangedAt = DateTimeOffset.UnixEpoch,
            }, report, 2);
        }

        var shown = await Eventually.SeeAsync(
            async () => await Replica.PublicViolations.ListPublicViolationsAsync(new ListPublicViolationsRequest { RegionCode = "94.01" }), found => found.Elections.Any(each => each.Registered == 6));
        var office = await Replica.Violations.ListViolationsAsync(new ListViolationsRequest { RegionCode = "94.01" }, TestIssuer.As("bawaslu:00", "auditor"));

        Assert.Equal(("Pemilihan Bupati dan Wakil Bupati 2024", "2024-11-27"), (shown.Elections[0].Name, shown.Elections[0].VotingOn));
        Assert.Equal("SetelahPemungutanSuara", office.Elections[0].Phase);
    }

    private static readonly Guid Elections = Guid.Parse("0198f0b2-0000-7000-8000-656c65637469");

    private static string NewContest() => $"uji-{Guid.NewGuid():N}";

    private static ContestRecorded Contest(string id, string title, int version) => ElectionRevisionTests.Contest(title, version, id) with { KnownSince = Known.AddMinutes(version) };

    private static StageRevised Stage(string id, string contest, DateOnly on, int version) => ElectionRevisionTests.Stage(id, "PemungutanSuara", on, version, contest) with { KnownSince = Known.AddMinutes(version) };

    private static RecordViolationFigureRequest Figure(string contest) => new() { RequestId = HeldDeclaration.NewId(), RegionCode = "62.07", ContestId = contest, Violations = 3, Source = "CONTOH sumber" };

    private static Task<string> AcceptedAsync(PledgesProcess replica, string contest) => Eventually.SeeAsync(
        async () =>
        {
            try
            {
                return (await replica.Violations.RecordViolationFigureAsync(Figure(contest), TestIssuer.As("bawaslu:62.07"))).FigureId;
            }
            catch (RpcException refused) when (Refusal.Of(refused).Reason == "VIOLATION_FIGURE_INVALID")
            {
                return "";
            }
        }, figure => figure.Length > 0);

    private static async Task<ElectionViolations> OfAsync(PledgesProcess replica, string contest) =>
        (await replica.Violations.ListViolationsAsync(new ListViolationsRequest { RegionCode = "62.07" }, TestIssuer.As("bawaslu:00", "auditor"))).Elections.Single(each => each.ContestId == contest);

    private async Task<int> NextAsync() => await service.Backing.ScalarAsync<int>("select coalesce(max(version), 0) + 1 from pledges.election_revisions");

    private Task<long> StoredAsync(int from, long count) => Eventually.SeeAsync(
        () => service.Backing.ScalarAsync<long>("select count(*) from pledges.election_revisions where version >= $1", from), stored => stored == count);

    private Task TellAsync(object happened) => happened switch
    {
        ContestRecorded contest => TellAsync(contest, Elections, contest.Version),
        StageRevised stage => TellAsync(stage, Elections, stage.Version),
        _ => throw new ArgumentException("No event of elections.", nameof(happened)),
    };

    // The reports service is not there: its event goes over the bus from the outbox that is. A number that waits there already is told once it has gone.
    private async Task TellAsync<TEvent>(TEvent happened, Guid aggregate, int version)
    {
        await Eventually.SeeAsync(
            () => service.Backing.ScalarAsync<long>("select count(*) from messaging.outbox where aggregate = $1 and version = $2 and type = $3", aggregate, version, typeof(TEvent).FullName!), waiting => waiting == 0);
        await service.Backing.ExecuteAsync(
            "insert into messaging.outbox (id, lane, aggregate, version, type, body) values ($1, $2, $3, $4, $5, $6)",
            Guid.CreateVersion7(), (short)(aggregate.ToByteArray()[15] & 7), aggregate, version, typeof(TEvent).FullName!, JsonSerializer.SerializeToUtf8Bytes(happened, JsonSerializerOptions.Web));
    }
}
