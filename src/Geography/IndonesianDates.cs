using System.Globalization;

namespace Netralitas.Geography;

/// <summary>Dates and times as Indonesian texts write them, whatever the culture of the machine.</summary>
public static class IndonesianDates
{
    private static readonly string[] Days = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

    private static readonly string[] Months =
    [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ];

    /// <summary>The names of days and months, also shortened (Sen, Okt), to read dates by.</summary>
    public static DateTimeFormatInfo Names { get; } = DateTimeFormatInfo.ReadOnly(new DateTimeFormatInfo
    {
        DayNames = Days,
        AbbreviatedDayNames = [.. Days.Select(day => day[..3])],
        MonthNames = [.. Months, ""],
        MonthGenitiveNames = [.. Months, ""],
        AbbreviatedMonthNames = [.. Months.Select(month => month[..3]), ""],
        AbbreviatedMonthGenitiveNames = [.. Months.Select(month => month[..3]), ""],
    });

    /// <summary>"2 Desember 2024".</summary>
    public static string Date(DateOnly date) => $"{date.Day} {Months[date.Month - 1]} {date.Year}";

    /// <summary>"Senin, 2 Desember 2024".</summary>
    public static string DayAndDate(DateOnly date) => $"{Days[(int)date.DayOfWeek]}, {Date(date)}";

    /// <summary>"16.30".</summary>
    public static string Time(TimeOnly time) => time.ToString("HH'.'mm", CultureInfo.InvariantCulture);

    /// <summary>"Senin, 2 Desember 2024 pukul 16.30 WITA".</summary>
    public static string Instant(DateTimeOffset instant, IndonesianTimeZone zone)
    {
        var local = instant.ToOffset(zone.Offset());
        return $"{DayAndDate(DateOnly.FromDateTime(local.DateTime))} pukul {Time(TimeOnly.FromDateTime(local.DateTime))} {zone.Abbreviation()}";
    }
}
