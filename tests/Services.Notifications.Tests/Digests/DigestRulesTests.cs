using System.Globalization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Preferences;

namespace Netralitas.Services.Notifications.Tests.Digests;

public class DigestRulesTests
{
    private const string Windows = """
        2024-11-19T23:29:59Z Wita 2024-11-19T23:30:00Z
        2024-11-19T23:30:00Z Wita 2024-11-20T07:30:00Z
        2024-11-20T07:30:00Z Wita 2024-11-20T23:30:00Z
        2024-11-20T00:29:59Z Wib 2024-11-20T00:30:00Z
        2024-11-20T00:30:00Z Wib 2024-11-20T08:30:00Z
        2024-12-31T12:00:00Z Wit 2024-12-31T22:30:00Z

        """;

    private const string Manners = """
        DeclarationHeld: AtOnce Digest InboxOnly
        ReportReceived: AtOnce
        ReportStatusChanged: AtOnce Digest InboxOnly
        CaseDeadlineApproached: AtOnce
        CaseDeadlinePassed: AtOnce
        Broadcast: AtOnce Digest InboxOnly
        ReportUnanswered: AtOnce
        DeadlineUnanswered: AtOnce
        Forwarded: AtOnce
        DataBreach: AtOnce
        ReminderToPledge: AtOnce Digest InboxOnly
        CoverageMilestone: AtOnce Digest InboxOnly
        PpkDutyDue: AtOnce Digest InboxOnly
        ReportRegistered: AtOnce Digest InboxOnly
        ReportNotRegistered: AtOnce Digest InboxOnly
        CompletionRequested: AtOnce Digest InboxOnly
        Invitation: AtOnce Digest InboxOnly
        Decision: AtOnce Digest InboxOnly
        PledgeInvitations: AtOnce Digest InboxOnly
        TransferToAcknowledge: AtOnce
        ForwardingOverdue: AtOnce Digest InboxOnly
        TransferProgressed: AtOnce Digest InboxOnly

        """;

    [Fact]
    public void A_digest_goes_out_at_the_next_of_the_days_times_in_the_zone_of_the_office()
    {
        var rows = Windows.Split('\n').SkipLast(1).Select(line => line.Split(' ')).Select(row =>
            $"{row[0]} {row[1]} {DigestOptions.Next(new DigestOptions().Times, DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture), Enum.Parse<IndonesianTimeZone>(row[1])):yyyy-MM-ddTHH:mm:ssZ}\n");

        Assert.Equal(Windows, string.Concat(rows));
        Assert.Throws<InvalidOperationException>(() => new DigestOptions { At = ["7 pagi"] }.Times);
    }

    [Fact]
    public void A_legal_notice_goes_out_at_once_whatever_an_office_recorded()
    {
        var recorded = new DeliveryManner?[] { null, DeliveryManner.Digest, DeliveryManner.InboxOnly };

        Assert.Equal(Manners, string.Concat(NoticePreferences.Kinds.Select(kind => $"{kind}: {string.Join(' ', recorded.Select(wish => NoticePreferences.Of(kind, wish)).Distinct())}\n")));
    }

    [Fact]
    public void A_digest_has_the_headlines_and_of_very_many_their_number()
    {
        Assert.Equal(("Ringkasan: 2 pemberitahuan baru", "Pemberitahuan berikut ada di kotak masuk kantor Anda:\n1. Satu\n2. Dua"), DigestWriter.Words(["Satu", "Dua"]));
        Assert.EndsWith("\n40. Judul 40\ndan 2 lainnya", DigestWriter.Words([.. Enumerable.Range(1, 42).Select(n => $"Judul {n}")]).Body, StringComparison.Ordinal);
    }
}
