using System.Globalization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Tests.Windows;

public class WindowRulesTests
{
    private const string Held = """
        Broadcast: at once
        CaseDeadlineApproached: held
        CaseDeadlinePassed: held
        CompletionRequested: held
        CoverageMilestone: at once
        DataBreach: at once
        DeadlineUnanswered: at once
        Decision: held
        DeclarationHeld: at once
        Digest: at once
        Forwarded: at once
        ForwardingOverdue: at once
        Invitation: held
        PledgeInvitations: at once
        PpkDutyDue: at once
        ReminderToPledge: at once
        ReportNotRegistered: held
        ReportReceived: held
        ReportRegistered: held
        ReportStatusChanged: held
        ReportUnanswered: at once
        TransferProgressed: held
        TransferToAcknowledge: held
        """;

    [Fact]
    public void What_a_confidential_report_tells_is_held_and_of_other_reports_nothing_is()
    {
        var kinds = Enum.GetValues<NoticeKind>().Where(kind => kind != NoticeKind.Unspecified).OrderBy(kind => kind.ToString(), StringComparer.Ordinal).ToList();

        Assert.Equal(Held, string.Join('\n', kinds.Select(kind => $"{kind}: {(WindowRules.Holds(kind, isConfidential: true) ? "held" : "at once")}")));
        Assert.All(kinds, kind => Assert.False(WindowRules.Holds(kind, isConfidential: false)));
        // Whatever a status is told by.
        Assert.All(Enum.GetValues<ReportStatus>(), status => Assert.True(WindowRules.Holds(CaseWords.KindOf(status), isConfidential: true)));
    }

    [Theory]
    [InlineData("2024-10-08T02:30:00Z", 10, "2024-10-08T02:30:00Z")]
    [InlineData("2024-10-08T02:39:59.9999999Z", 10, "2024-10-08T02:30:00Z")]
    [InlineData("2024-10-08T02:40:00Z", 10, "2024-10-08T02:40:00Z")]
    [InlineData("2024-10-08T00:00:01+09:00", 10, "2024-10-07T15:00:00Z")]
    [InlineData("2024-10-08T23:59:59Z", 60, "2024-10-08T23:00:00Z")]
    [InlineData("2024-10-08T02:30:05Z", 0.05, "2024-10-08T02:30:03Z")]
    public void Windows_end_at_fixed_instants(string now, double minutes, string end) =>
        Assert.Equal(Instant(end), WindowRules.LastEnd(Instant(now), new WindowOptions { Minutes = minutes }.Length));

    [Theory]
    [InlineData(10, 1, true, 0)]
    [InlineData(5, 1, true, 0)]
    [InlineData(60, 1, true, 0)]
    [InlineData(4, 1, true, 1)]
    [InlineData(120, 1, true, 1)]
    [InlineData(7.5, 1, true, 1)]
    [InlineData(0.05, 1, true, 1)]
    [InlineData(0.05, 1, false, 0)]
    [InlineData(7, 1, true, 1)]
    [InlineData(0, 1, false, 2)]
    [InlineData(-10, 1, false, 2)]
    [InlineData(10, 0, false, 1)]
    [InlineData(10, 601, false, 1)]
    public void What_cannot_be_or_protects_nobody_is_refused(double minutes, double poll, bool isProduction, int problems) =>
        Assert.Equal(problems, new WindowOptions { Minutes = minutes, PollSeconds = poll }.Problems(isProduction).Count());

    [Fact]
    public void A_notice_of_a_confidential_report_has_the_local_day_and_no_hour()
    {
        var received = new ReportReceived { ReportId = Guid.Empty, Version = 1, Number = "7K2M9QXD4T0B", RegionCode = "75.71", IsConfidential = true, ReceivedAt = Instant("2024-10-08T16:30:00Z") };
        var changed = new ReportStatusChanged { ReportId = Guid.Empty, Version = 2, Number = "7K2M9QXD4T0B", Status = "Withdrawn", OfficeCode = "75.71", IsConfidential = true, ChangedAt = Instant("2024-10-08T16:30:00Z") };

        Assert.StartsWith("Laporan nomor 7K2M-9QXD-4T0B diterima pada 9 Oktober 2024. Wilayah", NoticeWords.Of(received, Recipients.RegionOf("75.71")).Body, StringComparison.Ordinal);
        Assert.StartsWith("Laporan nomor 7K2M-9QXD-4T0B berstatus Dicabut sejak 9 Oktober 2024. Kantor", NoticeWords.Of(changed).Body, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<ReportStatus>(), status => Assert.DoesNotContain("pukul", NoticeWords.Of(changed with { Status = status.ToString() }).Body, StringComparison.Ordinal));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
