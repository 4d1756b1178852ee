using Netralitas.Faults.Checker;
using Netralitas.TransparencyLog;

namespace Netralitas.Verify.Tests;

/// <summary>The fault suite's checker on logs that are right, and on logs that are wrong in one thing: it must be red on each.</summary>
public sealed class LogInvariantsTests : IDisposable
{
    private readonly TestLog log = TestLog.Of(300);

    public void Dispose() => log.Dispose();

    [Fact]
    public void A_log_that_has_every_signature_is_right()
    {
        log.Publish();
        var earlier = log.SignAlone(new Checkpoint(TestLog.Origin, 0, MerkleHash.Empty)).ToString();

        Assert.True(Signatures(Stored()).Holds);
        Assert.True(Log([earlier, log.Checkpoint().ToString()], 300).Holds);
    }

    [Fact]
    public void A_signature_without_entry_or_opening_with_anothers_or_shared_is_red()
    {
        log.Publish();
        var all = Stored();

        Assert.False(Signatures([.. all.Skip(1)]).Holds);
        Assert.False(Signatures([all[0] with { Index = null }, .. all.Skip(1)]).Holds);
        Assert.False(Signatures([all[0] with { Nonce = null }, .. all.Skip(1)]).Holds);
        Assert.False(Signatures([all[0] with { Nonce = all[1].Nonce }, .. all.Skip(1)]).Holds);
        Assert.False(Signatures([all[0] with { Record = all[1].Record }, .. all.Skip(1)]).Holds);
        Assert.False(Signatures([all[0] with { Index = 1 }, .. all.Skip(1)]).Holds);
        Assert.False(Signatures([all[0] with { Index = 300 }, .. all.Skip(1)]).Holds);
        Assert.False(Signatures([.. all, new StoredEntry(Guid.NewGuid(), null, null, null)]).Holds);
    }

    [Fact]
    public void A_checkpoint_that_is_not_continued_or_not_signed_and_a_count_that_differs_are_red()
    {
        log.Publish();
        var now = log.Checkpoint().ToString();

        Assert.False(Log([log.SignAlone(new Checkpoint(TestLog.Origin, 5, log.Root())).ToString(), now], 300).Holds);
        Assert.False(Log([log.SignAlone(new Checkpoint(TestLog.Origin, 301, log.Root())).ToString(), now], 300).Holds);
        Assert.False(Log([now.Replace("\n300\n", "\n299\n", StringComparison.Ordinal)], 300).Holds);
        Assert.False(Log([now], 301).Holds);
    }

    [Fact]
    public void A_changed_byte_in_any_published_file_is_red()
    {
        log.Publish();
        foreach (var file in Directory.GetFiles(log.Folder, "*", SearchOption.AllDirectories))
        {
            var whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, [.. whole[..^1], (byte)(whole[^1] ^ 1)]);
            var isRed = false;
            try
            {
                isRed = !Log([], 300).Holds || !Signatures(Stored()).Holds;
            }
            catch (InvalidDataException)
            {
                isRed = true;
            }

            Assert.True(isRed, file);
            File.WriteAllBytes(file, whole);
        }

        Assert.True(Log([], 300).Holds);
    }

    private Finding Signatures(IReadOnlyList<StoredEntry> stored)
    {
        var finding = LogInvariants.InEntries();
        LogInvariants.JudgeSignatures(finding, PublicLog.Read(log.Folder, Alone), stored);
        return finding;
    }

    private Finding Log(IReadOnlyList<string> signed, long counted)
    {
        var finding = LogInvariants.InLogs();
        var published = PublicLog.Read(log.Folder, Alone);
        LogInvariants.JudgeLog(finding, published, counted);
        LogInvariants.JudgeSigned(finding, published, LogInvariants.Open(finding, signed, Alone));
        return finding;
    }

    private LogPolicy Alone => new(TestLog.Origin, log.Trusted[0].LogKeys, [], 0);

    private List<StoredEntry> Stored() =>
        [.. log.Entries.Select((entry, n) => new StoredEntry(new Guid($"00000000-0000-7000-8000-{n:000000000000}"), n, entry.Nonce.ToArray(), entry.Record.ToArray()))];
}
