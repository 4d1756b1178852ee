using Microsoft.Extensions.Logging;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Sequencer.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class MonitorTests(BackingServices backing)
{
    [Fact]
    public async Task A_log_that_has_what_was_recorded_raises_no_alarm_and_is_read_on_from_where_it_was()
    {
        await using var log = await TestLog.CreateAsync(backing);
        using var monitor = log.Monitor();
        Assert.Null(await monitor.ReadAsync(CancellationToken.None));

        await log.AddPromisedAsync(700);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        // What waits, and what is in the tree and not published yet, is no difference.
        await log.AddPromisedAsync(100);
        await log.SequenceAllAsync();
        await log.AddPromisedAsync(10);
        Assert.Empty((await monitor.ReadAsync(CancellationToken.None))!);
        Assert.Equal([true, false, false], await log.ColumnAsync<bool>("select kept_at is not null from log.promise order by id"));

        await log.SequenceAllAsync();
        await log.PublishAsync();
        // Only what came since is read: what lies before it may even be gone.
        File.Delete(Path.Combine(log.Options.Folder, "tile", "entries", "000"));
        Assert.Empty((await monitor.ReadAsync(CancellationToken.None))!);
        Assert.Equal([true, true, true], await log.ColumnAsync<bool>("select kept_at is not null from log.promise order by id"));
        Assert.Equal(LogFault.File, Assert.Single((await log.Monitor().ReadAsync(CancellationToken.None))!).Fault);
    }

    [Fact]
    public async Task Anybody_reads_the_same_over_the_network_also_where_only_old_HTTP_is_spoken()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(600);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await using var process = LogProcess.Start(log);
        using var files = new HttpFiles(new Uri(await process.ReadyAsync(), "/log/test/"));

        var read = await new LogMonitor(files, log.Setup.Policy, 0, TimeProvider.System).ReadAsync(null, CancellationToken.None);

        Assert.Empty(read.Differences);
        Assert.Equal(600, read.State!.Checkpoint.Size);
    }

    [Theory]
    [InlineData("delete from log.pending", "2026-11-21 Pledge: 5 entries, 6 records")]
    [InlineData("delete from log.opening where subject = (select subject from log.entry where idx = 2)", "2026-11-21 Pledge: 5 entries, 4 records")]
    [InlineData("insert into log.erasure values (gen_random_uuid(), gen_random_uuid(), '', 'x', 'x', '2026-11-20')", "2026-11-20 Erasure: 0 entries, 1 records")]
    public async Task A_record_without_entry_and_an_entry_without_record_raise_the_alarm(string damage, string detail)
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(5);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await log.AddAsync(1);
        await log.ExecuteAsync(damage);
        var logger = new Lines();

        var found = await log.Monitor(logger: logger).ReadAsync(CancellationToken.None);

        Assert.Contains(new LogDifference(LogFault.Count, detail), found!);
        Assert.Contains(logger.Critical, line => line.StartsWith("LogDiffers: the public log log.netralitas.test/uji is not what it should be.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_promise_whose_time_is_over_is_counted_until_it_is_kept()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddPromisedAsync(3, DateTimeOffset.UtcNow.AddHours(-25));
        await log.PublishAsync(evenUnchanged: true);
        using var monitor = log.Monitor(logger: new Lines());
        using var gauges = new Gauges();

        await monitor.ReadAsync(CancellationToken.None);
        Assert.Equal(1, gauges.Read(monitor, "promise_overdue_total"));
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await monitor.ReadAsync(CancellationToken.None);
        Assert.Equal(0, gauges.Read(monitor, "promise_overdue_total"));
    }

    [Fact]
    public async Task A_promise_of_another_entry_than_the_logs_is_not_kept()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddPromisedAsync(3);
        await log.ExecuteAsync("update log.promise set leaves[2] = sha256('lain')");
        await log.SequenceAllAsync();
        await log.PublishAsync();

        await log.Monitor().ReadAsync(CancellationToken.None);

        Assert.False(await log.ScalarAsync<bool>("select kept_at is not null from log.promise"));
    }

    [Fact]
    public async Task What_is_remembered_and_damaged_is_an_alarm_and_all_is_read_again()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(5);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        using var monitor = log.Monitor();
        await monitor.ReadAsync(CancellationToken.None);
        var state = Path.Combine(log.Options.SignedFolder, "monitor-state");
        await File.AppendAllTextAsync(state, "x");

        Assert.Equal(LogFault.Memory, Assert.Single((await monitor.ReadAsync(CancellationToken.None))!).Fault);
        Assert.Empty((await monitor.ReadAsync(CancellationToken.None))!);
    }

    [Fact]
    public async Task One_replica_reads_at_a_time()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.PublishAsync(evenUnchanged: true);
        using (log.Setup.Signed.TryHoldMonitor())
        {
            Assert.Null(await log.Monitor().ReadAsync(CancellationToken.None));
        }

        Assert.NotNull(await log.Monitor().ReadAsync(CancellationToken.None));
    }

    /// <summary>What is logged as critical.</summary>
    private sealed class Lines : ILogger<LogMonitorWorker>
    {
        internal List<string> Critical { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Critical)
            {
                Critical.Add(formatter(state, exception));
            }
        }
    }
}
