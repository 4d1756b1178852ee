using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Tests;

public sealed class MonitorTests : IDisposable
{
    private readonly TestLog log = TestLog.Of(600);

    public void Dispose() => log.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(66_000)]
    public async Task A_log_of_any_size_is_read_and_counted(int size)
    {
        using var any = TestLog.Of(size);
        any.Publish();

        var read = await ReadAsync(any);

        Assert.Empty(read.Differences);
        Assert.Equal((size, any.Root()), (read.State!.Checkpoint.Size, read.State.Checkpoint.Root));
        Assert.Equal(size, read.State.Totals.Sum);
    }

    [Fact]
    public async Task What_came_since_is_read_from_what_is_remembered_and_totals_are_by_day_and_kind()
    {
        log.Publish();
        var state = (await ReadAsync(log)).State;
        log.Add(300, new DateOnly(2026, 11, 22));
        log.Erase(7);
        log.Publish();

        var reader = new CountingFiles(new FolderFiles(log.Folder));
        var next = await new LogMonitor(reader, log.Trusted[0], 0, TimeProvider.System).ReadAsync(Kept(state!), CancellationToken.None);

        Assert.Empty(next.Differences);
        Assert.Equal((await ReadAsync(log)).State!.ToBytes(), next.State!.ToBytes());
        Assert.Equal(
            [(new DateOnly(2026, 11, 21), CommitmentKind.Pledge, 600L), (new DateOnly(2026, 11, 22), CommitmentKind.Pledge, 300L), (new DateOnly(2026, 11, 22), CommitmentKind.Erasure, 1L)],
            next.State.Totals.All);
        Assert.DoesNotContain("tile/entries/000", reader.Read);
        Assert.Contains("tile/entries/003.p/133", reader.Read);
    }

    [Fact]
    public async Task One_changed_byte_in_any_file_is_seen()
    {
        log.Publish();
        var files = Directory.GetFiles(log.Folder, "*", SearchOption.AllDirectories);
        Assert.Equal(8, files.Length);
        foreach (var file in files)
        {
            var whole = await File.ReadAllBytesAsync(file);
            for (var at = 0; at < whole.Length; at += Math.Max(1, whole.Length / 40))
            {
                var changed = (byte[])whole.Clone();
                changed[at] ^= (byte)(1 << (at % 8));
                await File.WriteAllBytesAsync(file, changed);
                Assert.True((await ReadAsync(log)).Differences.Count > 0, $"{file} at {at}");
            }

            File.Delete(file);
            Assert.True((await ReadAsync(log)).Differences.Count > 0, $"{file} missing");
            await File.WriteAllBytesAsync(file, whole);
        }

        Assert.Empty((await ReadAsync(log)).Differences);
    }

    [Fact]
    public async Task A_partial_file_may_be_gone_once_the_full_one_is_there()
    {
        var before = log.Checkpoint();
        log.Publish();
        log.Add(400);
        log.Publish(before);
        foreach (var partial in new[] { "tile/entries/002.p", "tile/0/002.p" })
        {
            Directory.Delete(Path.Combine(log.Folder, partial), recursive: true);
        }

        Assert.Empty((await ReadAsync(log)).Differences);
    }

    [Fact]
    public async Task A_log_that_shrank_or_went_another_way_is_seen_and_what_was_known_stays()
    {
        log.Publish();
        var state = (await ReadAsync(log)).State!;

        log.Entries.RemoveAt(599);
        log.Publish();
        var shrunk = await ReadAsync(log, state);
        Assert.Equal((LogFault.Shrunk, state), (Assert.Single(shrunk.Differences).Fault, shrunk.State));

        log.Add(1, new DateOnly(2026, 11, 23));
        log.Publish();
        Assert.Contains(LogFault.Root, (await ReadAsync(log, state)).Differences.Select(difference => difference.Fault));
        log.Add(50);
        log.Publish();
        Assert.Contains(LogFault.Root, (await ReadAsync(log, state)).Differences.Select(difference => difference.Fault));
    }

    [Fact]
    public async Task A_checkpoint_with_too_few_witnesses_and_one_of_another_key_are_told_apart()
    {
        log.Publish(log.WithOneWitness());
        var few = await ReadAsync(log);
        Assert.Equal(LogFault.Witnesses, Assert.Single(few.Differences).Fault);
        Assert.NotNull(few.State);

        using var other = TestLog.Of(1);
        log.Write("checkpoint", System.Text.Encoding.UTF8.GetBytes(log.Checkpoint().ToString().Replace("ikrar", "lain", StringComparison.Ordinal)));
        Assert.Equal(LogFault.Checkpoint, Assert.Single((await ReadAsync(log)).Differences).Fault);
    }

    [Fact]
    public async Task What_is_remembered_is_believed_only_whole()
    {
        log.Publish();
        var bytes = (await ReadAsync(log)).State!.ToBytes();
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            Assert.False(MonitorState.TryRead(changed, log.Trusted[0], out _, out _), $"at {at}");
        }

        // With its sum made good again, totals that do not add up and an edge of another tree are still seen.
        Assert.False(MonitorState.TryRead(Summed(bytes, " 1 600\n", " 1 599\n"), log.Trusted[0], out _, out var problem));
        Assert.Equal("its edge or its totals do not fit its checkpoint", problem);
        Assert.False(MonitorState.TryRead(Summed(bytes, "tile/1/000.p/2 ", "tile/1/000.p/2 AAAA"), log.Trusted[0], out _, out _));
        Assert.True(MonitorState.TryRead(Summed(bytes, "edge\n", "edge\n"), log.Trusted[0], out _, out _));
    }

    [Fact]
    public async Task Something_that_is_no_entry_is_told()
    {
        var bad = log.Entries[300].Entry with { Kind = CommitmentKind.None };
        log.Entries[300] = log.Entries[300] with { Entry = bad };
        log.Publish();

        var difference = Assert.Single((await ReadAsync(log)).Differences);
        Assert.Equal((LogFault.Entry, true), (difference.Fault, difference.Detail.StartsWith("entry 300:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Counts_that_differ_are_told_each()
    {
        log.Erase(3);
        log.Publish();
        var totals = (await ReadAsync(log)).State!.Totals;
        var expected = new LogTotals();
        expected.Add(new DateOnly(2026, 11, 21), CommitmentKind.Pledge, 601);
        expected.Add(new DateOnly(2026, 11, 20), CommitmentKind.Pledge, 2);
        expected.Add(new DateOnly(2026, 11, 22), CommitmentKind.Erasure, 1);

        Assert.Equal(
            ["2026-11-20 Pledge: 0 entries, 2 records", "2026-11-21 Pledge: 600 entries, 601 records"],
            totals.Against(expected).Select(difference => difference.Detail));
        Assert.Empty(totals.Against(totals.Copy()));
    }

    private static byte[] Summed(byte[] state, string old, string replacement)
    {
        var rest = System.Text.Encoding.UTF8.GetString(state)[(Array.IndexOf(state, (byte)'\n') + 1)..].Replace(old, replacement, StringComparison.Ordinal);
        var bytes = System.Text.Encoding.UTF8.GetBytes(rest);
        return System.Text.Encoding.UTF8.GetBytes($"netralitas.go.id/monitor-state@v1 {Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(bytes))}\n{rest}");
    }

    private static Task<MonitorResult> ReadAsync(TestLog log, MonitorState? before = null) =>
        new LogMonitor(new FolderFiles(log.Folder), log.Trusted[0], 0, TimeProvider.System).ReadAsync(before, CancellationToken.None);

    private MonitorState Kept(MonitorState state) =>
        MonitorState.TryRead(state.ToBytes(), log.Trusted[0], out var read, out var problem) ? read : throw new InvalidOperationException(problem);

    /// <summary>Says what was asked for.</summary>
    private sealed class CountingFiles(ILogFiles files) : ILogFiles
    {
        internal List<string> Read { get; } = [];

        public Task<ReadOnlyMemory<byte>?> TryReadAsync(string path, CancellationToken cancel)
        {
            Read.Add(path);
            return files.TryReadAsync(path, cancel);
        }
    }
}
