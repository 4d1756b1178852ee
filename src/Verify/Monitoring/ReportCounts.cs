using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary>The reports of a day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Entries">Entries of reports in the public log.</param>
/// <param name="Dummies">Of these, what is shown to stand for nothing.</param>
/// <param name="Counted">Reports that Bawaslu counts.</param>
internal sealed record DayOfReports(DateOnly Day, long Entries, long Dummies, long Counted)
{
    /// <summary>Reports in the public log.</summary>
    internal long Reports => Entries - Dummies;
}

/// <summary>Reports by day: what the public log has, less what is shown to stand for nothing, beside what Bawaslu counts.</summary>
internal static class ReportCounts
{
    /// <summary>Every day of the file that has an entry or a report.</summary>
    internal static IReadOnlyList<DayOfReports> Of(OpenedDummies file, DummyAudit audit) =>
    [
        .. from n in Enumerable.Range(0, file.LastDay.DayNumber - file.FirstDay.DayNumber + 1)
           let day = file.FirstDay.AddDays(n)
           let counted = file.Reports.GetValueOrDefault(day)
           where audit.EntriesOf(day) + counted > 0
           select new DayOfReports(day, audit.EntriesOf(day), audit.DummiesOf(day), counted),
    ];

    /// <summary>All that is not as it should be, in words for anyone.</summary>
    /// <param name="file">What an auditor was given.</param>
    /// <param name="audit">It, held against the log.</param>
    /// <param name="days">What <see cref="Of"/> gave.</param>
    /// <param name="published">Published counts; null for none.</param>
    /// <param name="size">Entries of the log that was read.</param>
    internal static IEnumerable<LogDifference> Differences(OpenedDummies file, DummyAudit audit, IReadOnlyList<DayOfReports> days, LogTotals? published, long size)
    {
        if (size < file.Size)
        {
            yield return new LogDifference(LogFault.Shrunk, $"catatan publik yang dibaca memuat {Words.Number(size)} catatan, padahal ketika berkas auditor dibuat sudah ada {Words.Number(file.Size)}");
        }

        foreach (var index in audit.Refuted)
        {
            yield return new LogDifference(LogFault.Dummy, $"catatan nomor {Words.Number(index + 1)} dinyatakan kosong, tetapi isinya tidak menunjukkan itu; mungkin ada laporan yang disembunyikan di baliknya");
        }

        foreach (var day in days.Where(day => day.Reports != day.Counted))
        {
            yield return new LogDifference(LogFault.Count, Sentence(day, day.Counted, "Bawaslu menghitung"));
        }

        foreach (var (on, _, count) in published?.All.Where(each => each.Kind == CommitmentKind.Report) ?? [])
        {
            if (days.FirstOrDefault(day => day.Day == on) is var day && (day?.Reports ?? 0) != count)
            {
                yield return new LogDifference(LogFault.Count, Sentence(day ?? new DayOfReports(on, 0, 0, 0), count, "yang diumumkan"));
            }
        }
    }

    private static string Sentence(DayOfReports day, long claimed, string by)
    {
        var more = day.Reports - claimed;
        return $"pada {Words.Day(day.Day)} catatan publik memuat {Words.Number(day.Reports)} laporan ({Words.Number(day.Entries)} catatan, {Words.Number(day.Dummies)} terbukti kosong), {by} {Words.Number(claimed)}: "
            + (more > 0 ? $"{Words.Number(more)} laporan ada di catatan publik tetapi tidak diakui" : $"{Words.Number(-more)} laporan diakui tetapi tidak ada di catatan publik");
    }
}
