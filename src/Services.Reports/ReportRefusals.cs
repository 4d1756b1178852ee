using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports;

/// <summary>Every "no" that this service says. Reasons are listed in docs/errors.md.</summary>
internal static class ReportRefusals
{
    internal static RefusalException ReportEmpty() =>
        new(StatusCode.InvalidArgument, "REPORT_EMPTY", "Laporan masih kosong. Tuliskan sedikitnya satu kata tentang apa yang terjadi; hal lain dapat dilengkapi kemudian.",
            new FieldFault("narrative", "Tuliskan apa yang terjadi."));

    internal static RefusalException IntakeUnavailable() =>
        new(StatusCode.Unavailable, "INTAKE_UNAVAILABLE",
            "Laporan Anda belum tersimpan karena gangguan di pihak kami. Simpan isinya dan kirim lagi dalam beberapa detik dengan request_id yang sama; nomor dan kode aksesnya tidak akan berubah.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    internal static RefusalException ReportNotFound() =>
        new(StatusCode.NotFound, "REPORT_NOT_FOUND", "Nomor laporan dan kode akses ini tidak cocok dengan laporan mana pun. Periksa keduanya pada tanda terima Anda.");

    internal static RefusalException HandedOverInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "HANDED_OVER_INVALID", "Saat penyerahan laporan belum benar. Perbaiki, atau kosongkan bila laporan disampaikan pada saat dicatat.", faults);

    internal static RefusalException RegionUnknown(string field) =>
        new(StatusCode.InvalidArgument, "REGION_UNKNOWN", "Kode wilayah ini tidak ada dalam daftar Kemendagri.",
            new FieldFault(field, "Isi dengan kode Kemendagri, misalnya 75.71 untuk Kota Gorontalo, atau kosongkan untuk wilayah kantor Anda."));

    internal static RefusalException RegionOutsideOffice(Office office) =>
        new(StatusCode.PermissionDenied, "REGION_OUTSIDE_OFFICE", $"Kantor {office} hanya dapat mencatat temuan dan hasil pengawasan di wilayahnya sendiri dan wilayah di bawahnya.");

    internal static RefusalException ReportUnknown() =>
        new(StatusCode.NotFound, "REPORT_UNKNOWN", "Tidak ada laporan dengan nomor ini di wilayah kantor Anda. Periksa nomornya pada pemberitahuan.",
            new FieldFault("number", "Isi dengan nomor laporan di wilayah kantor Anda."));

    internal static RefusalException ReportAlreadyFormal(ReportKind kind) =>
        new(StatusCode.FailedPrecondition, "REPORT_ALREADY_FORMAL", $"Ini bukan informasi awal lagi, melainkan {ReportKinds.Words(kind).ToLowerInvariant()}. Yang sudah diterima tetap tersimpan.");

    internal static RefusalException RequestIdInvalid() =>
        new(StatusCode.InvalidArgument, "REQUEST_ID_INVALID", "request_id harus berupa UUID baru yang dibuat oleh aplikasi Anda untuk setiap permintaan.",
            new FieldFault("request_id", "Isi dengan UUID, misalnya 0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44."));

    internal static RefusalException RequestIdReused() =>
        new(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", "request_id ini sudah dipakai untuk tambahan lain pada laporan ini. Buat UUID baru untuk tambahan yang isinya berbeda.",
            new FieldFault("request_id", "Gunakan UUID baru."));

    internal static RefusalException MessageInvalid(int longest) =>
        new(StatusCode.InvalidArgument, "MESSAGE_INVALID", "Pesan masih kosong atau terlalu panjang. Tuliskan apa yang ingin Anda sampaikan kepada kantor yang menangani laporan.",
            new FieldFault("text", $"Isi dengan 1 sampai {longest} karakter."));

    internal static RefusalException QuestionUnknown() =>
        new(StatusCode.InvalidArgument, "QUESTION_UNKNOWN", "Pertanyaan dengan nomor ini tidak ada pada laporan Anda.",
            new FieldFault("question", "Isi dengan nomor pertanyaan dari TrackReport, atau kosongkan bila pesan ini bukan jawaban."));
}
