using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Contracts.Tests;

/// <summary>One fixed instance of every event, with each member set.</summary>
internal static class EventSamples
{
    private static readonly DateTimeOffset Instant = new(2024, 9, 21, 1, 30, 0, 123, 456, TimeSpan.Zero);

    internal static IReadOnlyList<object> All { get; } =
    [
        new DeclarationHeld
        {
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            Version = 1,
            RegionCode = "75.71",
            Title = "Ikrar netralitas ASN",
            HeldOn = new DateOnly(2024, 9, 21),
            StartsAt = new TimeOnly(9, 30),
            TimeZone = "WITA",
            ParentDeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e45"),
            RecordedAt = Instant,
        },
        new PledgeSigned
        {
            BatchId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e46"),
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            Version = 2,
            Signatures = 47,
            PersonalPledges = 46,
            OnBehalf = 1,
            RecordedAt = Instant,
        },
        new Pledges.V2.PledgeSigned
        {
            SignatureId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 1,
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            IsPersonalPledge = true,
            RecordedAt = Instant,
        },
        new PledgesRecorded
        {
            BatchId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e46"),
            Version = 1,
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            Signatures = 5000,
            PersonalPledges = 4999,
            OnBehalf = 1,
            FirstSignatureId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e49"),
            LastSignatureId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4a"),
            RecordedAt = Instant,
        },
        new PledgeInvitationsIssued
        {
            BatchId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e46"),
            Version = 1,
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            RegionCode = "75.71",
            Invitations = 34,
            IssuedAt = Instant,
            ExpiresAt = Instant.AddDays(7),
        },
        new ReportReceived
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 1,
            Number = "7K2M9QXD4T0B",
            RegionCode = "75.71",
            IsConfidential = true,
            ReceivedAt = Instant,
        },
        new ContestRecorded
        {
            Version = 1,
            KnownSince = Instant,
            ContestId = "uji-2031-bupati",
            Event = "uji-2031",
            Family = "Pilkada",
            Kind = "Bupati",
            Title = "CONTOH pemilihan bupati",
            Only = "62.07 62.08",
            Except = "31",
            Basis = "Keputusan CONTOH 1/2026",
            Source = "https://example.org/keputusan",
        },
        new StageRevised
        {
            Version = 2,
            KnownSince = Instant,
            StageId = "psu/62.07/2031-03-21",
            Scope = "uji-2031-bupati",
            RegionCode = "62.07",
            Kind = "PemungutanSuaraUlang",
            StartsOn = new DateOnly(2031, 3, 21),
            EndsOn = new DateOnly(2031, 3, 21),
            Basis = "Keputusan CONTOH 2/2026",
            Source = "https://example.org/keputusan",
        },
        new ReportsRecounted
        {
            BatchId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e48"),
            Version = 1,
            AfterReportId = Guid.Parse("0198f0b2-6c1e-7000-8000-000000000000"),
            UpToReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Reports = 1,
            Digest = ReportIds.Digest([Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47")]),
        },
        new ReportStatusChanged
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 4,
            Number = "7K2M9QXD4T0B",
            Status = "Registered",
            OfficeCode = "75.71",
            RegionCode = "75.71.05",
            ContestId = "pilkada-2024-75.71",
            IsConfidential = true,
            ToldBy = "ClarificationInvited",
            ChangedAt = Instant,
        },
        new ClarificationInvited
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 8,
            Number = "7K2M9QXD4T0B",
            OfficeCode = "75.71",
            RegionCode = "75.71.05",
            IsConfidential = true,
            Party = "Respondent",
            HeldOn = new DateOnly(2024, 9, 24),
            InvitedAt = Instant,
        },
        new TransferAwaited
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 9,
            Number = "7K2M9QXD4T0B",
            Manner = "HandOver",
            OfficeCode = "75",
            AwaitedOfficeCode = "75.71",
            RegionCode = "75.71.05",
            IsConfidential = true,
            Unanswered = 0,
            SentAt = Instant,
            ClimbsAt = Instant.AddHours(24),
            Lapses = true,
        },
        new TransferProgressed
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 10,
            Number = "7K2M9QXD4T0B",
            Manner = "HandOver",
            Outcome = "Climbed",
            OfficeCode = "75",
            ByOfficeCode = "00",
            RegionCode = "75.71.05",
            IsConfidential = true,
            HappenedAt = Instant,
            NextAt = Instant.AddHours(24),
        },
        new ForwardingOverdue
        {
            ForwardingId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e49"),
            Version = 2,
            Number = "7K2M9QXD4T0B",
            OfficeCode = "75.71",
            RegionCode = "75.71.05",
            ForwardedOn = new DateOnly(2024, 9, 24),
            DueOn = new DateOnly(2024, 10, 24),
            SeenAt = Instant,
        },
        new CaseDeadlineApproached
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 3,
            Number = "7K2M9QXD4T0B",
            Subject = "Handling",
            OfficeCode = "75.71",
            RegionCode = "75.71.05",
            IsConfidential = true,
            EndsAt = Instant,
            LeadHours = 24,
        },
        new CaseDeadlinePassed
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 4,
            Number = "7K2M9QXD4T0B",
            Subject = "Handling",
            OfficeCode = "75.71",
            RegionCode = "75.71.05",
            IsConfidential = true,
            EndsAt = Instant,
        },
        new CaseForwarded
        {
            ForwardingId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4b"),
            Version = 1,
            AgencyOffice = "ppk:75.71",
            OfficeCode = "75.71",
            ForwardedOn = new DateOnly(2024, 9, 21),
            ActByOn = new DateOnly(2024, 10, 21),
        },
        new NoticeServed
        {
            NoticeId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4c"),
            Version = 1,
            Kind = "Forwarded",
            SubjectId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4b"),
            Office = "ppk:75.71",
            ServedAt = Instant,
        },
        new ReportErased
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            Version = 9,
            Number = "7K2M9QXD4T0B",
            OfficeCode = "75.71",
            RegionCode = "75.71",
            ErasedAt = Instant,
        },
        new DataDeadlineReached
        {
            ClockId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4b"),
            Version = 1,
            Subject = "SubjectRequest",
            OfficeCode = "75.71",
            EndsAt = Instant,
            LeadHours = 24,
        },
        new PersonalDataBreached
        {
            BreachId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4c"),
            Version = 1,
            RegionCode = "75",
            KnownAt = Instant,
            EndsAt = Instant,
        },
        new CoverageMilestoneReached
        {
            CoverageId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4d"),
            Version = 25,
            PledgeTextId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4e"),
            TextTitle = "Ikrar netralitas ASN",
            RegionCode = "75.71",
            Unit = "Dinas Pendidikan",
            Expected = 100,
            Pledged = 25,
            ReachedAt = Instant,
        },
        new PledgeReminderDue
        {
            ReminderId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e4f"),
            Version = 1,
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e50"),
            TextTitle = "Ikrar netralitas ASN",
            RegionCode = "75.71",
            Expected = 100,
            Pledged = 25,
            RemindedAt = Instant,
        },
        new PreventionDutyOverdue
        {
            DutyId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e51"),
            Version = 1,
            Office = "ppk:81.71",
            OfficeText = "Pejabat Pembina Kepegawaian Kota Ambon",
            RegionCode = "81.71",
            LastHeldOn = new DateOnly(2024, 5, 14),
            DueOn = new DateOnly(2024, 8, 12),
            SeenAt = Instant,
        },
        new NoticesCounted
        {
            BatchId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e48"),
            Version = 1,
            AfterReportId = Guid.Parse("0198f0b2-6c1e-7000-8000-000000000000"),
            UpToReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47"),
            ReportIds = [Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e47")],
        },
        new TokensRevoked
        {
            RevocationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e90"),
            Version = 1,
            Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            RevokedAt = Instant,
            ExpiresAt = Instant,
        },
    ];
}
