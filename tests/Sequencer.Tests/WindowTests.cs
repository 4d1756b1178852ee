using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Sequencer.Tests;

/// <summary>A log that tells neither when a record came nor how many did.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class WindowTests(BackingServices backing)
{
    private static readonly DateTimeOffset End = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 22);

    private static readonly LoggedRecords[] Reports =
        [new(CommitmentKind.Report, "select subject, day from recorded"), new(CommitmentKind.Report, "select subject, day from log.dummy")];

    [Theory]
    [InlineData(0, 16)]
    [InlineData(1, 15)]
    [InlineData(15, 1)]
    [InlineData(16, 0)]
    [InlineData(17, 15)]
    [InlineData(160, 0)]
    [InlineData(100_001, 15)]
    public void A_window_is_filled_up_to_a_multiple_of_sixteen_and_an_empty_one_too(long count, int missing)
    {
        Assert.Equal([new(Day, missing)], WindowRelease.Missing(new Dictionary<DateOnly, long> { [Day] = count }, Day));
        Assert.Equal(count == 0 ? [new(Day, 16)] : [new(Day.AddDays(-1), missing), new(Day, 16)],
            WindowRelease.Missing(count == 0 ? new Dictionary<DateOnly, long>() : new Dictionary<DateOnly, long> { [Day.AddDays(-1)] = count }, Day).OrderBy(day => day.Key));
    }

    [Theory]
    [InlineData("2026-11-22T03:00:00Z", 3600, "2026-11-22T03:00:00Z")]
    [InlineData("2026-11-22T03:59:59.9999999Z", 3600, "2026-11-22T03:00:00Z")]
    [InlineData("2026-11-22T10:20:00+07:00", 3600, "2026-11-22T03:00:00Z")]
    [InlineData("2026-11-22T00:00:01Z", 86_400, "2026-11-22T00:00:00Z")]
    [InlineData("2026-11-22T03:00:05Z", 2, "2026-11-22T03:00:04Z")]
    public void Windows_begin_at_midnight_UTC_and_follow_each_other(string now, int seconds, string end) =>
        Assert.Equal(At(end), WindowRelease.LastEnd(At(now), TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, 24, false)]
    [InlineData(7, 24, false)]
    [InlineData(3600, 2, false)]
    [InlineData(3600, 3, true)]
    [InlineData(86_400, 72, true)]
    public void A_window_divides_a_day_and_leaves_time_to_keep_the_promise(int seconds, double hours, bool isGood)
    {
        var folder = Directory.CreateTempSubdirectory("netralitas-log-");
        try
        {
            var options = new SequencerOptions
            {
                Origin = "log.netralitas.test/uji",
                Key = Convert.ToBase64String(new byte[32]),
                Folder = Path.Combine(folder.FullName, "a"),
                SignedFolder = Path.Combine(folder.FullName, "b"),
                WindowSeconds = seconds,
                PromiseHours = hours,
            };
            Assert.Equal(isGood, LogSetup.TryRead(options, out var setup, out var problems, hasWindows: true));
            setup?.Dispose();
            Assert.Equal(isGood ? [] : ["Log:WindowSeconds is not above 0, does not divide a day, or is more than a third of Log:PromiseHours"], problems);
            Assert.True(LogSetup.TryRead(options, out setup, out _));
            setup.Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_held_comes_out_when_its_window_is_over_shuffled_and_filled_up_and_nothing_before()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        var own = await log.HoldAsync(70, End.AddMinutes(-20));
        var late = await log.HoldAsync(3, End.AddMinutes(-1), Day.AddDays(-2));
        var next = await log.HoldAsync(2, End);

        Assert.Equal(0, await log.Windows.ReleaseAsync(End.AddHours(-1), CancellationToken.None));
        Assert.Equal(80 + 16, await log.Windows.ReleaseAsync(End, CancellationToken.None));
        Assert.Equal(0, await log.Windows.ReleaseAsync(End, CancellationToken.None));

        Assert.Equal(next.Order(), (await log.ColumnAsync<Guid>("select subject from log.held")).Order());
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var order = await log.ColumnAsync<Guid>("select subject from log.entry order by idx");
        Assert.Equal(96, order.Count);
        Assert.Equal(own.Concat(late).Order(), order.Intersect(own.Concat(late)).Order());
        Assert.NotEqual(own, order.Intersect(own));
        // Seen from outside there are two shapes, of two days, and sixteens of each.
        var heads = await log.ColumnAsync<string>("select encode(substring(b.entries from (e.idx % 256)::int * 50 + 3 for 16), 'hex') from log.entry e join log.bundle b on b.n = e.idx / 256");
        Assert.Equal([16, 80], heads.CountBy(head => head).Select(head => head.Value).Order());
        var audited = await log.Monitor(records: Reports[1..]).ReadAsync(CancellationToken.None);
        Assert.Equal(2, audited!.Count(difference => difference.Fault == LogFault.Count));
    }

    [Fact]
    public async Task A_window_in_which_nothing_came_looks_like_one_in_which_something_did()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-3), CancellationToken.None);
        Assert.Equal(16, await log.Windows.ReleaseAsync(End.AddHours(-2), CancellationToken.None));
        await log.HoldAsync(1, End.AddMinutes(-61));
        Assert.Equal(16, await log.Windows.ReleaseAsync(End, CancellationToken.None));
        Assert.Equal(31L, await log.ScalarAsync<long>("select count(*) from log.dummy d join log.opening o using (subject) where o.promised_at is null and d.day = '2026-11-22'"));
    }

    [Fact]
    public async Task Of_processes_that_end_a_window_at_once_one_does()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        await log.HoldAsync(40, End.AddMinutes(-5));

        var released = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return await log.Windows.ReleaseAsync(End, CancellationToken.None);
            }
            catch (Npgsql.PostgresException exception) when (exception.SqlState == Npgsql.PostgresErrorCodes.SerializationFailure)
            {
                // Another was faster by a hair; the worker looks again.
                return 0;
            }
        }));

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 48], released.Order());
        Assert.Equal(48L, await log.ScalarAsync<long>("select count(*) from log.pending"));
        Assert.True(await log.Windows.HasEndedAsync(End, CancellationToken.None));
        Assert.False(await log.Windows.HasEndedAsync(End.AddHours(1), CancellationToken.None));
    }

    [Fact]
    public async Task The_holder_gets_the_same_promise_while_it_is_held_and_until_it_is_published()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        var subject = (await log.HoldAsync(1, End.AddMinutes(-5))).Single();

        var held = await log.Proofs.FindOwnAsync(subject, CancellationToken.None);
        await log.Windows.ReleaseAsync(End, CancellationToken.None);
        var pending = await log.Proofs.FindOwnAsync(subject, CancellationToken.None);
        await log.SequenceAllAsync();
        var sequenced = await log.Proofs.FindOwnAsync(subject, CancellationToken.None);
        await log.PublishAsync();

        Assert.All([held, pending, sequenced], standing => Assert.Equal((EntryState.Promised, End.AddMinutes(-5).AddHours(24)), (standing!.State, standing.PromisedUntil)));
        Assert.All([pending, sequenced], standing => Assert.Equal(held!.File!.ToBytes(), standing!.File!.ToBytes()));
        Assert.True(InclusionPromise.TryOpen(held!.File!.Checkpoint, log.Setup.Policy, out var promise, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(held.File.Extra, out var opened, out problem), problem);
        Assert.Equal((1L, opened.Leaf), (promise.Size, promise.Root));
        await Audit.CheckProofAsync(log, subject);
        Assert.Equal(EntryState.Proven, (await log.Proofs.FindOwnAsync(subject, CancellationToken.None))!.State);
        Assert.Null(await log.Proofs.FindOwnAsync(Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task The_monitor_counts_records_and_what_stands_for_nothing_and_misses_what_is_nowhere()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.ExecuteAsync("create table recorded (subject uuid primary key, day date not null)");
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        await log.HoldAsync(5, End.AddMinutes(-5));
        await log.HoldAsync(2, End.AddMinutes(5));
        await log.ExecuteAsync("insert into recorded select subject, '2026-11-22' from log.held");
        await log.Windows.ReleaseAsync(End, CancellationToken.None);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        Assert.Empty((await log.Monitor(records: Reports).ReadAsync(CancellationToken.None))!);

        await log.ExecuteAsync("delete from log.held where subject = (select min(subject::text)::uuid from log.held)");
        Assert.Equal(
            [new LogDifference(LogFault.Count, "2026-11-22 Report: 16 entries, 17 records")], await log.Monitor(records: Reports).ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_promise_of_what_is_held_or_waits_too_long_is_overdue()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        await log.HoldAsync(2, End.AddMinutes(-5));
        await log.PublishAsync(evenUnchanged: true);
        var (audit, promised) = (new PromiseAudit(log.Database), End.AddMinutes(-5));
        Task<long> OverdueAsync(long size, double hours) => audit.RunAsync(size, promised.AddHours(hours), TimeSpan.FromHours(24), CancellationToken.None);

        Assert.Equal((0L, 2L), (await OverdueAsync(0, 23.9), await OverdueAsync(0, 24.1)));
        await log.Windows.ReleaseAsync(End, CancellationToken.None);
        Assert.Equal(2L, await OverdueAsync(0, 24.1));
        await log.SequenceAllAsync();
        Assert.Equal((2L, 0L), (await OverdueAsync(0, 24.1), await OverdueAsync(16, 24.1)));
    }

    [Fact]
    public async Task How_long_the_oldest_is_held_is_told_for_an_alarm()
    {
        await using var log = await TestLog.CreateAsync(backing);
        using var sampler = new LogSampler(log.Database, log.Setup, new LogGate(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogSampler>.Instance);
        using var gauges = new Gauges();
        await sampler.LookAsync(CancellationToken.None);
        Assert.Equal(0, gauges.Read(sampler, "log_held_oldest_seconds"));

        await log.HoldAsync(1, DateTimeOffset.UtcNow.AddMinutes(-70));
        await log.HoldAsync(1, DateTimeOffset.UtcNow);
        await sampler.LookAsync(CancellationToken.None);
        Assert.InRange(gauges.Read(sampler, "log_held_oldest_seconds"), 4200, 4300);
    }

    [Fact]
    public async Task A_tombstone_waits_for_the_end_of_a_window_too()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        var subject = (await log.HoldAsync(1, End.AddMinutes(-5))).Single();
        Assert.Equal(ErasureOutcome.NotLogged, await EraseAsync(log, subject, End));
        await log.Windows.ReleaseAsync(End, CancellationToken.None);
        Assert.Equal(ErasureOutcome.NotLogged, await EraseAsync(log, subject, End));
        await log.SequenceAllAsync();

        Assert.Equal(ErasureOutcome.Erased, await EraseAsync(log, subject, End.AddMinutes(7)));
        Assert.Equal(0L, await log.ScalarAsync<long>("select count(*) from log.pending"));
        Assert.Equal(new DateOnly(2026, 11, 22), await log.ScalarAsync<DateOnly>("select day from log.erasure"));
        var waiting = await log.Proofs.FindOwnAsync(subject, CancellationToken.None);
        Assert.Equal((EntryState.Erased, null), (waiting!.State, waiting.File));

        Assert.Equal(1 + 16, await log.Windows.ReleaseAsync(End.AddHours(1), CancellationToken.None));
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var told = await log.Proofs.FindOwnAsync(subject, CancellationToken.None);
        Assert.True(OpenedEntry.TryRead(told!.File!.Extra, out var opened, out var problem), problem);
        Assert.Equal((CommitmentKind.Erasure, true), (opened.Entry.Kind, opened.Holds));
    }

    private static async Task<ErasureOutcome> EraseAsync(TestLog log, Guid subject, DateTimeOffset at)
    {
        await using var connection = await log.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var outcome = await RecordErasure.EraseAsync(connection, subject, "retention-ended", "uji/1", at, CancellationToken.None);
        await transaction.CommitAsync();
        return outcome;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
