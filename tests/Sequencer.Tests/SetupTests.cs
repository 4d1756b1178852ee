namespace Netralitas.Sequencer.Tests;

public sealed class SetupTests
{
    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var options = new SequencerOptions
        {
            Key = "bukan kunci",
            Folder = "/proc/netralitas",
            CheckpointSeconds = 0,
            RepublishMinutes = double.NaN,
            PromiseHours = -1,
            MonitorMinutes = 0,
            MonitorEntriesPerSecond = 0,
            Quorum = 2,
            Witnesses = [new WitnessAddress { Address = "saksi", Key = "saksi" }],
        };

        Assert.False(LogSetup.TryRead(options, out _, out var problems));
        Assert.Equal(
            ["Log:Origin is missing", "Log:Key is not 32 bytes in base64", "Log:Folder cannot be written:", "Log:SignedFolder is missing", "Log:Witnesses:0:Address is not an address",
                "Log:Witnesses:0:Key: not of the form name+id+key", "Log:Quorum is below 0, or above", "Log:CheckpointSeconds is not", "Log:RepublishMinutes is not",
                "Log:PromiseHours is not", "Log:MonitorMinutes is not", "Log:MonitorEntriesPerSecond is not"],
            problems, (wanted, problem) => problem.StartsWith(wanted, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("bukan kunci", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_at_all_is_not_enough()
    {
        Assert.False(LogSetup.TryRead(new SequencerOptions(), out _, out var problems));
        Assert.Equal(["Log:Origin is missing", "Log:Key is missing", "Log:Folder is missing", "Log:SignedFolder is missing"], problems);
    }

    [Fact]
    public void What_was_signed_last_is_not_kept_in_the_folder_that_is_published()
    {
        var folder = Directory.CreateTempSubdirectory("netralitas-log-");
        try
        {
            var options = new SequencerOptions { Origin = "log.netralitas.test/uji", Key = Convert.ToBase64String(new byte[32]), Folder = folder.FullName, SignedFolder = Path.Combine(folder.FullName, "signed") };
            Assert.False(LogSetup.TryRead(options, out _, out var problems));
            Assert.StartsWith("Log:SignedFolder lies in Log:Folder", Assert.Single(problems), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
