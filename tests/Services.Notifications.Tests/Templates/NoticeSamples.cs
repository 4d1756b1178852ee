using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Escalations;

namespace Netralitas.Services.Notifications.Tests.Templates;

/// <summary>One notice of each kind, or of each of its forms, as the events make it.</summary>
internal static class NoticeSamples
{
    private const string Number = "7K2M9QXD4T0B";
    private const string City = "75.71";

    private static readonly DateTimeOffset At = new(2024, 10, 8, 2, 30, 0, TimeSpan.Zero);

    private static readonly Office CityOffice = new("bawaslu", City);

    private static readonly IReadOnlyList<Office> Line = [CityOffice, new("bawaslu", "75"), Office.CentralBawaslu];

    /// <summary>Kind, who is told, and what.</summary>
    internal static IReadOnlyList<(NoticeKind Kind, IReadOnlyList<Office> Told, (string Title, string Body) Words)> All { get; } =
    [
        .. Reports(),
        .. Pledges(),
        (NoticeKind.Broadcast, [CityOffice], ("CONTOH: hari pemungutan suara", "CONTOH: pegawai ASN menggunakan hak pilihnya dan tetap netral pada hari pemungutan suara.")),
        (NoticeKind.Digest, [CityOffice], DigestWriter.Words(["Laporan 7K2M-9QXD-4T0B diregistrasi", "Deklarasi netralitas: Kota Gorontalo"])),
    ];

    private static IEnumerable<(NoticeKind, IReadOnlyList<Office>, (string, string))> Reports()
    {
        var received = new ReportReceived { ReportId = Guid.Empty, Version = 1, Number = Number, RegionCode = City, ReceivedAt = At };
        yield return (NoticeKind.ReportReceived, Line, NoticeWords.Of(received, Recipients.RegionOf(City)));
        yield return (NoticeKind.ReportReceived, Line, NoticeWords.Of(received with { IsConfidential = true }, Recipients.RegionOf(City)));
        foreach (var status in Enum.GetValues<ReportStatus>().Where(status => status is not (ReportStatus.Unspecified or ReportStatus.Received)))
        {
            var changed = new ReportStatusChanged { ReportId = Guid.Empty, Version = 2, Number = Number, Status = status.ToString(), OfficeCode = City, ChangedAt = At };
            yield return (CaseWords.KindOf(status), Recipients.OfCase(City, CaseWords.IsForOfficesAbove(status)), NoticeWords.Of(changed));
        }

        yield return (NoticeKind.ReportStatusChanged, Line, NoticeWords.Of(new ReportErased { ReportId = Guid.Empty, Version = 9, Number = Number, OfficeCode = City, ErasedAt = At }));
        var invited = new ClarificationInvited { ReportId = Guid.Empty, Version = 3, Number = Number, OfficeCode = City, Party = "Respondent", HeldOn = new DateOnly(2024, 10, 11), InvitedAt = At };
        yield return (NoticeKind.Invitation, [CityOffice], NoticeWords.Of(invited));
        var sent = new TransferAwaited { ReportId = Guid.Empty, Version = 4, Number = Number, Manner = "HandOver", OfficeCode = "75", AwaitedOfficeCode = City, Unanswered = 0, SentAt = At, ClimbsAt = At.AddHours(24) };
        yield return (NoticeKind.TransferToAcknowledge, [CityOffice], NoticeWords.Of(sent));
        yield return (NoticeKind.TransferToAcknowledge, [Office.CentralBawaslu], NoticeWords.Of(sent with { AwaitedOfficeCode = "00", Unanswered = 1, Lapses = true }));
        yield return (NoticeKind.TransferToAcknowledge, [new("bawaslu", "75")], NoticeWords.Of(sent with { Manner = "Referral", OfficeCode = City, AwaitedOfficeCode = "75", Unanswered = 1 }));
        var progressed = new TransferProgressed
        {
            ReportId = Guid.Empty,
            Version = 5,
            Number = Number,
            Manner = "HandOver",
            Outcome = "Acknowledged",
            OfficeCode = "75",
            ByOfficeCode = City,
            HappenedAt = At,
        };
        foreach (var each in new[]
        {
            progressed, progressed with { Outcome = "Returned" }, progressed with { Outcome = "Climbed", ByOfficeCode = "00", NextAt = At.AddHours(24) }, progressed with { Outcome = "Lapsed", ByOfficeCode = null },
            progressed with { Outcome = "Recalled" },
            progressed with { Manner = "TakeOver", OfficeCode = City, ByOfficeCode = "75" }, progressed with { Manner = "Referral", OfficeCode = City, ByOfficeCode = "75" },
            progressed with { Manner = "Referral", Outcome = "Returned", OfficeCode = City, ByOfficeCode = "75" }, progressed with { Manner = "Referral", Outcome = "Climbed", OfficeCode = City, ByOfficeCode = "75", NextAt = At.AddHours(24) },
        })
        {
            yield return (NoticeKind.TransferProgressed, [new("bawaslu", each.OfficeCode)], NoticeWords.Of(each));
        }

        var near = new CaseDeadlineApproached { ReportId = Guid.Empty, Version = 1, Number = Number, Subject = "Handling", OfficeCode = City, EndsAt = At.AddHours(13.5), LeadHours = 24 };
        yield return (NoticeKind.CaseDeadlineApproached, [CityOffice], NoticeWords.Of(near));
        yield return (NoticeKind.CaseDeadlinePassed, Line, NoticeWords.Of(new CaseDeadlinePassed { ReportId = Guid.Empty, Version = 2, Number = Number, Subject = "Handling", OfficeCode = City, EndsAt = At.AddHours(13.5) }));
        yield return (NoticeKind.CaseDeadlineApproached, [CityOffice], NoticeWords.Of(new DataDeadlineReached { ClockId = Guid.Empty, Version = 1, Subject = "SubjectRequest", OfficeCode = City, EndsAt = At.AddHours(13.5), LeadHours = 24 }));
        yield return (NoticeKind.ReportUnanswered, [Line[1]], EscalationWords.Of(Unanswered(NoticeKind.ReportReceived), Line, 1));
        yield return (NoticeKind.ReportUnanswered, [Line[2]], EscalationWords.Of(Unanswered(NoticeKind.ReportReceived), Line, 2));
        yield return (NoticeKind.DeadlineUnanswered, [Line[1]], EscalationWords.Of(Unanswered(NoticeKind.CaseDeadlineApproached), Line, 1));
        yield return (NoticeKind.DeadlineUnanswered, [Line[1]], EscalationWords.Of(Unanswered(NoticeKind.CaseDeadlinePassed), Line, 1));
        var forwarded = new CaseForwarded { ForwardingId = Guid.Empty, Version = 1, AgencyOffice = "ppk:75.71", OfficeCode = City, ForwardedOn = new DateOnly(2024, 10, 8), ActByOn = new DateOnly(2024, 10, 22) };
        yield return (NoticeKind.Forwarded, [new("ppk", City)], NoticeWords.Of(forwarded));
        yield return (NoticeKind.ForwardingOverdue, [CityOffice, Line[1]], NoticeWords.Of(new ForwardingOverdue
        {
            ForwardingId = Guid.Empty,
            Version = 2,
            Number = Number,
            OfficeCode = City,
            ForwardedOn = new DateOnly(2024, 10, 8),
            DueOn = new DateOnly(2024, 11, 7),
            SeenAt = At,
        }));
        yield return (NoticeKind.DataBreach, Line, NoticeWords.Of(new PersonalDataBreached { BreachId = Guid.Empty, Version = 1, RegionCode = City, KnownAt = At, EndsAt = At.AddHours(72) }));
    }

    private static IEnumerable<(NoticeKind, IReadOnlyList<Office>, (string, string))> Pledges()
    {
        var held = new DeclarationHeld
        {
            DeclarationId = Guid.Empty,
            Version = 1,
            RegionCode = City,
            Title = "Ikrar netralitas ASN",
            HeldOn = new DateOnly(2024, 9, 1),
            StartsAt = new TimeOnly(9, 0),
            TimeZone = "WITA",
            RecordedAt = At,
        };
        yield return (NoticeKind.DeclarationHeld, Recipients.Of(Recipients.RegionOf(City)!.Code), NoticeWords.Of(held, Recipients.RegionOf(City)));
        var issued = new PledgeInvitationsIssued { BatchId = Guid.Empty, Version = 1, DeclarationId = Guid.Empty, RegionCode = City, Invitations = 34, IssuedAt = At, ExpiresAt = At.AddDays(7) };
        yield return (NoticeKind.PledgeInvitations, Recipients.OfAuthority(City), NoticeWords.Of(issued, Recipients.RegionOf(City)));
        var due = new PledgeReminderDue { ReminderId = Guid.Empty, Version = 1, DeclarationId = Guid.Empty, TextTitle = "Ikrar netralitas ASN", RegionCode = City, Expected = 40, Pledged = 31, RemindedAt = At };
        yield return (NoticeKind.ReminderToPledge, Recipients.OfAuthority(City), NoticeWords.Of(due));
        var reached = new CoverageMilestoneReached
        {
            CoverageId = Guid.Empty,
            Version = 75,
            PledgeTextId = Guid.Empty,
            TextTitle = "Ikrar netralitas ASN",
            RegionCode = City,
            Expected = 40,
            Pledged = 31,
            ReachedAt = At,
        };
        yield return (NoticeKind.CoverageMilestone, Recipients.OfAuthority(City), NoticeWords.Of(reached));
        var overdue = new PreventionDutyOverdue
        {
            DutyId = Guid.Empty,
            Version = 1,
            Office = "ppk:75.71",
            OfficeText = "Pejabat Pembina Kepegawaian Kota Gorontalo",
            RegionCode = City,
            DueOn = new DateOnly(2024, 8, 12),
            SeenAt = At,
        };
        yield return (NoticeKind.PpkDutyDue, Recipients.OfDuty(overdue.Office, City), NoticeWords.Of(overdue));
    }

    private static Escalation Unanswered(NoticeKind kind) =>
        new() { SubjectId = Guid.Empty, Kind = kind, SubjectVersion = 1, Line = string.Join(' ', Line), Step = 0, Number = Number, RegionCode = City, Since = At };
}
