using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary>The file of entries that stand for nothing, as an auditor gets it from <c>ReceiptAuditService.ExportDummies</c>.</summary>
internal static class DummiesFile
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="trusted">The log that it must be of.</param>
    /// <param name="counts">Published counts: of reports, they may be of the file's days alone.</param>
    /// <param name="dummies">What it says; null without a file.</param>
    /// <param name="problem">What is wrong, in Indonesian.</param>
    internal static bool TryRead(string? path, IReadOnlyList<LogPolicy> trusted, LogTotals? counts, out OpenedDummies? dummies, out string? problem)
    {
        (dummies, problem) = (null, null);
        if (path is null)
        {
            return true;
        }

        if (!InputFiles.TryRead(path, OpenedDummies.MaxLength, out var bytes, out problem))
        {
            return false;
        }

        if (!OpenedDummies.TryParse(bytes, out var read, out var line))
        {
            problem = $"Baris {line} pada {path} tidak terbaca, atau berkasnya terpotong. Minta lagi berkas itu dari auditor Bawaslu pusat.";
        }
        else if (trusted.All(policy => policy.Origin != read.Origin))
        {
            problem = $"Berkas {path} adalah tentang catatan publik {read.Origin}, bukan yang kuncinya Anda berikan.";
        }
        else if (counts?.All.Any(each => each.Kind == CommitmentKind.Report && (each.Day < read.FirstDay || each.Day > read.LastDay)) ?? false)
        {
            problem = $"Jumlah laporan yang diumumkan memuat hari di luar {path}, yaitu {Words.Day(read.FirstDay)} sampai {Words.Day(read.LastDay)}.";
        }

        dummies = problem is null ? read : null;
        return problem is null;
    }
}
