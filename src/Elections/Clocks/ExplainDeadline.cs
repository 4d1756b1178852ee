using Netralitas.Elections.Calendars;
using Netralitas.Geography;

namespace Netralitas.Elections.Clocks;

/// <summary>Says in one Indonesian sentence when a clock ends and why, for the people of the case.</summary>
public static class ExplainDeadline
{
    /// <summary>The deadline as it stands, with how it was counted and by which law.</summary>
    /// <returns>
    /// "Batas penanganan laporan ini Kamis, 5 Desember 2024 pukul 23.59 WITA: 3 hari kalender sejak diregistrasi Senin, 2 Desember 2024
    /// (UU 1/2015 Pasal 134 ayat (5))."; with the extension, the days passed over and the pauses when there are any; for a clock that is paused,
    /// how much of it is used; for one that needs a year without holidays, which year.
    /// </returns>
    public static string Sentence(Clock clock) => clock.Deadline switch
    {
        { EndsAt: { } ends } => $"Batas {clock.Rule.Name} {End(clock, ends)}: {Counting(clock)} ({Basis(clock)}).",
        { MissingYear: { } year } =>
            $"Batas {clock.Rule.Name} belum dapat dihitung karena hari libur tahun {year} belum tercatat: {Counting(clock)} ({Basis(clock)}).",
        _ => $"Batas {clock.Rule.Name} belum berjalan kembali karena penghitungan dihentikan sementara sejak {Standstill(clock)}: {Counting(clock)} ({Basis(clock)}).",
    };

    /// <summary>A move of a deadline, from which day to which and because of what.</summary>
    /// <param name="clock">The clock that moved.</param>
    /// <param name="change">One of its <see cref="Clock.Changes"/>.</param>
    public static string Sentence(Clock clock, DeadlineChange change)
    {
        var (from, to) = (Day(change.From), Day(change.To));
        var moved = from == to
            ? $"Batas {clock.Rule.Name} tetap {to} menurut waktu kantor yang menangani"
            : $"Batas {clock.Rule.Name} berubah dari {from} menjadi {to}";
        string[] reasons = change.From.MissingYear is { } year && change.To.MissingYear is null
            ? [$"hari libur tahun {year} kini tercatat"]
            : [.. Reason(change.Step, clock), .. change.Holidays.Select(Decreed)];
        return $"{moved} karena {IndonesianWords.List(reasons)}.";
    }

    /// <summary>That another body of law came to hold for a case, and what its clock kept of the one before.</summary>
    /// <param name="before">The clock that was stopped for it.</param>
    /// <param name="after">The clock that took its place.</param>
    public static string Recounted(Clock before, Clock after)
    {
        var kept = after.Pauses.Count > 0 ? " Masa henti yang sudah berjalan tetap tidak dihitung." : "";
        var extended = (before.IsExtended, after.IsExtended) switch
        {
            (true, true) => " Perpanjangan yang sudah diambil tetap berlaku.",
            (true, false) => " Perpanjangan tidak dikenal dalam ketentuan itu.",
            (false, _) => "",
        };
        return $"Batas {after.Rule.Name} dihitung ulang menurut {Basis(after)} karena pemilihan yang ditetapkan untuk perkara ini berubah; sebelumnya {Day(before.Deadline)} menurut {Basis(before)}.{kept}{extended}";
    }

    /// <summary>That a clock which is over would have ended on another day by a newer calendar, and what follows for whether it was kept.</summary>
    /// <param name="own">The clock by what was known when it was stopped.</param>
    /// <param name="present">The same by what is known now.</param>
    /// <returns>"Batas penyampaian laporan berubah dari … menjadi … karena … (keputusan). Menurut kalender yang kini tercatat batas itu ditepati; semula dinilai terlewati."</returns>
    public static string Reassessed(Clock own, Clock present)
    {
        var verdict = (own.StoppedInTime, present.StoppedInTime) switch
        {
            (false, true) => " Menurut kalender yang kini tercatat batas itu ditepati; semula dinilai terlewati.",
            (true, false) => " Menurut kalender yang kini tercatat batas itu terlewati; semula dinilai ditepati.",
            (_, true) => " Batas itu tetap ditepati.",
            (_, false) => " Batas itu tetap terlewati.",
            _ => "",
        };
        return Sentence(present, present.Changes[^1]) + verdict;
    }

    private static string End(Clock clock, DateTimeOffset ends)
    {
        // What ends at midnight ends, for people, in the last minute of the day before.
        var isMidnight = ends.ToOffset(clock.Zone.Offset()).TimeOfDay == TimeSpan.Zero;
        return IndonesianDates.Instant(isMidnight ? ends.AddMinutes(-1) : ends, clock.Zone);
    }

    private static string Counting(Clock clock)
    {
        var start = clock.Rule.Unit == ClockUnit.Hour
            ? IndonesianDates.Instant(clock.CountedFrom, clock.Zone)
            : IndonesianDates.DayAndDate(clock.StartedOn);
        var inclusive = clock.Rule.InclusiveStart && clock.Rule.Unit != ClockUnit.Hour ? " (hari itu ikut dihitung)" : "";
        return $"{Length(clock)} sejak {clock.Rule.StartsFrom} {start}{inclusive}{PassedOver(clock)}";
    }

    private static string Length(Clock clock)
    {
        var unit = Unit(clock.Rule.Unit);
        if (clock.IsExtended)
        {
            return $"{clock.Length} {unit} ({clock.Rule.Length} {unit} dan perpanjangan {clock.Rule.Extension} {unit})";
        }

        return clock.Rule.Unit == ClockUnit.Hour && clock.Length % 24 == 0 ? $"{clock.Length / 24} x 24 {unit}" : $"{clock.Length} {unit}";
    }

    private static string PassedOver(Clock clock)
    {
        List<string> parts = [];
        if (clock.Deadline.Uncounted.Any(day => day.Reason == UncountedReason.Weekend))
        {
            parts.Add("hari Sabtu dan Minggu");
        }

        parts.AddRange(clock.Deadline.Uncounted.Where(day => day.Holiday is not null).Select(day => Day(day.Holiday!)));
        parts.AddRange(clock.Pauses.Where(pause => pause.EndsBefore is not null && (clock.Rule.Unit == ClockUnit.Hour || pause.EndsBefore > pause.FirstDay))
            .Select(pause => Pause(clock, pause)));
        return parts.Count == 0 ? "" : $", tidak termasuk {IndonesianWords.List(parts)}";
    }

    private static string Pause(Clock clock, ClockPause pause)
    {
        if (clock.Rule.Unit == ClockUnit.Hour)
        {
            return $"masa henti {IndonesianDates.Instant(pause.Since, clock.Zone)} sampai dengan {IndonesianDates.Instant(pause.Until!.Value, clock.Zone)}";
        }

        var lastDay = pause.EndsBefore!.Value.AddDays(-1);
        return pause.FirstDay == lastDay
            ? $"masa henti {IndonesianDates.DayAndDate(lastDay)}"
            : $"masa henti {IndonesianDates.DayAndDate(pause.FirstDay)} sampai dengan {IndonesianDates.DayAndDate(lastDay)}";
    }

    private static string Standstill(Clock clock) => clock.Rule.Unit == ClockUnit.Hour
        ? IndonesianDates.Instant(clock.Pauses[^1].Since, clock.Zone)
        : $"{IndonesianDates.DayAndDate(clock.Pauses[^1].FirstDay)} setelah terhitung {clock.Deadline.Counted} hari";

    private static string Basis(Clock clock) => clock.IsExtended && clock.Rule.ExtensionBasis.Length > 0
        ? $"{clock.Rule.Citation.Basis}; {clock.Rule.ExtensionBasis}"
        : clock.Rule.Citation.Basis;

    private static string Unit(ClockUnit unit) => unit switch
    {
        ClockUnit.CalendarDay => "hari kalender",
        ClockUnit.WorkingDay => "hari kerja",
        ClockUnit.Hour => "jam",
    };

    private static string Day(Deadline deadline) =>
        deadline.LastDay is { } day ? IndonesianDates.DayAndDate(day) : "belum dapat ditentukan";

    private static string Day(Holiday holiday) => $"{IndonesianDates.DayAndDate(holiday.Date)} ({Kind(holiday.Kind)} {holiday.Name}, {holiday.Citation.Basis})";

    private static string Decreed(Holiday holiday) => holiday.Effect switch
    {
        HolidayEffect.Ditetapkan => $"{IndonesianDates.DayAndDate(holiday.Date)} ditetapkan sebagai {Kind(holiday.Kind)} {holiday.Name} ({holiday.Citation.Basis})",
        HolidayEffect.Dicabut => $"{IndonesianDates.DayAndDate(holiday.Date)} tidak lagi menjadi {Kind(holiday.Kind)} {holiday.Name} ({holiday.Citation.Basis})",
    };

    private static string Kind(HolidayKind kind) => kind switch
    {
        HolidayKind.LiburNasional => "libur nasional",
        HolidayKind.CutiBersama => "cuti bersama",
        HolidayKind.HariPemungutanSuara => "libur nasional",
        HolidayKind.LiburDaerah => "libur daerah",
    };

    private static string[] Reason(ClockStep step, Clock clock) => step switch
    {
        ClockStep.Pause => ["penghitungan dihentikan sementara"],
        ClockStep.Resume => ["penghitungan dilanjutkan"],
        ClockStep.Extend => [$"waktu diperpanjang ({clock.Rule.ExtensionBasis})"],
        ClockStep.Transfer => ["penanganan beralih ke kantor lain"],
        ClockStep.Start or ClockStep.ReviseCalendar or ClockStep.Stop => [],
    };
}
