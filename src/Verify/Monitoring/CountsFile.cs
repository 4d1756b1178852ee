using System.Globalization;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary>Published counts: a line <c>day,kind,count</c> each, the day in UTC as <c>2026-11-21</c>, the kind <c>pledge</c>, <c>report</c>, <c>roll</c> or <c>erasure</c>; lines that begin with <c>#</c> are comments.</summary>
internal static class CountsFile
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="counts">The counts; null without a file.</param>
    /// <param name="problem">What is wrong, in Indonesian.</param>
    internal static bool TryRead(string? path, out LogTotals? counts, out string? problem)
    {
        (counts, problem) = (null, null);
        if (path is null)
        {
            return true;
        }

        if (!InputFiles.TryRead(path, out var bytes, out problem))
        {
            return false;
        }

        var read = new LogTotals();
        foreach (var (n, line) in System.Text.Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n').Index())
        {
            var words = line.Trim().Split(',');
            if (words is [""] || words[0].StartsWith('#'))
            {
                continue;
            }

            if (words is not [var day, var kind, var count]
                || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || KindOf(kind) is not { } known || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                problem = $"Baris {n + 1} pada {path} tidak terbaca. Tulis hari, jenis, dan jumlah, misalnya 2026-11-21,pledge,120.";
                return false;
            }

            read.Add(date, known, number);
        }

        counts = read;
        return true;
    }

    private static CommitmentKind? KindOf(string kind) => kind switch
    {
        "pledge" => CommitmentKind.Pledge,
        "report" => CommitmentKind.Report,
        "roll" => CommitmentKind.Roll,
        "erasure" => CommitmentKind.Erasure,
        _ => null,
    };
}
