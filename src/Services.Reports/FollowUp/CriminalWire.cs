using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>A crime as offices are told how far it is.</summary>
internal static class CriminalWire
{
    /// <summary>How far it is, with the terms that run.</summary>
    internal static CriminalProgress Of(Forwarding forwarding, Handling handling, DateTimeOffset now)
    {
        var terms = CriminalTerm.Of(forwarding, handling, now);
        return new CriminalProgress
        {
            LastStep = forwarding.LastStep,
            LastStepText = forwarding.LastStep == CriminalStep.Unspecified ? "" : CriminalLife.Words(forwarding.LastStep),
            NextSteps = { CriminalLife.Next(forwarding.LastStep).Where(step => FollowUpLife.After(forwarding.Status, CriminalLife.ForForwarding(step)) is not null) },
            Terms = { terms.Select(term => Term(term, now)) },
            NoTerm = terms.Count > 0 ? "" : WhyNone(forwarding, handling, now),
        };
    }

    private static Wire.CriminalTerm Term(CriminalTerm term, DateTimeOffset now)
    {
        var rule = term.Clock.Rule;
        return new Wire.CriminalTerm
        {
            Subject = term.Subject.ToString(),
            DueOn = term.Clock.Deadline.LastDay is { } day ? ForwardingWire.Day(day) : "",
            EndsAt = term.EndsAt?.ToTimestamp(),
            IsPast = term.EndsAt <= now,
            IsOwed = term.IsOwed,
            Sentence = term.Sentence,
            Law = rule.Citation.Basis,
            Mark = rule.Citation.Mark.ToString(),
            RuleId = rule.Id,
            RuleVersion = rule.Version,
            CalendarKnownSince = term.Clock.Calendar.KnownSince.ToTimestamp(),
        };
    }

    private static string WhyNone(Forwarding forwarding, Handling handling, DateTimeOffset now)
    {
        var subjects = System.Enum.GetValues<CriminalStep>().SelectMany(CriminalLife.Starts);
        if (handling.RulesOf(subjects, handling.Zone.LocalDate(now)).Count == 0)
        {
            return $"Tidak ada batas waktu: ketentuan {FamilyWords(handling.Family)} tentang waktu penanganan Sentra Gakkumdu belum tercatat.";
        }

        if (forwarding.Status is ForwardingStatus.Decided or ForwardingStatus.Closed)
        {
            return "Tidak ada batas waktu yang berjalan karena tidak ada langkah yang masih ditunggu.";
        }

        return forwarding.LastStep == CriminalStep.Unspecified
            ? "Tidak ada batas waktu yang berjalan: batas pembahasan pertama dihitung sejak registrasi, yang tidak tercatat untuk penerusan ini."
            : "Tidak ada batas waktu yang berjalan sampai laporan diterima penyidik.";
    }

    private static string FamilyWords(ContestFamily? family) => family switch
    {
        ContestFamily.Pemilu => "Pemilu",
        ContestFamily.Pilkada => "Pilkada",
        null => "pemilihan yang belum dikenali",
    };
}
