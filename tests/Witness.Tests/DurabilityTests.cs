using System.Net;

namespace Netralitas.Witness.Tests;

/// <summary>What a witness remembers when it dies, when it is two processes, and when others hold its files.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly WitnessFolder folder = new();
    private readonly TestLog log = new("log.netralitas.test/v1");

    public void Dispose()
    {
        folder.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task A_restart_changes_nothing()
    {
        Answer latest;
        await using (var first = await WitnessProcess.StartAsync(folder, [log]))
        {
            Assert.Equal(HttpStatusCode.OK, (await first.AddAsync(log.Request(0, 5))).Status);
            latest = await first.LatestAsync(log);
            first.Kill();
            await first.SeeDeadAsync();
        }

        await using var second = await WitnessProcess.StartAsync(folder, [log]);

        Assert.Equal(latest, await second.LatestAsync(log));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await second.AddAsync(log.Request(5, 9, forged: true))).Status);
        Assert.Equal(new Answer(HttpStatusCode.Conflict, "text/x.tlog.size", "5\n"), await second.AddAsync(log.Request(0, 9, forged: true)));
        Assert.Equal(HttpStatusCode.OK, (await second.AddAsync(log.Request(5, 9))).Status);
    }

    [Theory]
    [InlineData("witness.after_write_before_rename", 5)]
    [InlineData("witness.after_persist_before_answer", 9)]
    public async Task Killed_before_its_answer_it_has_the_old_checkpoint_or_the_new_and_goes_on(string failpoint, int remembers)
    {
        await using (var first = await WitnessProcess.StartAsync(folder, [log]))
        {
            Assert.Equal(HttpStatusCode.OK, (await first.AddAsync(log.Request(0, 5))).Status);
        }

        await using (var dying = await WitnessProcess.StartAsync(folder, [log], failpoint))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => dying.AddAsync(log.Request(5, 9)));
            await dying.SeeDeadAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {failpoint}", dying.Output, StringComparison.Ordinal);
        }

        await using var next = await WitnessProcess.StartAsync(folder, [log]);
        Assert.Equal(remembers, folder.Open(log, (await next.LatestAsync(log)).Body).Checkpoint.Size);

        var again = await next.AddAsync(log.Request(5, 9));
        if (remembers == 9)
        {
            Assert.Equal(new Answer(HttpStatusCode.Conflict, "text/x.tlog.size", "9\n"), again);
            again = await next.AddAsync(log.Request(9, 9));
        }

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(9, folder.Open(log, log.Note(9) + again.Body).Checkpoint.Size);
    }

    /// <summary>Two trees that both grew from the last one must not both be signed, whichever of two processes is asked.</summary>
    [Fact]
    public async Task Of_calls_at_once_from_one_size_exactly_one_wins_over_two_processes()
    {
        await using var one = await WitnessProcess.StartAsync(folder, [log]);
        await using var two = await WitnessProcess.StartAsync(folder, [log]);
        var last = 0;
        for (var round = 0; round < 8; round++)
        {
            int[] sizes = [last + 1, last + 2, last + 3, last + 4, last + 5, last + 6];
            var answers = await Task.WhenAll(sizes.Select((size, n) => (n % 2 == 0 ? one : two).AddAsync(log.Request(last, size))));

            var won = Assert.Single(sizes.Zip(answers), call => call.Second.Status == HttpStatusCode.OK);
            Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
            last = won.First;
            Assert.Equal(last, folder.Open(log, (await one.LatestAsync(log)).Body).Checkpoint.Size);
            Assert.Equal(last, folder.Open(log, (await two.LatestAsync(log)).Body).Checkpoint.Size);
        }
    }

    [Fact]
    public async Task While_another_holds_the_log_it_says_so_and_shows_the_last_checkpoint()
    {
        await using var witness = await WitnessProcess.StartAsync(folder, [log]);
        Assert.Equal(HttpStatusCode.OK, (await witness.AddAsync(log.Request(0, 5))).Status);
        await using (File.Open(folder.StateOf(log) + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await witness.AddAsync(log.Request(5, 9))).Status);
            Assert.Equal(5, folder.Open(log, (await witness.LatestAsync(log)).Body).Checkpoint.Size);
        }

        Assert.Equal(HttpStatusCode.OK, (await witness.AddAsync(log.Request(5, 9))).Status);
    }

    [Fact]
    public async Task A_folder_that_went_away_is_not_taken_for_one_without_signatures()
    {
        await using var witness = await WitnessProcess.StartAsync(folder, [log]);
        Assert.Equal(HttpStatusCode.OK, (await witness.AddAsync(log.Request(0, 5))).Status);
        Directory.Move(folder.State, folder.State + "-away");
        Assert.Equal(HttpStatusCode.InternalServerError, (await witness.AddAsync(log.Request(0, 9, forged: true))).Status);
        Directory.CreateDirectory(folder.State);

        Assert.Equal(HttpStatusCode.InternalServerError, (await witness.AddAsync(log.Request(0, 9, forged: true))).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await witness.LatestAsync(log)).Status);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_not_taken_for_none()
    {
        await using var witness = await WitnessProcess.StartAsync(folder, [log]);
        Assert.Equal(HttpStatusCode.OK, (await witness.AddAsync(log.Request(0, 5))).Status);
        var bytes = await File.ReadAllBytesAsync(folder.StateOf(log));
        foreach (var damaged in new[] { [], bytes[..^1], [.. bytes.Select(value => (byte)0)], log.Note(5).ToBytes() })
        {
            await File.WriteAllBytesAsync(folder.StateOf(log), damaged);

            Assert.Equal(HttpStatusCode.InternalServerError, (await witness.AddAsync(log.Request(0, 9, forged: true))).Status);
            Assert.Equal(HttpStatusCode.InternalServerError, (await witness.AddAsync(log.Request(5, 9))).Status);
        }

        var (exitCode, output) = await WitnessProcess.RunAsync(folder.Settings([log]));
        Assert.Equal((2, $"Witness:StateFolder: the checkpoint of {log.Origin} is damaged: {log.Hash} needs its last content, or the witness an end"), (exitCode, output));
    }
}
