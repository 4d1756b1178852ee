using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Sequencer.Tests;

/// <summary>What stands for nothing in a log with windows: shown to an auditor, and held against the log by its own monitor.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class DummyTests(BackingServices backing)
{
    private static readonly DateTimeOffset End = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 22);

    private static readonly LoggedRecords[] Reports =
        [new(CommitmentKind.Report, "select subject, day from recorded"), new(CommitmentKind.Report, "select subject, day from log.dummy")];

    [Fact]
    public async Task What_is_said_to_stand_for_nothing_and_is_not_shown_to_raises_the_alarm()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        await log.HoldAsync(300, End.AddMinutes(-5));
        await log.Windows.ReleaseAsync(End, CancellationToken.None);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var report = await log.ScalarAsync<Guid>("select e.subject from log.entry e left join log.dummy d using (subject) where d.day is null order by e.idx limit 1");
        var index = await log.ScalarAsync<long>($"select idx from log.entry where subject = '{report}'");
        LoggedRecords[] records = [new(CommitmentKind.Report, "select subject, date '2026-11-22' as day from log.entry")];
        Assert.Empty((await log.Monitor(records: records).ReadAsync(CancellationToken.None))!);

        // Called nothing, a report is not counted any more: only what opens it tells.
        await log.ExecuteAsync($"insert into log.dummy values ('{report}', '2026-11-22')");
        var found = Assert.Single((await log.Monitor(records: records).ReadAsync(CancellationToken.None))!);
        Assert.Equal((LogFault.Dummy, true), (found.Fault, found.Detail.StartsWith($"entry {index} is said to stand for nothing", StringComparison.Ordinal)));
        await log.ExecuteAsync($"delete from log.opening where subject = '{report}'");
        Assert.Equal(LogFault.Dummy, Assert.Single((await log.Monitor(records: records).ReadAsync(CancellationToken.None))!).Fault);
    }

    [Fact]
    public async Task An_auditors_file_has_what_stands_for_nothing_and_how_many_records_are_counted_of_what_was_published_when_it_began()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.Windows.BeginAsync(End.AddHours(-1), CancellationToken.None);
        await log.HoldAsync(21, End.AddMinutes(-5));
        await log.HoldAsync(2, End.AddMinutes(-4), Day.AddDays(-2));
        await log.ExecuteAsync("create table recorded as select subject, case when at = (select min(at) from log.held) then date '2026-11-22' else date '2026-11-20' end as day from log.held");
        await log.Windows.ReleaseAsync(End, CancellationToken.None);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var export = log.Dummies(Reports);

        var part = await export.ReadAsync(Day.AddDays(-2), Day, null, CancellationToken.None);
        Assert.Null(part.Next);
        Assert.True(OpenedDummies.TryParse(System.Text.Encoding.ASCII.GetBytes(part.Text), out var file, out var line), $"{line}");
        Assert.Equal((log.Setup.Origin, 48L, 25), (file.Origin, file.Size, file.Dummies.Count));
        Assert.Equal([(Day.AddDays(-2), 2L), (Day, 21L)], file.Reports.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));
        var audit = new DummyAudit(file.Size, (from, until, _) => Task.FromResult(file.Between(from, until)));
        var read = await new LogMonitor(new FolderFiles(log.Setup.Published.Path), log.Setup.Policy, 0, TimeProvider.System).ReadAsync(null, CancellationToken.None, audit);
        Assert.Empty(read.Differences);
        Assert.Empty(audit.Refuted);
        Assert.Equal((21L, 2L), (audit.EntriesOf(Day) - audit.DummiesOf(Day), audit.EntriesOf(Day.AddDays(-2)) - audit.DummiesOf(Day.AddDays(-2))));

        await log.Windows.ReleaseAsync(End.AddHours(1), CancellationToken.None);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        // What a later part says is of the same log as the first.
        var rest = await export.ReadAsync(Day.AddDays(-2), Day, new DummyPlace(48, file.Dummies[9].Index), CancellationToken.None);
        Assert.Equal(string.Concat(file.Dummies.Skip(10).Select(OpenedDummies.LineOf)), rest.Text);
        Assert.Equal(new DummyPlace(48, 3), DummyPlace.TryParse("48-3"));
        Assert.All(["", "48", "48-", "48-48", "-1-0", "48-x", "48-3-1"], word => Assert.Null(DummyPlace.TryParse(word)));
    }
}
