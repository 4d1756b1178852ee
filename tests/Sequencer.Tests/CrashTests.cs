using static Netralitas.Testing.Eventually;

namespace Netralitas.Sequencer.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class CrashTests(BackingServices backing)
{
    private const int KilledBySignal9 = 128 + 9;

    [Theory]
    [InlineData("seq.after_delete_pending")]
    [InlineData("seq.before_commit:2")]
    [InlineData("seq.after_commit_before_export")]
    [InlineData("export.after_tile_before_checkpoint:2")]
    [InlineData("sign.after_sign_before_publish:2")]
    public async Task Whatever_the_place_at_which_a_process_dies_the_next_one_goes_on_with_the_same_tree(string place)
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = new List<Guid>(await log.AddAsync(5_000));
        await using (var dying = LogProcess.Start(log, crashAt: place))
        {
            var (exitCode, errors) = await dying.EndAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {place.Split(':')[0]}", errors, StringComparison.Ordinal);
            Assert.Equal(KilledBySignal9, exitCode);
        }

        subjects.AddRange(await log.AddAsync(100));
        await using (LogProcess.Start(log))
        {
            await SeeAsync(() => Task.FromResult(log.Setup.Published.ReadCheckpoint()?.Checkpoint.Size ?? -1), size => size == subjects.Count);
        }

        await Audit.CheckAsync(log, subjects);
    }

    [Fact]
    public async Task Two_processes_that_are_killed_again_and_again_make_one_log()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = new List<Guid>();
        for (var round = 0; round < 4; round++)
        {
            await using var one = LogProcess.Start(log);
            await using var other = LogProcess.Start(log);
            subjects.AddRange(await log.AddAsync(1_500));
            await one.ReadyAsync();
            subjects.AddRange(await log.AddAsync(1_500));
            await other.ReadyAsync();
            subjects.AddRange(await log.AddAsync(1_500));
            await one.KillAsync();
            subjects.AddRange(await log.AddAsync(500));
            await other.KillAsync();
        }

        await using (LogProcess.Start(log))
        {
            await SeeAsync(() => Task.FromResult(log.Setup.Published.ReadCheckpoint()?.Checkpoint.Size ?? -1), size => size == subjects.Count);
        }

        await Audit.CheckAsync(log, subjects);
    }
}
