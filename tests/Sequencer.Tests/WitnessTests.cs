using System.Diagnostics;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class WitnessTests(BackingServices backing)
{
    [Fact]
    public async Task A_witness_signs_each_checkpoint_also_when_it_has_seen_more_than_the_log_knows()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await using var witness = await WitnessProcess.StartAsync(log.Key);
        await using var one = log.Again(change: witness.AskedBy);
        await PublishMoreAsync(one, 300);
        await PublishMoreAsync(one, 5);
        // A process that was just started knows nothing of what the witness has signed.
        await using var other = log.Again(change: witness.AskedBy);
        await PublishMoreAsync(other, 700);

        var policy = new LogPolicy(log.Key.Name, [log.Key], [witness.Key], 1);
        var notes = await log.ColumnAsync<string>("select note from log.signed order by size");
        Assert.Equal([300, 305, 1_005], notes.Select(note =>
        {
            Assert.True(SignedCheckpoint.TryOpen(System.Text.Encoding.UTF8.GetBytes(note), policy, out var opened, out var problem), problem);
            return opened.Checkpoint.Size;
        }));
    }

    [Fact]
    public async Task A_database_and_folders_that_were_all_set_back_are_found_out_by_the_witness()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await using var witness = await WitnessProcess.StartAsync(log.Key);
        var backup = await log.BackUpAsync(backing);
        await using var one = log.Again(change: witness.AskedBy);
        await PublishMoreAsync(one, 10);

        await using var setBack = log.Again(backup, options => witness.AskedBy(options) with { Folder = options.Folder + "-new", SignedFolder = options.SignedFolder + "-new" });
        await setBack.AddAsync(20);
        await setBack.SequenceAllAsync();
        await Assert.ThrowsAsync<SigningRefusedException>(() => setBack.Publisher.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_witness_that_is_away_holds_nothing_up()
    {
        await using var log = await TestLog.CreateAsync(backing);
        // Takes connections and never answers.
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var key = new SignerKey("saksi.netralitas.test/diam", SignatureType.Cosignature, Ed25519PrivateKey.Generate());
        await using var asking = log.Again(change: options => options with
        {
            Quorum = 1,
            Witnesses = [new WitnessAddress { Address = $"http://{silent.LocalEndpoint}", Key = key.Verifier.ToString() }],
        });

        var watch = Stopwatch.StartNew();
        await PublishMoreAsync(asking, 3);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
        Assert.Equal(3, asking.Setup.Published.ReadCheckpoint()?.Checkpoint.Size);
    }

    private static async Task PublishMoreAsync(TestLog log, int count)
    {
        await log.AddAsync(count);
        await log.SequenceAllAsync();
        Assert.True(await log.PublishAsync());
    }
}
