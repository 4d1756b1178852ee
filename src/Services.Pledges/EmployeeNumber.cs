using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Netralitas.Services.Pledges;

/// <summary>A well-formed NIP (PNS) or NI PPPK: 18 digits. There is no check digit, so it is no proof that the person exists.</summary>
/// <remarks>
/// Law: Perka BKN 22/2007 and 43/2007 for the NIP [LAW-NIP-01]. The split of the NI PPPK is not confirmed in a regulation that was read [LAW-NIP-02].
/// Birth date and sex can be read off it: it is personal data.
/// </remarks>
internal readonly record struct EmployeeNumber
{
    // Two digits where a NIP has the month of appointment; counting of contracts begins here, so the two never meet.
    private const int FirstContractNumber = 21;

    private EmployeeNumber(string digits, bool isPppk)
    {
        Digits = digits;
        IsPppk = isPppk;
    }

    /// <summary>The 18 digits, without spaces.</summary>
    internal string Digits { get; }

    /// <summary>Whether it is an NI PPPK rather than a NIP.</summary>
    internal bool IsPppk { get; }

    /// <summary>Reads a number as people type it.</summary>
    /// <param name="text">Digits, with or without spaces.</param>
    /// <param name="today">Local date; nobody was appointed after it.</param>
    /// <param name="number">The number, when it is well formed.</param>
    /// <param name="fault">Indonesian sentence that says what is wrong, when it is not.</param>
    internal static bool TryParse(string text, DateOnly today, out EmployeeNumber number, [NotNullWhen(false)] out string? fault)
    {
        var digits = text.AsSpan().ContainsAnyExceptInRange('0', '9') ? string.Concat(text.Where(c => !char.IsWhiteSpace(c))) : text;
        fault = FaultOf(digits, today);
        number = fault is null ? new EmployeeNumber(digits, Part(digits, 12, 2) >= FirstContractNumber) : default;
        return fault is null;
    }

    private static string? FaultOf(string digits, DateOnly today)
    {
        if (digits.Length != 18 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return "NIP atau NI PPPK terdiri atas 18 angka.";
        }

        if (!DateOnly.TryParseExact(digits.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
        {
            return "Delapan angka pertama harus tanggal lahir yang benar (tahun, bulan, tanggal).";
        }

        var year = Part(digits, 8, 4);
        var monthOrContract = Part(digits, 12, 2);
        if (monthOrContract is not (>= 1 and <= 12) && monthOrContract < FirstContractNumber)
        {
            return "Angka ke-13 dan ke-14 harus bulan pengangkatan 01-12 (PNS) atau nomor kontrak mulai 21 (PPPK).";
        }

        if (year - born.Year is < 18 or > 70)
        {
            return "Tahun pengangkatan (angka ke-9 sampai ke-12) tidak sesuai dengan tahun lahir: usia saat diangkat 18 sampai 70 tahun.";
        }

        if (year > today.Year || (year == today.Year && monthOrContract <= 12 && monthOrContract > today.Month))
        {
            return "Pengangkatan (angka ke-9 sampai ke-14) tidak boleh setelah hari ini.";
        }

        if (digits[14] is not ('1' or '2'))
        {
            return "Angka ke-15 harus 1 (pria) atau 2 (wanita).";
        }

        return digits.EndsWith("000", StringComparison.Ordinal) ? "Tiga angka terakhir adalah nomor urut dan dimulai dari 001." : null;
    }

    private static int Part(string digits, int start, int length) => int.Parse(digits.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
