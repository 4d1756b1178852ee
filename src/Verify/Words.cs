using System.Globalization;

namespace Netralitas.Verify;

/// <summary>Days, numbers and reasons as people read them in Indonesian, whatever the machine is set to.</summary>
internal static class Words
{
    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    internal static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    internal static string Instant(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(at.UtcDateTime))} pukul {at.UtcDateTime:HH.mm.ss} UTC");

    /// <summary>A number with points between the thousands.</summary>
    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '.');

    internal static string Basis(string basis) => basis switch
    {
        "purpose-ended" => "tujuan pemrosesan selesai",
        "subject-request" => "permintaan pemilik data",
        "retention-ended" => "masa penyimpanan berakhir",
        _ => basis,
    };
}
