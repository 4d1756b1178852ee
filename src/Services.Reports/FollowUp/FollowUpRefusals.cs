using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Every "no" that follow-up says. Reasons are listed in docs/errors.md.</summary>
internal static class FollowUpRefusals
{
    internal static RefusalException ExportInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "EXPORT_INVALID", "Permintaan ekspor ini belum dapat dijalankan. Perbaiki isian yang disebut di bawah.", faults);

    internal static RefusalException ForwardingInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "FORWARDING_INVALID", "Data penerusan belum lengkap atau belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException ForwardingUnknown() =>
        new(StatusCode.NotFound, "FORWARDING_UNKNOWN", "Tidak ada penerusan dengan tanda ini untuk kantor atau instansi Anda. Periksa tandanya pada daftar penerusan.",
            new FieldFault("forwarding_id", "Isi dengan forwarding_id dari daftar penerusan."));

    internal static RefusalException ForwardingChanged(int version) =>
        new(StatusCode.Aborted, "FORWARDING_CHANGED", $"Penerusan ini sudah berubah sejak Anda membukanya (kini versi {version}). Buka lagi, periksa perubahannya, lalu ulangi bila masih perlu.",
            new FieldFault("expected_version", "Isi dengan versi yang terakhir Anda lihat."));

    internal static RefusalException EntryInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "ENTRY_INVALID", "Catatan tindak lanjut belum lengkap atau belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException EntryNotAllowed(ForwardingStatus status) =>
        new(StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED",
            $"Catatan ini tidak dapat dibuat pada status \"{FollowUpLife.Words(status)}\". Untuk memperbaiki catatan lama, sebut nomornya pada corrects.");

    internal static RefusalException EntryOfCrimesOnly() =>
        new(StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED", "Langkah pidana hanya dapat dicatat pada perkara yang diteruskan kepada Sentra Gakkumdu.");

    internal static RefusalException CriminalStepNotAllowed(CriminalStep last) =>
        new(StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED",
            $"Langkah ini tidak dapat dicatat setelah \"{CriminalLife.Words(last)}\". Yang dapat dicatat berikutnya: {NextWords(last)}. Untuk memperbaiki catatan lama, sebut nomornya pada corrects.");

    internal static RefusalException ForwardingNotOverdue() =>
        new(StatusCode.FailedPrecondition, "FORWARDING_NOT_OVERDUE", "Batas waktu tindak lanjut belum lewat, sehingga belum dapat dinaikkan kepada instansi di atasnya.");

    internal static RefusalException ExportFormatInvalid() =>
        new(StatusCode.InvalidArgument, "EXPORT_FORMAT_INVALID", "Bentuk berkas belum dipilih.", new FieldFault("format", "Pilih CSV atau JSON."));

    private static string NextWords(CriminalStep last) => CriminalLife.Next(last) is { Count: > 0 } next ? string.Join("; ", next.Select(CriminalLife.Words)) : "tidak ada lagi";
}
