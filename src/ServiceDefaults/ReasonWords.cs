using System.Text.RegularExpressions;
using Grpc.Core;

namespace Netralitas.ServiceDefaults;

/// <summary>Titles of refusals, and what to change in English, as docs/errors.md says it.</summary>
internal static partial class ReasonWords
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Advice = new(ReadAdvice);

    /// <summary>What kind of refusal it is, in Indonesian.</summary>
    internal static string IndonesianTitle(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.OutOfRange => "Isian belum benar",
        StatusCode.NotFound => "Tidak ditemukan",
        StatusCode.AlreadyExists => "Sudah pernah dipakai",
        StatusCode.PermissionDenied => "Tidak berwenang",
        StatusCode.Unauthenticated => "Belum dikenali",
        StatusCode.ResourceExhausted => "Melebihi batas",
        StatusCode.FailedPrecondition => "Belum atau tidak dapat dilakukan",
        StatusCode.Aborted => "Sudah berubah",
        StatusCode.Unimplemented => "Alamat tidak dikenal",
        StatusCode.Unavailable => "Sedang tidak dapat dijangkau",
        StatusCode.DeadlineExceeded => "Batas waktu terlampaui",
        StatusCode.Cancelled => "Dibatalkan",
        _ => "Gangguan di pihak kami",
    };

    /// <summary>The reason as words, for example <c>Report not found</c>.</summary>
    internal static string EnglishTitle(string reason)
    {
        var words = reason.Replace('_', ' ').ToLowerInvariant();
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What to change, in English; null for a reason that is not listed.</summary>
    internal static string? EnglishAdvice(string reason) => Advice.Value.GetValueOrDefault(reason);

    private static Dictionary<string, string> ReadAdvice()
    {
        using var stream = typeof(ReasonWords).Assembly.GetManifestResourceStream("errors")!;
        using var reader = new StreamReader(stream);
        return Row().Matches(reader.ReadToEnd()).GroupBy(row => row.Groups["reason"].Value)
            .ToDictionary(rows => rows.Key, rows => rows.First().Groups["advice"].Value.Replace("`", "", StringComparison.Ordinal).Trim());
    }

    [GeneratedRegex(@"^\| `(?<reason>[A-Z_]+)` \| [A-Z_]+ \| [^|]+ \| (?<advice>[^|]+) \| [^|]+ \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
