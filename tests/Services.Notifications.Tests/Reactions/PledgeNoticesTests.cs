using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Notifications.Tests.Support;
using Wire = Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Tests.Reactions;

/// <summary>What the pledges service tells of milestones, reminders and overdue duties, in the inboxes of those who are told.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class PledgeNoticesTests(BackingServices backing)
{
    [Fact]
    public async Task The_authority_and_the_office_beside_it_are_told_once_of_each_although_it_comes_twice()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var (coverage, reminder, duty) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var reached = new CoverageMilestoneReached
        {
            CoverageId = coverage,
            Version = 25,
            PledgeTextId = Guid.Empty,
            TextTitle = "Ikrar uji",
            RegionCode = "74.71",
            Unit = "Dinas Uji",
            Expected = 8,
            Pledged = 5,
            ReachedAt = DateTimeOffset.UnixEpoch,
        };
        var due = new PledgeReminderDue
        {
            ReminderId = reminder,
            Version = 1,
            DeclarationId = Guid.Empty,
            TextTitle = "Ikrar uji",
            RegionCode = "74.71",
            Expected = 8,
            Pledged = 5,
            RemindedAt = DateTimeOffset.UnixEpoch,
        };
        var overdue = new PreventionDutyOverdue
        {
            DutyId = duty,
            Version = 1,
            Office = "opd:74.71.01",
            OfficeText = "Camat Uji",
            RegionCode = "74.71.01",
            DueOn = new DateOnly(2024, 8, 12),
            SeenAt = DateTimeOffset.UnixEpoch,
        };
        // Twice, as two messages: the broker delivers at least once.
        for (var time = 0; time < 2; time++)
        {
            await backing.PublishAsync(reached, Guid.CreateVersion7(), 25);
            await backing.PublishAsync(reached with { Version = 50 }, Guid.CreateVersion7(), 50);
            await backing.PublishAsync(due, Guid.CreateVersion7(), 1);
            await backing.PublishAsync(overdue, Guid.CreateVersion7(), 1);
        }

        var taken = "select count(*) from messaging.inbox where consumer in ('OnCoverageMilestoneReached', 'OnPledgeReminderDue', 'OnPreventionDutyOverdue')";
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>(taken), count => count == 8);

        Assert.Equal(
            [NoticeKind.ReminderToPledge, NoticeKind.CoverageMilestone, NoticeKind.CoverageMilestone],
            (await ListAsync(replica, "ppk:74.71", "agency")).Select(notice => notice.Kind).Order());
        Assert.Equal(
            [NoticeKind.ReminderToPledge, NoticeKind.CoverageMilestone, NoticeKind.CoverageMilestone, NoticeKind.PpkDutyDue],
            (await ListAsync(replica, "bawaslu:74.71", "officer")).Select(notice => notice.Kind).Order());
        Assert.Equal("Kewajiban sosialisasi netralitas terlewati: Camat Uji", Assert.Single(await ListAsync(replica, "opd:74.71.01", "agency")).Title);
    }

    private static async Task<IReadOnlyList<Wire.Notice>> ListAsync(NotificationsProcess replica, string office, string role) =>
        (await replica.Inbox.ListNoticesAsync(new ListNoticesRequest(), TestIssuer.As(office, role))).Notices;
}
