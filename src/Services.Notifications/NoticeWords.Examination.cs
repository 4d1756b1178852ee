using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Notifications;

/// <summary>What is told of the examination of a report and of its changing hands.</summary>
internal static partial class NoticeWords
{
    private const string Nothing = "Identitas pelapor dan isi laporan tidak dimuat di sini.";

    internal static (string Title, string Body) Of(ReportStatusChanged changed)
    {
        var status = Enum.TryParse<ReportStatus>(changed.Status, out var known) ? known : ReportStatus.Unspecified;
        // Some steps are the reporter's own: of what is held, nobody is told the hour.
        var at = changed.IsConfidential ? IndonesianDates.Date(ZoneOf(changed.OfficeCode).LocalDate(changed.ChangedAt)) : Instant(changed.ChangedAt, changed.OfficeCode);
        var number = Grouped(changed.Number);
        var (title, said) = status switch
        {
            ReportStatus.Registered => ($"Laporan {number} diregistrasi",
                $"Laporan nomor {number} diregistrasi pada {at}. Batas waktu penanganan beserta dasar hukumnya tersedia pada berkas laporan."),
            ReportStatus.NotRegistered => ($"Laporan {number} tidak diregistrasi",
                $"Laporan nomor {number} tidak diregistrasi berdasarkan keputusan pada {at}. Alasannya tersedia pada berkas laporan dan dapat dibaca pelapor dengan nomor laporan dan kode akses."),
            ReportStatus.PreliminaryInformation => ($"Laporan {number} tidak diregistrasi dan dicatat sebagai informasi awal",
                $"Laporan nomor {number} belum memenuhi syarat dan sejak {at} dicatat sebagai informasi awal. Laporan tetap tersimpan dan masih dapat dilengkapi. Kekurangannya tersedia pada berkas laporan."),
            ReportStatus.CompletionRequested => ($"Laporan {number} perlu diperbaiki oleh pelapor",
                $"Permintaan perbaikan laporan nomor {number} dibuat pada {at}. Pelapor dapat membacanya dengan nomor laporan dan kode akses. "
                + "Waktu perbaikan berjalan sejak pelapor mengonfirmasi penerimaannya atau sejak kantor yang menangani mencatat penyampaiannya."),
            ReportStatus.Violation or ReportStatus.NoViolation or ReportStatus.Discontinued => ($"Keputusan pleno atas laporan {number}: {CaseWords.Status(status)}",
                $"Rapat pleno memutuskan laporan nomor {number} pada {at}. {CaseWords.Decided(status)} Keputusan selengkapnya tersedia pada berkas laporan."),
            _ => ($"Status laporan {number}: {CaseWords.Status(status)}", $"Laporan nomor {number} berstatus {CaseWords.Status(status)} sejak {at}."),
        };
        return (title, $"{said} Kantor yang menangani: {Office(changed.OfficeCode)}. {Nothing}");
    }

    internal static (string Title, string Body) Of(ClarificationInvited invited)
    {
        var number = Grouped(invited.Number);
        return ($"Undangan klarifikasi untuk laporan {number}",
            $"Undangan klarifikasi kepada {CaseWords.Party(invited.Party)} untuk laporan nomor {number} dicatat pada {Instant(invited.InvitedAt, invited.OfficeCode)}. "
            + $"Tanggal klarifikasi: {IndonesianDates.Date(invited.HeldOn)}. Kantor yang menangani: {Office(invited.OfficeCode)}. Nama yang diundang tidak dimuat di sini. {Nothing}");
    }

    internal static (string Title, string Body) Of(TransferAwaited awaited)
    {
        var (number, sender, since) = (Grouped(awaited.Number), Office(awaited.OfficeCode), Instant(awaited.SentAt, awaited.AwaitedOfficeCode));
        var climbs = awaited.ClimbsAt is { } at ? $" Jika belum dijawab sampai {Instant(at, awaited.AwaitedOfficeCode)}, pemberitahuan ini naik ke kantor di atasnya." : "";
        var (title, said) = (awaited.Manner, awaited.Unanswered) switch
        {
            (nameof(TransferKind.Referral), _) => ($"Penerusan laporan {number} kepada lembaga lain belum dijawab",
                $"{sender} meneruskan laporan nomor {number} kepada lembaga lain pada {since}, dan jawaban lembaga itu belum dicatat. Mohon memastikan jawabannya diminta dan dicatat."),
            (_, 0) => ($"Pelimpahan laporan {number} menunggu penerimaan",
                $"{sender} melimpahkan laporan nomor {number} kepada {Office(awaited.AwaitedOfficeCode)} pada {since}. Terima atau kembalikan pelimpahan ini. "
                + $"Sampai pelimpahan diterima, laporan tetap ditangani {sender} dan batas waktunya tetap berjalan."),
            _ => ($"Pelimpahan laporan {number} belum dijawab",
                $"{sender} melimpahkan laporan nomor {number} pada {since}, dan kantor penerima belum menjawab. Karena itu pelimpahan ini naik ke {Office(awaited.AwaitedOfficeCode)}. "
                + $"Terima atau kembalikan pelimpahan ini. Sampai pelimpahan diterima, laporan tetap ditangani {sender} dan batas waktunya tetap berjalan."),
        };
        return (title, $"{said}{climbs} {Nothing}");
    }
}
