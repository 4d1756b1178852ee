using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Tests.Support;
using Netralitas.Services.Notifications.Windows;
using Npgsql;

namespace Netralitas.Services.Notifications.Tests.Windows;

/// <summary>Notices of confidential reports: held, let go together, by any number of replicas, through crashes.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class WindowTests(BackingServices backing)
{
    private const string Number = "7K2M9QXD4T0B";

    private static readonly WindowOptions Options = new();

    [Fact]
    public async Task What_a_confidential_report_tells_is_nowhere_until_the_window_is_over_and_then_everywhere_at_its_end()
    {
        const string Office = "bawaslu:64.01";
        // Long enough that none ends by itself while this runs.
        await using var replica = await NotificationsProcess.StartAsync(backing, [("Notifications:Windows:Minutes", "1440")]);
        await SetWindowAsync("now()");
        using var stream = replica.Inbox.WatchNotices(new WatchNoticesRequest { Cursor = "now" }, TestIssuer.As(Office));
        await stream.ResponseHeadersAsync;
        var (held, named) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PublishAllAsync(held);
        await backing.PublishAsync(Received(named) with { IsConfidential = false }, named, 1);

        Assert.Equal("CaseDeadlineApproached CaseDeadlinePassed Invitation ReportReceived ReportStatusChanged TransferToAcknowledge",
            await Eventually.SeeAsync(() => HeldKindsAsync(held), kinds => kinds.Split(' ').Length == 6));
        await Eventually.SeeAsync(() => ToldAsync(named), told => told == 3);
        Assert.Equal(0L, await ToldAsync(held));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.escalations where subject_id = $1", held));
        Assert.True(await stream.ResponseStream.MoveNext());
        Assert.Equal((await NoticeAsync(named, Office)).ToString(), stream.ResponseStream.Current.Notice.NoticeId);
        Assert.Single((await replica.Inbox.ListNoticesAsync(new ListNoticesRequest(), TestIssuer.As(Office))).Notices);

        await backing.ScalarAsync<long>("with moved as (update notifications.held_notices set held_at = held_at - interval '1 day' where subject_id = $1 returning 1) select count(*) from moved", held);
        await SetWindowAsync("'epoch'");
        await Eventually.SeeAsync(() => ToldAsync(held), told => told > 0);

        var end = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var seen = new List<Contracts.Notifications.V1.Notice>();
        while (seen.Count < 5)
        {
            Assert.True(await stream.ResponseStream.MoveNext());
            seen.Add(stream.ResponseStream.Current.Notice);
        }

        // In the order in which its own office was told of it, whatever the order among reports.
        Assert.Equal([NoticeKind.ReportReceived, NoticeKind.ReportStatusChanged, NoticeKind.Invitation, NoticeKind.CaseDeadlineApproached, NoticeKind.CaseDeadlinePassed], seen.Select(notice => notice.Kind));
        Assert.All(seen, notice => Assert.Equal((end, end.ToUnixTimeMilliseconds().ToString("x12", null)), (notice.CreatedAt.ToDateTimeOffset(), notice.NoticeId.Replace("-", "", StringComparison.Ordinal)[..12])));
        Assert.Equal(end + new EscalationOptions().Within(NoticeKind.ReportReceived),
            new DateTimeOffset(await backing.ScalarAsync<DateTime>("select due_at from notifications.escalations where subject_id = $1 and kind = 'ReportReceived' and since = $2", held, end)));
        Assert.Equal("", await HeldKindsAsync(held));
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from notifications.notices_to_deliver d join notifications.notices n on n.id = d.notice_id where n.subject_id = $1", held), left => left == 0);
    }

    [Fact]
    public async Task Replicas_that_end_a_window_at_once_tell_each_office_once_and_in_another_order_than_reports_came()
    {
        var reports = Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var report in reports)
        {
            await HoldAsync(report, "64.02");
        }

        await SetWindowAsync("'epoch'");
        var told = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ReleaseAsync(NextEnd())));

        Assert.Single(told, count => count >= 180);
        Assert.Equal(5, told.Count(count => count == 0));
        var order = await backing.ScalarAsync<Guid[]>("select array_agg(subject_id order by told_in) from notifications.notices where subject_id = any($1) and office = 'bawaslu:64.02'", reports);
        Assert.Equal(reports.Order(), order.Order());
        Assert.NotEqual(reports, order);
    }

    [Fact]
    public async Task What_is_committed_after_its_window_was_ended_waits_for_the_next_and_is_not_told_alone()
    {
        var (early, late) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await HoldAsync(early, "64.03");
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await using var open = await connection.BeginTransactionAsync();
        await HoldAsync(late, "64.03", connection);
        await SetWindowAsync("'epoch'");
        var end = NextEnd();

        await ReleaseAsync(end);
        await open.CommitAsync();
        var again = await ReleaseAsync(end);

        Assert.Equal((0, 3L, 0L), (again, await ToldAsync(early), await ToldAsync(late)));
        await ReleaseAsync(end + Options.Length);
        Assert.Equal(3L, await ToldAsync(late));
    }

    [Fact]
    public async Task What_comes_after_the_end_of_a_window_is_not_told_with_it_however_late_it_is_ended()
    {
        var (report, end) = (Guid.CreateVersion7(), WindowRules.LastEnd(DateTimeOffset.UtcNow, Options.Length));
        await HoldAsync(report, "64.04");
        await SetWindowAsync("'epoch'");

        await ReleaseAsync(end);

        Assert.Equal(0L, await ToldAsync(report));
    }

    [Fact]
    public async Task A_window_that_a_wrong_clock_ended_hours_ahead_holds_up_nothing()
    {
        var report = Guid.CreateVersion7();
        await HoldAsync(report, "64.05");
        await SetWindowAsync("now() + interval '5 hours'");

        await ReleaseAsync(NextEnd());

        Assert.Equal(3L, await ToldAsync(report));
    }

    [Fact]
    public async Task A_service_that_dies_before_the_commit_leaves_it_held_and_the_next_one_tells_it_once()
    {
        var report = Guid.CreateVersion7();
        await HoldAsync(report, "64.07");
        await backing.ScalarAsync<long>("with moved as (update notifications.held_notices set held_at = held_at - interval '1 hour' where subject_id = $1 returning 1) select count(*) from moved", report);
        await SetWindowAsync("'epoch'");
        await using (var dying = NotificationsProcess.StartDying(backing, "windows.before_commit"))
        {
            await dying.SeeDeadAsync("windows.before_commit");
        }

        Assert.Equal((0L, "ReportReceived"), (await ToldAsync(report), await HeldKindsAsync(report)));
        await using var first = await NotificationsProcess.StartAsync(backing);
        await using var second = await NotificationsProcess.StartAsync(backing);

        await Eventually.SeeAsync(() => ToldAsync(report), told => told == 3);
        Assert.Equal("", await HeldKindsAsync(report));
    }

    [Fact]
    public async Task A_report_that_is_told_of_again_is_held_and_told_once()
    {
        var report = Guid.CreateVersion7();
        await HoldAsync(report, "64.08");
        await HoldAsync(report, "64.08");
        await SetWindowAsync("'epoch'");
        var end = NextEnd();
        await ReleaseAsync(end);
        await HoldAsync(report, "64.08");

        await ReleaseAsync(end + Options.Length);

        Assert.Equal((3L, ""), (await ToldAsync(report), await HeldKindsAsync(report)));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from notifications.escalations where subject_id = $1", report));
    }

    [Fact]
    public async Task A_recount_finds_what_is_held_as_told()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing, [("Notifications:Windows:Minutes", "1440")]);
        await SetWindowAsync("now()");
        var report = Guid.CreateVersion7();
        await HoldAsync(report, "64.09");
        var agreeing = Recount(report, reports: 1);
        var differing = Recount(report, reports: 2);

        await backing.PublishAsync(agreeing, agreeing.BatchId, 1);
        await Eventually.SeeAsync(
            () => backing.ScalarAsync<long>("select count(*) from messaging.inbox where message_id in (select id from messaging.outbox_sent where aggregate = $1)", agreeing.BatchId), taken => taken == 1);
        await backing.PublishAsync(differing, differing.BatchId, 1);

        await Eventually.SeeAsync(() => AnswersAsync(differing.BatchId), answers => answers > 0);
        Assert.Equal(0L, await AnswersAsync(agreeing.BatchId));
    }

    private static ReportsRecounted Recount(Guid report, int reports) => new()
    {
        BatchId = Guid.NewGuid(),
        Version = 1,
        AfterReportId = Before(report),
        UpToReportId = report,
        Reports = reports,
        Digest = ReportIds.Digest([report]),
    };

    private static Guid Before(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        var last = bytes.Length - 1;
        while (bytes[last]-- == 0)
        {
            last--;
        }

        return new Guid(bytes, bigEndian: true);
    }

    private static DateTimeOffset NextEnd() => WindowRules.LastEnd(DateTimeOffset.UtcNow, Options.Length) + Options.Length;

    private Task<int> ReleaseAsync(DateTimeOffset end) => new WindowRelease(backing.Owner, Options).ReleaseAsync(end, CancellationToken.None);

    private async Task SetWindowAsync(string until)
    {
        await using var command = backing.Owner.CreateCommand($"update notifications.notice_windows set until = {until}");
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private async Task HoldAsync(Guid report, string region, NpgsqlConnection? connection = null)
    {
        await using var own = connection is null ? await backing.Owner.OpenConnectionAsync() : null;
        var now = new StandingClock(DateTimeOffset.UtcNow).Now();
        IReadOnlyList<Office> line = [new("bawaslu", region), new("bawaslu", region[..2]), Office.CentralBawaslu];
        await NoticeDraft.TellAsync(connection ?? own!,
            [new(line, NoticeKind.ReportReceived, report, 1, "CONTOH", "CONTOH", region, now) { IsHeld = true, Climbing = new EscalationOptions().LineOf(NoticeKind.ReportReceived, line, Number, now) }]);
    }

    // One after the other, as they would happen.
    private async Task PublishAllAsync(Guid report)
    {
        var now = DateTimeOffset.UtcNow;
        await PublishAsync(Received(report), 1, "ReportReceived");
        await PublishAsync(new ReportStatusChanged { ReportId = report, Version = 2, Number = Number, Status = "InitialReview", OfficeCode = "64.01", RegionCode = "64.01", IsConfidential = true, ChangedAt = now }, 2, "ReportStatusChanged");
        await PublishAsync(new ClarificationInvited { ReportId = report, Version = 3, Number = Number, OfficeCode = "64.01", IsConfidential = true, Party = "Witness", HeldOn = new DateOnly(2024, 10, 5), InvitedAt = now }, 3, "Invitation");
        await PublishAsync(new CaseDeadlineApproached { ReportId = report, Version = 1, Number = Number, Subject = "InitialReview", OfficeCode = "64.01", IsConfidential = true, EndsAt = now, LeadHours = 24 }, 4, "CaseDeadlineApproached");
        await PublishAsync(new CaseDeadlinePassed { ReportId = report, Version = 2, Number = Number, Subject = "InitialReview", OfficeCode = "64.01", IsConfidential = true, EndsAt = now }, 5, "CaseDeadlinePassed");
        await PublishAsync(new TransferAwaited { ReportId = report, Version = 4, Number = Number, Manner = "HandOver", OfficeCode = "64.01", AwaitedOfficeCode = "64.02", IsConfidential = true, Unanswered = 0, SentAt = now }, 6, "TransferToAcknowledge");

        async Task PublishAsync<TEvent>(TEvent happened, int version, string kind)
            where TEvent : class
        {
            await backing.PublishAsync(happened, report, version);
            await Eventually.SeeAsync(() => HeldKindsAsync(report), kinds => kinds.Contains(kind, StringComparison.Ordinal));
        }
    }

    private static ReportReceived Received(Guid report) => new() { ReportId = report, Version = 1, Number = Number, RegionCode = "64.01", IsConfidential = true, ReceivedAt = DateTimeOffset.UtcNow };

    private Task<string> HeldKindsAsync(Guid report) => backing.ScalarAsync<string>("select coalesce(string_agg(kind, ' ' order by kind collate \"C\"), '') from notifications.held_notices where subject_id = $1", report);

    private Task<long> ToldAsync(Guid report) => backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1", report);

    private Task<Guid> NoticeAsync(Guid report, string office) => backing.ScalarAsync<Guid>("select id from notifications.notices where subject_id = $1 and office = $2", report, office);

    private Task<long> AnswersAsync(Guid batch) => backing.ScalarAsync<long>(
        "select count(*) from (select aggregate, type from messaging.outbox union all select aggregate, type from messaging.outbox_sent) m where aggregate = $1 and type like '%.NoticesCounted'", batch);
}
