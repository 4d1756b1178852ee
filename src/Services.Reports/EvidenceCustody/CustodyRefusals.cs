using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.EvidenceCustody;

/// <summary>Every "no" that officers hear of evidence. Reasons are listed in docs/errors.md.</summary>
internal static class CustodyRefusals
{
    internal static RefusalException EvidenceUnknown() =>
        new(StatusCode.NotFound, "EVIDENCE_UNKNOWN", "Tidak ada bukti dengan nomor ini pada berkas perkara. Lihat daftarnya dengan ListCaseEvidence.",
            new FieldFault("evidence", "Isi dengan nomor bukti dari daftar."));

    internal static RefusalException EvidenceWithoutFile() =>
        new(StatusCode.FailedPrecondition, "EVIDENCE_WITHOUT_FILE", "Ini barang bukti fisik, sehingga tidak ada berkas yang dapat dibuka. Lihat tempat penyimpanannya pada riwayat penguasaan.");

    internal static RefusalException OriginalSealed() =>
        new(StatusCode.FailedPrecondition, "ORIGINAL_SEALED", "Berkas asli disimpan tersegel karena memuat keterangan tersembunyi yang tidak diizinkan pengirimnya. Bacalah salinannya.",
            new FieldFault("is_original", "Kosongkan untuk membaca salinan."));

    internal static RefusalException RangeInvalid(long size) =>
        new(StatusCode.InvalidArgument, "RANGE_INVALID", $"Bagian yang diminta tidak ada: panjangnya {size} bita.",
            new FieldFault("offset", $"Isi dengan 0 sampai {size}."), new FieldFault("length", "Isi dengan 0 untuk semuanya, atau panjang yang tidak melewati akhir berkas."));

    internal static RefusalException ExhibitInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "EXHIBIT_INVALID", "Catatan barang bukti belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException CustodyInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "CUSTODY_INVALID", "Catatan penguasaan barang bukti belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException CustodyChanged(int length) =>
        new(StatusCode.Aborted, "CUSTODY_CHANGED", $"Riwayat penguasaan bukti ini sudah bertambah sejak Anda melihatnya (kini {length} catatan). Lihat lagi, lalu ulangi bila masih perlu.",
            new FieldFault("expected_length", "Isi dengan panjang riwayat yang terakhir Anda lihat."));

    internal static RefusalException CustodyStepNotAllowed() =>
        new(StatusCode.FailedPrecondition, "CUSTODY_STEP_NOT_ALLOWED",
            "Langkah ini tidak dapat dicatat. Hanya barang bukti fisik yang dipindahkan dan diserahkan; yang sudah diserahkan harus diterima kembali lebih dahulu.");
}
