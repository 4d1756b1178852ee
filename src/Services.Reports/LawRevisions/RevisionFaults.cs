using System.Globalization;
using System.Text.RegularExpressions;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.LawRevisions;

/// <summary>What can be wrong with the fields of a revision. Pure.</summary>
internal static partial class RevisionFaults
{
    private const int LongestBasis = 300;
    private const int LongestSource = 500;

    /// <summary>Of the decree: every revision has one.</summary>
    internal static IEnumerable<FieldFault> In(Decree? decree)
    {
        if (decree is null || !ReportWords.Any(decree.Basis) || decree.Basis.Length > LongestBasis)
        {
            yield return new FieldFault("decree.basis", $"Sebut keputusan dengan nomor dan tanggalnya, paling panjang {LongestBasis} karakter.");
        }

        if (decree is null || decree.Source.Length > LongestSource || !Uri.TryCreate(decree.Source, UriKind.Absolute, out var source) || source.Scheme != Uri.UriSchemeHttps)
        {
            yield return new FieldFault("decree.source", "Isi dengan alamat https tempat keputusan dapat dibaca.");
        }
    }

    /// <summary>Of a date.</summary>
    internal static IEnumerable<FieldFault> InDate(string text, string field) => DateOf(text) is null ? [new FieldFault(field, "Isi dengan tanggal, misalnya 2025-08-18.")] : [];

    /// <summary>Of the name of a value.</summary>
    internal static IEnumerable<FieldFault> InName<T>(string text, string field, params T[] except)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Except(except.Select(value => value.ToString())).ToList();
        return names.Contains(text) ? [] : [new FieldFault(field, $"Isi dengan salah satu dari: {string.Join(", ", names)}.")];
    }

    /// <summary>Of a region.</summary>
    internal static IEnumerable<FieldFault> InRegion(string text, string field) =>
        RegionCode.TryParse(text, out var code) && (code == RegionCode.National || RegionDirectory.Find(code) is not null)
            ? []
            : [new FieldFault(field, "Isi dengan kode Kemendagri yang ada, atau 00 untuk seluruh Indonesia.")];

    /// <summary>Of an id.</summary>
    internal static IEnumerable<FieldFault> InId(string text, string field) =>
        Id().IsMatch(text) ? [] : [new FieldFault(field, "Isi dengan 1 sampai 100 huruf kecil, angka, garis miring, titik, atau tanda hubung.")];

    /// <summary>Of a text.</summary>
    internal static IEnumerable<FieldFault> InText(string text, int longest, string field) =>
        ReportWords.Any(text) && text.Length <= longest ? [] : [new FieldFault(field, $"Isi dengan 1 sampai {longest} karakter.")];

    /// <summary>A date as the contract writes it; null when it is none, or one beside which no zone and no next day can be reckoned.</summary>
    internal static DateOnly? DateOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1 and < 9999 ? date : null;

    [GeneratedRegex(@"\A[a-z0-9/.-]{1,100}\z")]
    private static partial Regex Id();
}
