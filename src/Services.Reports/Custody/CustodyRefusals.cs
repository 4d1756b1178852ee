using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Custody;

/// <summary>Every "no" on the way to an identity. Reasons are listed in docs/errors.md.</summary>
internal static class CustodyRefusals
{
    internal static RefusalException OpeningInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "OPENING_INVALID", "Permintaan pembukaan identitas belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException IdentityNotTold() =>
        new(StatusCode.FailedPrecondition, "IDENTITY_NOT_TOLD", "Pelapor tidak menyampaikan identitasnya, sehingga tidak ada yang dapat dibuka. Ajukan pertanyaan melalui laporan ini.");

    internal static RefusalException OriginalNotSealed() =>
        new(StatusCode.FailedPrecondition, "ORIGINAL_NOT_SEALED", "Berkas asli bukti ini tidak tersegel, sehingga tidak perlu dibuka kustodian. Petugas dapat membacanya dengan DownloadEvidence.");

    internal static RefusalException OpeningUnknown() =>
        new(StatusCode.NotFound, "OPENING_UNKNOWN", "Tidak ada pembukaan identitas ini yang dapat Anda tangani. Periksa opening_id pada daftar pembukaan di wilayah Anda.",
            new FieldFault("opening_id", "Isi dengan opening_id dari ListIdentityOpenings."));

    internal static RefusalException NeedsAnotherPerson() =>
        new(StatusCode.FailedPrecondition, "OPENING_NEEDS_ANOTHER_PERSON", "Anda yang meminta pembukaan ini. Mintalah kustodian lain untuk menyetujuinya.");

    internal static RefusalException AlreadyApproved() =>
        new(StatusCode.FailedPrecondition, "OPENING_ALREADY_APPROVED", "Pembukaan ini sudah disetujui kustodian lain. Tidak ada lagi yang perlu dilakukan.");

    internal static RefusalException NotApproved() =>
        new(StatusCode.FailedPrecondition, "OPENING_NOT_APPROVED", "Pembukaan ini belum disetujui. Mintalah kustodian lain untuk menyetujuinya.");

    internal static RefusalException Over() =>
        new(StatusCode.FailedPrecondition, "OPENING_OVER", "Waktu untuk membaca identitas ini sudah habis. Ajukan permintaan baru bila masih diperlukan.");

    internal static RefusalException KeyMissing() =>
        new(StatusCode.FailedPrecondition, "IDENTITY_KEY_MISSING", "Kunci kustodian belum terpasang, sehingga identitas belum dapat dibaca. Mintalah pengelola sistem memasangnya.");

    internal static RefusalException PageTokenInvalid() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "page_token ini tidak dikenal. Gunakan next_page_token dari halaman sebelumnya, atau kosongkan.",
            new FieldFault("page_token", "Isi dengan next_page_token, atau kosongkan."));
}
