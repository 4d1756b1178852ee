using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Escalations;

/// <summary>What the office above is told, in Indonesian: what nobody acknowledged, and why it climbed. Pure. Never a reporter, nor the content of a report.</summary>
internal static class EscalationWords
{
    /// <summary>Headline and text for the office that it climbed to.</summary>
    /// <param name="row">What climbs.</param>
    /// <param name="offices">Its line.</param>
    /// <param name="step">Place in the line of the office that is told, from 1.</param>
    internal static (string Title, string Body) Of(Escalation row, IReadOnlyList<Office> offices, int step)
    {
        var place = Recipients.RegionOf(row.RegionCode)?.FullName ?? "belum diketahui";
        var silent = Listed([.. offices.Take(step).Select(Name)]);
        var (title, what) = row.Kind switch
        {
            NoticeKind.ReportReceived => ($"Laporan belum ditanggapi: {place}", "Pemberitahuan tentang laporan"),
            NoticeKind.CaseDeadlineApproached => ($"Peringatan batas waktu belum ditanggapi: {place}", "Peringatan bahwa batas waktu mendekat untuk laporan"),
            _ => ($"Batas waktu terlewati dan belum ditanggapi: {place}", "Pemberitahuan bahwa batas waktu terlewati untuk laporan"),
        };
        var next = step == offices.Count - 1
            ? "Kantor Anda adalah tingkat terakhir. Mohon memastikan laporan ini ditangani."
            : $"Konfirmasi pemberitahuan ini di Netralitas, atau pastikan laporannya ditangani; jika tidak, pemberitahuan ini naik ke {Name(offices[step + 1])}.";
        return (title,
            $"{what} nomor {NoticeWords.Grouped(row.Number)} disampaikan pada {NoticeWords.Instant(row.Since, offices[0].Code)} dan belum dikonfirmasi oleh {silent}. "
            + $"Karena itu pemberitahuan ini naik ke kantor Anda. {next} Identitas pelapor dan isi laporan tidak dimuat di sini.");
    }

    private static string Name(Office office) =>
        office == Office.CentralBawaslu ? "Bawaslu RI" : $"Bawaslu {Recipients.RegionOf(office.Code)?.FullName ?? office.Code}";

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} dan {names[^1]}";
}
