using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Notifications.Tests.Offices;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Reactions;

/// <summary>What the reports service tells of an examination and of cases that change hands, in the inboxes of those who are told.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class CaseNoticesTests(BackingServices backing)
{
    private const string Told = """
        Decision: bawaslu:00 bawaslu:63 bawaslu:63.01
        Invitation: bawaslu:63.01
        ReportNotRegistered: bawaslu:00 bawaslu:63 bawaslu:63.01
        ReportRegistered: bawaslu:00 bawaslu:63 bawaslu:63.01
        ReportStatusChanged: bawaslu:63.01
        TransferToAcknowledge: bawaslu:63.02

        """;

    [Fact]
    public async Task Each_step_is_told_by_its_own_kind_once_although_its_event_comes_twice_and_an_invitation_in_one_notice()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var report = Guid.CreateVersion7();
        var invited = new ClarificationInvited
        {
            ReportId = report,
            Version = 4,
            Number = "7K2M9QXD4T0B",
            OfficeCode = "63.01",
            Party = "Witness",
            HeldOn = new DateOnly(2024, 10, 5),
            InvitedAt = DateTimeOffset.UnixEpoch,
        };
        for (var time = 0; time < 2; time++)
        {
            await PublishAsync(Changed(report, 2, "InitialReview", "63.01"));
            await PublishAsync(Changed(report, 3, "Registered", "63.01"));
            await PublishAsync(Changed(report, 4, "Clarification", "63.01") with { ToldBy = nameof(ClarificationInvited) });
            await backing.PublishAsync(invited, Guid.CreateVersion7(), 4);
            await PublishAsync(Changed(report, 5, "NotRegistered", "63.01"));
            await PublishAsync(Changed(report, 6, "NoViolation", "63.01"));
            await backing.PublishAsync(Awaited(report), Guid.CreateVersion7(), 7);
        }

        var taken = "select count(*) from messaging.inbox where consumer in ('OnReportStatusChanged', 'OnClarificationInvited', 'OnTransferAwaited')";
        var before = await backing.ScalarAsync<long>(taken);
        Assert.Equal(Told, await Eventually.SeeAsync(() => ToldAsync(report), told => told == Told));
        // Four changes of status, the invitation and the transfer, twice each.
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>(taken), count => count >= before && count >= 12);
        Assert.Equal(Told, await ToldAsync(report));
        Assert.Equal(12L, await backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1", report));
    }

    [Fact]
    public async Task What_became_of_a_transfer_is_told_to_who_sent_it_and_what_is_overdue_to_who_handles_it_and_the_one_above_once()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var (report, forwarding, central) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var progressed = new TransferProgressed
        {
            ReportId = report,
            Version = 8,
            Number = "7K2M9QXD4T0B",
            Manner = "HandOver",
            Outcome = "Lapsed",
            OfficeCode = "63.01",
            HappenedAt = DateTimeOffset.UnixEpoch,
        };
        var overdue = new ForwardingOverdue
        {
            ForwardingId = forwarding,
            Version = 2,
            Number = "7K2M9QXD4T0B",
            OfficeCode = "63.01",
            RegionCode = "63.01",
            ForwardedOn = new DateOnly(2024, 10, 8),
            DueOn = new DateOnly(2024, 11, 7),
            SeenAt = DateTimeOffset.UnixEpoch,
        };
        for (var time = 0; time < 2; time++)
        {
            await backing.PublishAsync(progressed, Guid.CreateVersion7(), 8);
            await backing.PublishAsync(overdue, Guid.CreateVersion7(), 2);
            await backing.PublishAsync(overdue with { ForwardingId = central, OfficeCode = "00" }, Guid.CreateVersion7(), 2);
        }

        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.inbox where consumer in ('OnTransferProgressed', 'OnForwardingOverdue')"), count => count >= 6);
        Assert.Equal("TransferProgressed: bawaslu:63.01\n", await Eventually.SeeAsync(() => ToldAsync(report), told => told.Length > 0));
        Assert.Equal("ForwardingOverdue: bawaslu:63 bawaslu:63.01\n", await Eventually.SeeAsync(() => ToldAsync(forwarding), told => told.Length > 0));
        Assert.Equal("ForwardingOverdue: bawaslu:00\n", await Eventually.SeeAsync(() => ToldAsync(central), told => told.Length > 0));
    }

    [Fact]
    public async Task Where_the_office_of_the_district_is_in_the_directory_it_is_told_and_after_its_time_the_regencys_is()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var (during, after) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:63.03.01"));
        var ended = OfficeDirectoryTests.Entry("bawaslu:63.03.02");
        ended.ValidTo = "2024-01-31";
        await OfficeDirectoryTests.RecordAsync(replica, ended);

        await PublishAsync(Changed(during, 2, "InitialReview", "63.03.01"));
        await PublishAsync(Changed(after, 2, "InitialReview", "63.03.02"));

        Assert.Equal("ReportStatusChanged: bawaslu:63.03.01\n", await Eventually.SeeAsync(() => ToldAsync(during), told => told.Length > 0));
        Assert.Equal("ReportStatusChanged: bawaslu:63.03\n", await Eventually.SeeAsync(() => ToldAsync(after), told => told.Length > 0));
    }

    private Task PublishAsync(ReportStatusChanged changed) => backing.PublishAsync(changed, Guid.CreateVersion7(), changed.Version);

    private Task<string> ToldAsync(Guid report) => backing.ScalarAsync<string>(
        """
        select coalesce(string_agg(told, '' order by told), '') from (
            select kind || ': ' || string_agg(office, ' ' order by office collate "C") || chr(10) as told from notifications.notices where subject_id = $1 group by kind) as kinds
        """, report);

    private static TransferAwaited Awaited(Guid report) => new()
    {
        ReportId = report,
        Version = 7,
        Number = "7K2M9QXD4T0B",
        Manner = "HandOver",
        OfficeCode = "63.01",
        AwaitedOfficeCode = "63.02",
        Unanswered = 0,
        SentAt = DateTimeOffset.UnixEpoch,
    };

    private static ReportStatusChanged Changed(Guid report, int version, string status, string office) => new()
    {
        ReportId = report,
        Version = version,
        Number = "7K2M9QXD4T0B",
        Status = status,
        OfficeCode = office,
        ChangedAt = DateTimeOffset.UnixEpoch,
    };
}
