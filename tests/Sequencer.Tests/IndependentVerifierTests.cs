using System.Diagnostics;
using static Netralitas.Testing.Eventually;

namespace Netralitas.Sequencer.Tests;

/// <summary>A program that shares nothing with the suite but the published formats reads what a log publishes: under load, after a kill, after a restore; and finds whatever was changed.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class IndependentVerifierTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo kept = Directory.CreateTempSubdirectory("netralitas-kept-");

    public void Dispose() => kept.Delete(recursive: true);

    [Fact]
    public async Task It_follows_a_log_under_load_through_kills_and_a_restore()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var added = 0;
        for (var round = 0; round < 3; round++)
        {
            await using var process = LogProcess.Start(log);
            await process.ReadyAsync();
            for (var n = 0; n < 4; n++)
            {
                added += (await log.AddAsync(700)).Count;
                await SeeAsync(() => Task.FromResult(File.Exists(Path.Combine(log.Options.Folder, "checkpoint"))), exists => exists);
                await HoldsAsync(log);
            }

            await process.KillAsync();
            await HoldsAsync(log);
        }

        await using (LogProcess.Start(log))
        {
            await SeeAsync(() => Task.FromResult(log.Setup.Published.ReadCheckpoint()?.Checkpoint.Size ?? -1), size => size == added);
        }

        var backup = await log.BackUpAsync(backing);
        await log.AddAsync(50);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await HoldsAsync(log);
        await using var restored = log.Again(backup);
        await restored.AddAsync(900);
        await using (var process = LogProcess.Start(restored))
        {
            await process.SayAsync("SigningRefused");
        }

        await HoldsAsync(restored);
        Assert.True(kept.GetFiles().Length > 5);
    }

    [Fact]
    public async Task It_finds_a_changed_bit_in_every_file()
    {
        await using var log = await PublishedAsync();
        var files = Directory.GetFiles(log.Options.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.Contains("tile/1/", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var whole = await File.ReadAllBytesAsync(file);
            foreach (var at in new[] { 0, whole.Length / 2, whole.Length - 1 })
            {
                byte[] changed = [.. whole];
                changed[at] ^= 1;
                await File.WriteAllBytesAsync(file, changed);
                var (code, output) = await RunAsync(log);
                Assert.True(code == 1 && output.Contains("FAIL", StringComparison.Ordinal), $"{file}, byte {at}: {output}");
            }

            await File.WriteAllBytesAsync(file, whole);
        }

        await HoldsAsync(log);
    }

    [Fact]
    public async Task It_checks_receipts_and_finds_a_changed_bit_in_them()
    {
        await using var log = await PublishedAsync();
        var subject = (await log.ColumnAsync<Guid>("select subject from log.entry where idx = 300")).Single();
        var standing = await log.Proofs.FindAsync(subject, await log.SecretAsync(subject), CancellationToken.None);
        var (file, proof) = (Path.Combine(kept.FullName, "bukti.tlog-proof"), standing!.File!.ToBytes());
        await File.WriteAllBytesAsync(file, proof);
        var (code, output) = await RunAsync(log, "--receipt", file);
        Assert.Equal(0, code);
        Assert.Contains("OK   receipt: entry 300\n", output, StringComparison.Ordinal);

        for (var at = 0; at < proof.Length; at += 23)
        {
            byte[] changed = [.. proof];
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            Assert.True((await RunAsync(log, "--receipt", file)).Code == 1, $"byte {at}");
        }
    }

    [Fact]
    public async Task It_knows_a_log_that_went_another_way_by_a_checkpoint_that_was_kept()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var early = await log.BackUpAsync(backing);
        await log.AddAsync(300);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await HoldsAsync(log);

        // All that the log remembers was set back together with its database: it shows another tree, and signs it.
        await using var other = log.Again(early, options => options with { Folder = options.Folder + "-other", SignedFolder = options.SignedFolder + "-other" });
        await other.AddAsync(400);
        await other.SequenceAllAsync();
        await other.PublishAsync();
        Assert.Equal(0, (await RunAsync(other)).Code);
        var (code, output) = await RunAsync(other, "--old", kept.GetFiles().Single().FullName);
        Assert.Equal((1, true), (code, output.Contains("FAIL the log does not continue the checkpoint of 300 entries", StringComparison.Ordinal)));
    }

    private async Task<TestLog> PublishedAsync()
    {
        var log = await TestLog.CreateAsync(backing);
        foreach (var count in new[] { 200, 400, 3 })
        {
            await log.AddAsync(count);
            await log.SequenceAllAsync();
            await log.PublishAsync();
        }

        return log;
    }

    /// <summary>All holds, and continues every checkpoint that was seen before; the present one is kept.</summary>
    private async Task HoldsAsync(TestLog log)
    {
        var present = await File.ReadAllBytesAsync(Path.Combine(log.Options.Folder, "checkpoint"));
        var (code, output) = await RunAsync(log, [.. kept.GetFiles().SelectMany(old => new[] { "--old", old.FullName })]);
        Assert.True(code == 0, output);
        await File.WriteAllBytesAsync(Path.Combine(kept.FullName, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(present))), present);
    }

    private static async Task<(int Code, string Output)> RunAsync(TestLog log, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", ["-B", Path.Combine(AppContext.BaseDirectory, "verify_log.py"), log.Options.Folder, log.Key.ToString(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, output + await errors);
    }
}
