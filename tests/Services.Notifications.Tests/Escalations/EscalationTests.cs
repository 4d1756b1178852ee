using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Escalations;

/// <summary>LAW-ESC-01 with a database: clocks are turned, replicas die and run side by side.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class EscalationTests(BackingServices backing)
{
    private static readonly EscalationOptions Options = new();

    [Fact]
    public async Task A_report_that_nobody_acknowledges_climbs_to_the_province_and_then_to_the_centre_and_no_further()
    {
        var (subject, start) = await TellAsync("71.01");

        await ClimbAsync(start.AddMinutes(Options.ReportMinutes - 1));
        Assert.Equal("", await ClimbedAsync(subject));
        await ClimbAsync(start.AddMinutes(Options.ReportMinutes));
        Assert.Equal("bawaslu:71", await ClimbedAsync(subject));
        await ClimbAsync(start.AddMinutes((2 * Options.ReportMinutes) - 1));
        Assert.Equal("bawaslu:71", await ClimbedAsync(subject));
        await ClimbAsync(start.AddMinutes(2 * Options.ReportMinutes));
        await ClimbAsync(start.AddMinutes(9 * Options.ReportMinutes));

        Assert.Equal("bawaslu:71 bawaslu:00", await ClimbedAsync(subject));
        Assert.Equal("AtTop", await OutcomeAsync(subject));
    }

    [Theory]
    [InlineData("71.02", "bawaslu:71.02", "ReportReceived", "", "the office itself")]
    [InlineData("71.03", "bawaslu:71", "ReportReceived", "bawaslu:71", "the province, told for information only")]
    [InlineData("71.04", "bawaslu:71", "ReportUnanswered", "bawaslu:71", "the province, after it climbed to it")]
    public async Task Whoever_was_told_that_it_is_theirs_stops_it(string region, string office, string kind, string climbed, string who)
    {
        var (subject, start) = await TellAsync(region);
        if (kind == "ReportUnanswered")
        {
            await ClimbAsync(start.AddMinutes(Options.ReportMinutes));
        }

        Assert.Equal(1, await AcknowledgeAsync(subject, office, kind));
        await ClimbAsync(start.AddMinutes(2.5 * Options.ReportMinutes));

        Assert.Equal((climbed, who), (await ClimbedAsync(subject), who));
        Assert.Equal(climbed.Length == 0 || kind == "ReportUnanswered" ? "Answered" : "", await OutcomeAsync(subject));
    }

    [Fact]
    public async Task A_step_of_the_case_answers_what_was_told_before_it_in_whatever_order_the_events_came()
    {
        var (subject, start) = await TellAsync("71.05", tellFirst: (subject, now) => TellStatusAsync(subject, now));
        var (later, laterStart) = await TellAsync("71.06", NoticeKind.CaseDeadlineApproached);
        await TellStatusAsync(later, laterStart.AddMinutes(-1));

        await ClimbAsync(start.AddMinutes(5 * Options.ReportMinutes));

        Assert.Equal(("", "Answered"), (await ClimbedAsync(subject), await OutcomeAsync(subject)));
        // What the case did before the warning does not answer the warning.
        Assert.Equal("bawaslu:71", await ClimbedAsync(later));
    }

    [Fact]
    public async Task A_warning_and_a_report_of_the_same_case_climb_beside_each_other()
    {
        var (subject, start) = await TellAsync("71.07");
        await TellAsync("71.07", NoticeKind.CaseDeadlinePassed, subject);

        await ClimbAsync(start.AddMinutes(Options.ReportMinutes + 1));

        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1 and kind = 'ReportUnanswered' and office = 'bawaslu:71'", subject));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1 and kind = 'DeadlineUnanswered' and office = 'bawaslu:71'", subject));
    }

    [Fact]
    public async Task Replicas_that_look_at_once_tell_an_office_once()
    {
        var all = new List<(Guid Subject, DateTimeOffset Start)>();
        for (var n = 0; n < 30; n++)
        {
            all.Add(await TellAsync("72.01"));
        }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ClimbAsync(all[^1].Start.AddMinutes(Options.ReportMinutes))));

        Assert.All(await Task.WhenAll(all.Select(each => ClimbedAsync(each.Subject))), climbed => Assert.Equal("bawaslu:72", climbed));
    }

    [Fact]
    public async Task A_service_that_dies_before_the_commit_lets_it_climb_after_its_restart_and_once()
    {
        var (subject, _) = await TellAsync("72.02", at: DateTimeOffset.UtcNow.AddMinutes(-Options.ReportMinutes - 1));
        await using (var dying = NotificationsProcess.StartDying(backing, "escalation.before_commit"))
        {
            await dying.SeeDeadAsync("escalation.before_commit");
        }

        Assert.Equal("", await ClimbedAsync(subject));
        await using var next = await NotificationsProcess.StartAsync(backing);

        Assert.Equal("bawaslu:72", await Eventually.SeeAsync(() => ClimbedAsync(subject), climbed => climbed.Length > 0));
        var inbox = await next.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = "bawaslu:72" }, TestIssuer.Central());
        var told = inbox.Notices.First(notice => notice.Kind == NoticeKind.ReportUnanswered);
        Assert.StartsWith("Laporan belum ditanggapi: ", told.Title, StringComparison.Ordinal);
        Assert.Contains("Karena itu pemberitahuan ini naik ke kantor Anda.", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_events_of_a_report_and_of_its_terms_begin_to_climb_and_a_change_of_its_status_ends_it()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var (report, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await backing.PublishAsync(new ReportReceived { ReportId = report, Version = 1, Number = "7K2M9QXD4T0B", RegionCode = "72.03", ReceivedAt = now }, report, 1);
        await backing.PublishAsync(
            new CaseDeadlineApproached { ReportId = report, Version = 1, Number = "7K2M9QXD4T0B", Subject = "InitialReview", OfficeCode = "72.03", RegionCode = "72.03", EndsAt = now.AddDays(1), LeadHours = 24 }, report, 1);
        await backing.PublishAsync(new CaseDeadlinePassed { ReportId = report, Version = 2, Number = "7K2M9QXD4T0B", Subject = "InitialReview", OfficeCode = "72.03", RegionCode = "72.03", EndsAt = now }, report, 2);

        Assert.Equal("CaseDeadlineApproached 1 bawaslu:72.03 bawaslu:72 bawaslu:00, CaseDeadlinePassed 2 bawaslu:72.03 bawaslu:72 bawaslu:00, ReportReceived 1 bawaslu:72.03 bawaslu:72 bawaslu:00",
            await Eventually.SeeAsync(() => backing.ScalarAsync<string>(
                "select coalesce(string_agg(kind || ' ' || subject_version || ' ' || line, ', ' order by kind), '') from notifications.escalations where subject_id = $1", report),
                lines => lines.Split(',').Length == 3));
        await backing.PublishAsync(
            new ReportStatusChanged { ReportId = report, Version = 2, Number = "7K2M9QXD4T0B", Status = "InitialReview", OfficeCode = "72.03", RegionCode = "72.03", ChangedAt = now }, report, 2);
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1 and kind = 'ReportStatusChanged'", report), count => count > 0);
        await ClimbAsync(now.AddMinutes(5 * Options.ReportMinutes));

        Assert.Equal("", await ClimbedAsync(report));
        Assert.Equal(3L, await backing.ScalarAsync<long>("select count(*) from notifications.escalations where subject_id = $1 and outcome = 'Answered' and ended_at is not null", report));
    }

    private async Task ClimbAsync(DateTimeOffset at)
    {
        var climb = new EscalationClimb(backing.Owner, Options, new StandingClock(at));
        while (await climb.ClimbDueAsync(CancellationToken.None) > 0)
        {
        }
    }

    private async Task<(Guid Subject, DateTimeOffset Start)> TellAsync(
        string region, NoticeKind kind = NoticeKind.ReportReceived, Guid? about = null, DateTimeOffset? at = null, Func<Guid, DateTimeOffset, Task>? tellFirst = null)
    {
        var (subject, now) = (about ?? Guid.CreateVersion7(), new StandingClock(at ?? DateTimeOffset.UtcNow).Now());
        if (tellFirst is not null)
        {
            await tellFirst(subject, now);
        }

        IReadOnlyList<Office> line = [new("bawaslu", region), new("bawaslu", region[..2]), Office.CentralBawaslu];
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await NoticeDraft.TellAsync(connection, [new(line, kind, subject, 1, "CONTOH", "CONTOH", region, now) { Climbing = Options.LineOf(kind, line, "7K2M9QXD4T0B", now) }]);
        return (subject, now);
    }

    private async Task TellStatusAsync(Guid subject, DateTimeOffset now)
    {
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await NoticeDraft.TellAsync(connection, [new([new("bawaslu", "71.05")], NoticeKind.ReportStatusChanged, subject, 2, "CONTOH", "CONTOH", null, now)]);
    }

    private Task<string> ClimbedAsync(Guid subject) => backing.ScalarAsync<string>(
        "select coalesce(string_agg(office, ' ' order by office desc), '') from notifications.notices where subject_id = $1 and kind in ('ReportUnanswered', 'DeadlineUnanswered')", subject);

    private Task<string> OutcomeAsync(Guid subject) => backing.ScalarAsync<string>("select coalesce(max(outcome), '') from notifications.escalations where subject_id = $1", subject);

    private async Task<int> AcknowledgeAsync(Guid subject, string office, string kind)
    {
        await using var command = backing.Owner.CreateCommand("update notifications.notices set acknowledged_at = created_at, acknowledged_by = 'uji' where subject_id = $1 and office = $2 and kind = $3");
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = office });
        command.Parameters.Add(new() { Value = kind });
        return await command.ExecuteNonQueryAsync();
    }
}
