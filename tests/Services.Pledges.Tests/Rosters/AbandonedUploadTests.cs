using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Rosters;

/// <summary>An upload that nobody goes on sending is ended, and leaves nothing of the file.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class AbandonedUploadTests(PledgesService service)
{
    private static readonly Metadata Office = TestIssuer.As("bawaslu:76.01");

    private readonly byte[] file = RosterFiles.Csv(Enumerable.Range(0, 20_000).Select(n => $",Uji {n} {new string('x', 100)},PNS,Staf,Unit uji,76.01,,"));

    private PledgesProcess Replica => service.Replica;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(8760, true)]
    [InlineData(8761, false)]
    public void The_time_is_from_an_hour_to_a_year(int hours, bool isRight) => Assert.Equal(isRight, Record.Exception(() => new RosterOptions { AbandonedAfterHours = hours }.Checked()) is null);

    [Fact]
    public async Task What_got_no_bytes_for_three_days_is_ended_and_begins_anew_under_another_id()
    {
        var (abandoned, going) = (await BeginAsync(), await BeginAsync());
        await AgeAsync(abandoned, hours: 73);
        await AgeAsync(going, hours: 71);

        var asked = await Eventually.SeeAsync(() => ReasonAsync(() => GetAsync(abandoned)), reason => reason != "");
        var goesOn = await ReasonAsync(() => RosterFiles.SendAsync(Replica, file, Office, "76.01", abandoned, from: 1024 * 1024));
        var anew = await ReasonAsync(() => RosterFiles.SendAsync(Replica, file, Office, "76.01", abandoned));
        var faults = await Refusal.OfAsync(Replica.Rosters.ListRosterFaultsAsync(new ListRosterFaultsRequest { UploadId = abandoned }, Office));
        var stranger = await ReasonAsync(async () => await Replica.Rosters.GetRosterUploadAsync(new GetRosterUploadRequest { UploadId = abandoned }, TestIssuer.As("bawaslu:76.02")));

        Assert.Equal(("ROSTER_UPLOAD_ENDED", "ROSTER_UPLOAD_ENDED", "ROSTER_UPLOAD_ENDED"), (asked, goesOn, anew));
        Assert.Equal((StatusCode.FailedPrecondition, "ROSTER_UPLOAD_ENDED"), (faults.Code, faults.Reason));
        Assert.Contains("upload_id baru", faults.Message, StringComparison.Ordinal);
        Assert.Equal("ROSTER_UPLOAD_UNKNOWN", stranger);
        Assert.Equal((0L, 1L), (await ChunksAsync(abandoned), await ChunksAsync(going)));
        Assert.Equal(1024 * 1024, (await GetAsync(going)).ReceivedBytes);
        Assert.True((await RosterFiles.SendAsync(Replica, file, Office, "76.01")).IsComplete);
    }

    [Fact]
    public async Task A_new_byte_puts_the_end_off_and_a_file_that_was_read_is_never_ended()
    {
        var (id, done) = (await BeginAsync(), HeldDeclaration.NewId());
        await AgeAsync(id, hours: 71);
        await RosterFiles.SendAsync(Replica, file, Office, "76.01", id, from: 1024 * 1024, to: 2 * 1024 * 1024);
        Assert.True((await RosterFiles.SendAsync(Replica, RosterFiles.Csv(",Uji,PNS,Staf,Unit uji,76.01,,"), Office, "76.01", done)).IsComplete);
        await AgeAsync(done, hours: 100);
        // Another that is abandoned shows that the job has been there.
        var abandoned = await BeginAsync();
        await AgeAsync(abandoned, hours: 73);
        await Eventually.SeeAsync(() => ReasonAsync(() => GetAsync(abandoned)), reason => reason != "");

        Assert.Equal((2 * 1024 * 1024, false), ((await GetAsync(id)).ReceivedBytes, (await GetAsync(id)).IsComplete));
        Assert.True((await GetAsync(done)).IsComplete);
        Assert.True((await RosterFiles.SendAsync(Replica, file, Office, "76.01", id, from: 2 * 1024 * 1024)).IsComplete);
    }

    [Fact]
    public async Task Of_the_end_and_a_call_that_goes_on_at_once_one_is_first_and_no_part_is_left_behind()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var id = await BeginAsync();
            await AgeAsync(id, hours: 73);
            var reason = await ReasonAsync(() => RosterFiles.SendAsync(Replica, file, Office, "76.01", id, from: 1024 * 1024));
            var (isEnded, chunks) = (await ReasonAsync(() => GetAsync(id)) == "ROSTER_UPLOAD_ENDED", await ChunksAsync(id));

            Assert.Equal((reason, 0L), (isEnded ? "ROSTER_UPLOAD_ENDED" : "", chunks));
        }
    }

    private async Task<string> BeginAsync()
    {
        var id = HeldDeclaration.NewId();
        Assert.False((await RosterFiles.SendAsync(Replica, file, Office, "76.01", id, to: 1024 * 1024)).IsComplete);
        return id;
    }

    private async Task<RosterReport> GetAsync(string id) => (await Replica.Rosters.GetRosterUploadAsync(new GetRosterUploadRequest { UploadId = id }, Office)).Report;

    private static async Task<string> ReasonAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private Task AgeAsync(string id, int hours) => service.Backing.ExecuteAsync("update pledges.roster_uploads set received_at = received_at - $2 * interval '1 hour' where id = $1", Guid.Parse(id), hours);

    private Task<long> ChunksAsync(string id) => service.Backing.ScalarAsync<long>("select count(*) from pledges.roster_chunks where upload_id = $1", Guid.Parse(id));
}
