using System.Globalization;
using Netralitas.Contracts.Pledges.V1;
using ZoneOfClocks = Netralitas.Contracts.Geography.V1.TimeZone;

namespace Netralitas.Demo.Printing;

/// <summary>Indonesian words for the values of the contract.</summary>
internal static class Words
{
    // The suite runs without culture data.
    private static readonly string[] Days = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    /// <summary>For example <c>Sabtu, 21 September 2024</c>; the text itself when it is no date.</summary>
    internal static string Date(string isoDate) => DateOnly.TryParseExact(isoDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? $"{Days[(int)date.DayOfWeek]}, {date.Day} {Months[date.Month - 1]} {date.Year}"
        : isoDate;

    internal static string Of(ZoneOfClocks zone) => zone switch
    {
        ZoneOfClocks.Wib => "WIB",
        ZoneOfClocks.Wita => "WITA",
        ZoneOfClocks.Wit => "WIT",
        ZoneOfClocks.Unspecified => "zona tidak disebut",
    };

    internal static string Of(DeclarationMode mode) => mode switch
    {
        DeclarationMode.Luring => "luring",
        DeclarationMode.Daring => "daring",
        DeclarationMode.Hibrida => "hibrida",
        DeclarationMode.Unspecified => "tidak disebut",
    };

    internal static string Of(Activity activity) => activity switch
    {
        Activity.Sosialisasi => "sosialisasi",
        Activity.Deklarasi => "deklarasi",
        Activity.Ikrar => "ikrar",
        Activity.PaktaIntegritas => "pakta integritas",
        Activity.Unspecified => "tidak disebut",
    };
}
