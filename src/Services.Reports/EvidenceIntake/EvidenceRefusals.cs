using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.EvidenceIntake;

/// <summary>Every "no" that is said to whoever hands evidence in. Reasons are listed in docs/errors.md.</summary>
internal static class EvidenceRefusals
{
    internal static RefusalException UploadInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "UPLOAD_INVALID", "Keterangan berkas belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException LinkInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "LINK_INVALID", "Tautan belum dapat disimpan. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException EvidenceQuotaExceeded(int files, long bytes) =>
        new(StatusCode.ResourceExhausted, "EVIDENCE_QUOTA_EXCEEDED",
            $"Untuk satu laporan dapat diserahkan paling banyak {files} berkas dan tautan, seluruhnya {bytes / (1024 * 1024)} MiB. Keterangan tertulis tetap dapat ditambahkan; hubungi kantor Bawaslu untuk berkas lainnya.");

    internal static RefusalException UploadUnknown() =>
        new(StatusCode.NotFound, "UPLOAD_UNKNOWN", "Unggahan ini tidak ada pada laporan ini, atau sudah dihapus karena terlalu lama tidak dilanjutkan. Mulai lagi dengan BeginUpload.",
            new FieldFault("upload_id", "Isi dengan upload_id dari BeginUpload."));

    internal static RefusalException ChunkInvalid(string field, string advice) =>
        new(StatusCode.InvalidArgument, "CHUNK_INVALID", "Bagian berkas ini tidak dapat diterima; bagian sebelumnya tetap tersimpan. Lihat GetUpload, lalu lanjutkan dari sana.", new FieldFault(field, advice));

    internal static RefusalException UploadChanged() =>
        new(StatusCode.Aborted, "UPLOAD_CHANGED", "Unggahan ini sedang dilanjutkan dari sambungan lain, atau sudah berakhir. Lihat GetUpload, lalu lanjutkan dari satu sambungan saja.");

    internal static RefusalException UploadBegunOtherwise() =>
        new(StatusCode.FailedPrecondition, "UPLOAD_BEGUN_OTHERWISE",
            "Unggahan ini tidak dapat dilanjutkan lewat jalur ini: yang dimulai dengan token hanya dilanjutkan dengan token, yang dimulai tanpa token hanya tanpa token. Lanjutkan seperti saat memulai; bila tetap ditolak, mulai unggahan baru.");

    internal static RefusalException UploadFinished() =>
        new(StatusCode.FailedPrecondition, "UPLOAD_FINISHED", "Berkas ini sudah tersimpan sebagai bukti. Mulai unggahan baru untuk berkas lain.");

    internal static RefusalException UploadIncomplete(long stored, long size) =>
        new(StatusCode.FailedPrecondition, "UPLOAD_INCOMPLETE", $"Berkas belum lengkap: baru {stored} dari {size} bita yang tersimpan. Lanjutkan unggahan dari sana.");

    internal static RefusalException UploadDiffers() =>
        new(StatusCode.FailedPrecondition, "UPLOAD_DIFFERS", "Berkas yang kami terima tidak sama dengan berkas Anda (SHA-256 berbeda). Mulai unggahan baru dan kirim berkasnya sekali lagi.");

    internal static RefusalException UploadTooSlow() =>
        new(StatusCode.DeadlineExceeded, "UPLOAD_TOO_SLOW", "Kiriman terhenti terlalu lama. Bagian yang sudah diterima tetap tersimpan: lihat GetUpload, lalu lanjutkan, dengan bagian yang lebih kecil bila sambungan lambat.");

    internal static RefusalException UploadsBusy() =>
        new(StatusCode.Unavailable, "UPLOADS_BUSY", "Terlalu banyak berkas sedang dikirim saat ini. Tunggu sebentar lalu lanjutkan; yang sudah tersimpan tidak hilang.")
        {
            RetryAfter = TimeSpan.FromSeconds(10),
        };

    internal static RefusalException EvidenceUnavailable() =>
        new(StatusCode.Unavailable, "EVIDENCE_UNAVAILABLE", "Tempat penyimpanan bukti sedang terganggu. Yang sudah tersimpan tidak hilang; lanjutkan beberapa saat lagi.")
        {
            RetryAfter = TimeSpan.FromSeconds(10),
        };
}
