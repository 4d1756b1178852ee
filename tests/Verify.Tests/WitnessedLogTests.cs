using Netralitas.Faults.Checker;
using Netralitas.TransparencyLog;

namespace Netralitas.Verify.Tests;

/// <summary>The fault suite's checker on what a witness signed last: it must be red where that is another tree, or nothing.</summary>
public sealed class WitnessedLogTests : IDisposable
{
    private readonly TestLog log = TestLog.Of(300);

    public void Dispose() => log.Dispose();

    [Fact]
    public void What_the_witness_signed_last_is_the_published_log_or_its_beginning()
    {
        var earlier = log.Checkpoint();
        log.Add(5);
        log.Publish();

        Assert.True(Judged(log.Checkpoint()).Holds);
        Assert.True(Judged(earlier).Holds);
    }

    [Fact]
    public void Nothing_signed_or_by_the_log_alone_or_by_another_witness_or_another_tree_is_red()
    {
        log.Publish();

        Assert.False(Judged(null).Holds);
        Assert.False(Judged(log.SignAlone(new Checkpoint(TestLog.Origin, 300, log.Root()))).Holds);
        Assert.False(Judged(log.WithOneWitness(), witness: 1).Holds);
        Assert.False(Judged(log.SignWitnessed(new Checkpoint(TestLog.Origin, 299, log.Root()))).Holds);
        Assert.False(Judged(log.SignWitnessed(new Checkpoint(TestLog.Origin, 301, log.Root()))).Holds);
    }

    private Finding Judged(SignedNote? signed, int witness = 0)
    {
        var state = Directory.CreateDirectory(Path.Combine(log.Folder, "..", Path.GetRandomFileName()[..8]));
        File.WriteAllText(Path.Combine(state.FullName, "witness"), $"{log.Trusted[0].Witnesses[witness]}\n");
        if (signed is { } note)
        {
            File.WriteAllBytes(Path.Combine(state.FullName, new string('a', 64)), note.ToBytes());
        }

        var (finding, alone) = (LogInvariants.InLogs(), new LogPolicy(TestLog.Origin, log.Trusted[0].LogKeys, [], 0));
        WitnessedLog.Judge(finding, PublicLog.Read(log.Folder, alone), WitnessedLog.SignedBy(log.Trusted[0].Witnesses[witness], alone, state.FullName));
        return finding;
    }
}
