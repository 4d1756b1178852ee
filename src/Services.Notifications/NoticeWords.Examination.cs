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
        var climbs = awaited.ClimbsAt is { } at ? $" Jika belum dijawab sampai {Instant(at, awaited.AwaitedOfficeCode)}, {(awaited.Lapses ? $"pelimpahan ini gugur dan laporan tetap ditangani {sender}" : "pemberitahuan ini naik ke kantor di atasnya")}." : "";
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

    internal static (string Title, string Body) Of(TransferProgressed progressed)
    {
        var (number, had, at) = (Grouped(progressed.Number), Office(progressed.OfficeCode), Instant(progressed.HappenedAt, progressed.OfficeCode));
        var by = progressed.ByOfficeCode is { } code ? Office(code) : "";
        var next = progressed.NextAt is { } instant ? $" Jika tetap belum dijawab sampai {Instant(instant, progressed.OfficeCode)}, Anda diberi tahu lagi." : "";
        var (title, said) = (progressed.Manner, progressed.Outcome) switch
        {
            (nameof(TransferKind.TakeOver), _) => ($"Laporan {number} diambil alih",
                $"{by} mengambil alih penanganan laporan nomor {number} dari {had} pada {at}. Sejak saat itu {by} menangani laporan tersebut beserta batas waktunya."),
            (nameof(TransferKind.Referral), "Acknowledged") => ($"Penerusan laporan {number} tercatat diterima",
                $"{by} mencatat pada {at} bahwa lembaga yang menerima penerusan laporan nomor {number} telah menerimanya."),
            (nameof(TransferKind.Referral), "Returned") => ($"Penerusan laporan {number} tercatat dikembalikan",
                $"{by} mencatat pada {at} bahwa lembaga yang menerima penerusan laporan nomor {number} mengembalikannya. Laporan kembali ditangani {had} dan dikaji lagi dari awal."),
            (nameof(TransferKind.Referral), _) => ($"Penerusan laporan {number} belum dijawab",
                $"Jawaban lembaga atas penerusan laporan nomor {number} belum dicatat. Pada {at} hal ini disampaikan kepada {by}. Mohon meminta dan mencatat jawabannya."),
            (_, "Acknowledged") => ($"Pelimpahan laporan {number} diterima",
                $"{by} menerima pelimpahan laporan nomor {number} pada {at}. Sejak saat itu {by} menangani laporan tersebut beserta batas waktunya."),
            (_, "Returned") => ($"Pelimpahan laporan {number} dikembalikan",
                $"{by} mengembalikan pelimpahan laporan nomor {number} pada {at}. Alasannya tersedia pada pelimpahan itu di Netralitas. Laporan tetap ditangani {had} dan batas waktunya terus berjalan."),
            (_, "Recalled") => ($"Pelimpahan laporan {number} ditarik kembali",
                $"{by} menarik kembali pelimpahan laporan nomor {number} pada {at}. {had} tidak perlu lagi menjawabnya. Laporan tetap ditangani {by} dan batas waktunya terus berjalan."),
            (_, "Lapsed") => ($"Pelimpahan laporan {number} tidak dijawab",
                $"Pelimpahan laporan nomor {number} tidak dijawab sampai waktunya habis pada {at}, sehingga gugur. Laporan tetap ditangani {had} dan batas waktunya terus berjalan. Ambil kembali berkasnya, lanjutkan penanganan, atau limpahkan lagi."),
            _ => ($"Pelimpahan laporan {number} belum dijawab",
                $"Kantor penerima belum menjawab pelimpahan laporan nomor {number}. Pada {at} pelimpahan itu naik ke {by}. Sampai diterima, laporan tetap ditangani {had} dan batas waktunya terus berjalan."),
        };
        return (title, $"{said}{next} {Nothing}");
    }

    internal static (string Title, string Body) Of(ForwardingOverdue overdue)
    {
        var number = Grouped(overdue.Number);
        return ($"Penerusan perkara {number} melewati batas tindak lanjut",
            $"Perkara dari laporan nomor {number} diteruskan oleh {Office(overdue.OfficeCode)} pada {IndonesianDates.Date(overdue.ForwardedOn)}, dan sampai {IndonesianDates.Date(overdue.DueOn)} belum ada keputusan atau langkah berikutnya yang dicatat. "
            + "Mohon meminta keterangan tindak lanjutnya, mencatat hasilnya, atau menaikkannya kepada BKN atau Menteri Dalam Negeri. Nama terlapor dan isi perkara tidak dimuat di sini.");
    }
}
