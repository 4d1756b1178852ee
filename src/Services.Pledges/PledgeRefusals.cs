using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges;

/// <summary>Every "no" that this service says. Reasons are listed in docs/errors.md.</summary>
internal static class PledgeRefusals
{
    internal static RefusalException PledgeTextInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "PLEDGE_TEXT_INVALID", $"Teks belum dapat diterbitkan. {Summary(faults)}", faults);

    internal static RefusalException PledgeTextUnknown() =>
        new(StatusCode.NotFound, "PLEDGE_TEXT_UNKNOWN", "Teks ikrar atau pakta integritas dengan id ini tidak ada. Terbitkan teksnya dahulu atau periksa id-nya.",
            new FieldFault("pledge_text_id", "Isi dengan id yang diberikan oleh PublishPledgeText."));

    internal static RefusalException PledgeTextSuperseded() =>
        new(StatusCode.FailedPrecondition, "PLEDGE_TEXT_SUPERSEDED", "Teks ini sudah diikuti teks lain dalam bahasa yang sama. Lanjutkan dari versi yang terbaru.",
            new FieldFault("previous_text_id", "Isi dengan id versi yang terbaru."));

    internal static RefusalException PledgeTextInUse() =>
        new(StatusCode.FailedPrecondition, "PLEDGE_TEXT_IN_USE", "Teks ini sudah dipakai, sehingga tidak dapat diubah lagi. Terbitkan teks yang diubah sebagai versi berikutnya; yang sudah berikrar perlu berikrar lagi.",
            new FieldFault("pledge_text_id", "Gunakan PublishPledgeText dengan previous_text_id."));

    internal static RefusalException PledgeTextNotYours() =>
        new(StatusCode.PermissionDenied, "PLEDGE_TEXT_NOT_YOURS", "Teks ini diterbitkan kantor lain. Hanya kantor itu yang dapat membetulkannya, dan hanya kantor itu atau Bawaslu RI yang dapat menerbitkan versi berikutnya atau terjemahannya. Anda dapat menerbitkan teks sendiri tanpa previous_text_id.");

    internal static RefusalException PledgeTextIsTranslation() =>
        new(StatusCode.FailedPrecondition, "PLEDGE_TEXT_IS_TRANSLATION", "Teks ini terjemahan. Sebutkan teks aslinya: terjemahannya ditampilkan kepada yang memilih bahasanya, dan ikrarnya satu.",
            new FieldFault("pledge_text_id", "Isi dengan id teks yang diterjemahkan (previous_text_id)."));

    internal static RefusalException DeclarationInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "DECLARATION_INVALID", $"Deklarasi belum dapat dicatat. {Summary(faults)}", faults);

    internal static RefusalException RegionUnknown(string code) =>
        new(StatusCode.InvalidArgument, "REGION_UNKNOWN", $"Kode wilayah '{(code.Length <= 20 ? code : code[..20] + "...")}' tidak ada dalam daftar Kemendagri.",
            new FieldFault("region_code", "Isi dengan kode Kemendagri, misalnya 75.71 untuk Kota Gorontalo, atau 00 untuk nasional."));

    internal static RefusalException RegionOutsideOffice(Office office) =>
        new(StatusCode.PermissionDenied, "REGION_OUTSIDE_OFFICE", $"Kantor {office} hanya berwenang atas wilayahnya sendiri dan wilayah di bawahnya.");

    internal static RefusalException DeclarationUnknown() =>
        new(StatusCode.NotFound, "DECLARATION_UNKNOWN", "Deklarasi dengan id ini tidak ada. Periksa id yang diberikan oleh OpenDeclaration.",
            new FieldFault("declaration_id", "Isi dengan id deklarasi yang ada."));

    internal static RefusalException ParentDeclarationUnknown() =>
        new(StatusCode.NotFound, "PARENT_DECLARATION_UNKNOWN", "Deklarasi induk dengan id ini tidak ada. Catat induknya dahulu.",
            new FieldFault("parent_declaration_id", "Isi dengan id deklarasi induk yang ada, atau kosongkan."));

    internal static RefusalException ParentRegionMismatch(string parentRegion) =>
        new(StatusCode.FailedPrecondition, "PARENT_REGION_MISMATCH", $"Sesi ini tidak berada di wilayah deklarasi induknya ({parentRegion}).",
            new FieldFault("parent_declaration_id", "Pilih induk yang wilayahnya mencakup wilayah sesi ini."));

    internal static RefusalException SignaturesInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "SIGNATURES_INVALID", $"Daftar tanda tangan belum dapat dicatat; tidak satu pun disimpan. {Summary(faults)}", faults);

    internal static RefusalException DeclarationWithoutText() =>
        new(StatusCode.FailedPrecondition, "DECLARATION_WITHOUT_TEXT", "Deklarasi ini tidak memuat teks ikrar atau pakta integritas, sehingga tidak ada yang ditandatangani.",
            new FieldFault("declaration_id", "Pilih deklarasi yang memuat teks."));

    internal static RefusalException DeclarationStepNotAllowed(DeclarationStatus status) =>
        new(StatusCode.FailedPrecondition, "DECLARATION_STEP_NOT_ALLOWED",
            $"Langkah ini tidak dapat diambil karena deklarasi {DeclarationLife.Words(status).ToLowerInvariant()}. Urutannya: direncanakan, dibuka, ditutup, dikunci; hanya yang direncanakan dapat dibatalkan, dan yang dibatalkan dapat direncanakan kembali.");

    internal static RefusalException DeclarationHasSessions() =>
        new(StatusCode.FailedPrecondition, "DECLARATION_HAS_SESSIONS", "Deklarasi ini masih memiliki sesi yang tidak dibatalkan. Batalkan dahulu setiap sesinya.",
            new FieldFault("declaration_id", "Batalkan sesi-sesinya dahulu; ListDeclarations menyebutkannya."));

    internal static RefusalException DeclarationCancelled() =>
        new(StatusCode.FailedPrecondition, "DECLARATION_CANCELLED", "Deklarasi ini dibatalkan. Rencanakan kembali dahulu bila tetap akan diselenggarakan.",
            new FieldFault("declaration_id", "Gunakan ReplanDeclaration untuk merencanakannya kembali, atau pilih deklarasi lain."));

    internal static RefusalException DeclarationFilterInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "DECLARATION_FILTER_INVALID", $"Saringan daftar belum benar. {Summary(faults)}", faults);

    internal static RefusalException DeclarationChanged() =>
        new(StatusCode.Aborted, "DECLARATION_CHANGED", "Deklarasi ini baru saja diubah pihak lain. Muat ulang, lalu ulangi langkah Anda bila masih perlu.",
            new FieldFault("expected_state_version", "Isi dengan state_version yang terbaru."));

    internal static RefusalException DeclarationNotOpen() =>
        new(StatusCode.FailedPrecondition, "DECLARATION_NOT_OPEN", "Deklarasi ini tidak sedang dibuka, sehingga belum atau tidak lagi dapat ditandatangani.",
            new FieldFault("declaration_id", "Tunggu sampai penyelenggara membukanya, atau pilih deklarasi yang sedang dibuka."));

    internal static RefusalException DeclarationSealed() =>
        new(StatusCode.FailedPrecondition, "DECLARATION_SEALED", "Daftar deklarasi ini sudah dikunci dan tidak dapat diubah. Catat pembetulan di sampingnya.",
            new FieldFault("declaration_id", "Gunakan CorrectRoll untuk mencatat pembetulan."));

    internal static RefusalException DeclarationNotSealed() =>
        new(StatusCode.FailedPrecondition, "DECLARATION_NOT_SEALED", "Daftar deklarasi ini belum dikunci. Ubah daftarnya, atau kunci dahulu.",
            new FieldFault("declaration_id", "Pembetulan hanya untuk daftar yang sudah dikunci."));

    internal static RefusalException CorrectionInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "CORRECTION_INVALID", $"Pembetulan belum dapat dicatat. {Summary(faults)}", faults);

    internal static RefusalException PageSizeInvalid(int most) =>
        new(StatusCode.InvalidArgument, "PAGE_SIZE_INVALID", $"Banyaknya isi halaman dari 1 sampai {most}, atau 0.", new FieldFault("page_size", $"Isi dengan 0 sampai {most}."));

    internal static RefusalException PageTokenInvalid() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "Tanda halaman tidak dapat dibaca. Mulai lagi dari halaman pertama.",
            new FieldFault("page_token", "Isi dengan next_page_token, atau kosongkan."));

    internal static RefusalException RosterFileInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "ROSTER_FILE_INVALID", $"Berkas daftar pegawai belum dapat diterima. {Summary(faults)}", faults);

    internal static RefusalException RosterUnreadable(string sentence) =>
        new(StatusCode.InvalidArgument, "ROSTER_UNREADABLE", $"{sentence} Tidak ada baris yang disimpan.", new FieldFault("chunk", sentence));

    internal static RefusalException RosterUploadOther() =>
        new(StatusCode.AlreadyExists, "ROSTER_UPLOAD_OTHER", "upload_id ini sudah dipakai untuk berkas lain. Buat UUID baru untuk berkas yang berbeda.",
            new FieldFault("file.upload_id", "Gunakan UUID baru."));

    internal static RefusalException RosterUploadEnded() =>
        new(StatusCode.FailedPrecondition, "ROSTER_UPLOAD_ENDED",
            "Pengiriman berkas ini sudah diakhiri karena terlalu lama tidak ada bagian baru; bagian yang sudah dikirim telah dihapus. Kirim lagi seluruh berkas dengan upload_id baru.",
            new FieldFault("upload_id", "Gunakan UUID baru, mulai dari bita ke-0."));

    internal static RefusalException RosterOffsetWrong(long received) =>
        new(StatusCode.Aborted, "ROSTER_OFFSET_WRONG", $"Berkas ini sudah tersimpan sampai bita ke-{received}. Lanjutkan pengiriman dari sana.",
            new FieldFault("file.offset", $"Isi dengan {received}."));

    internal static RefusalException RosterUploadUnknown() =>
        new(StatusCode.NotFound, "ROSTER_UPLOAD_UNKNOWN", "Pengiriman daftar pegawai dengan id ini tidak ada pada kantor Anda.",
            new FieldFault("upload_id", "Isi dengan upload_id yang Anda buat saat mengirim berkas."));

    internal static RefusalException CoverageInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "COVERAGE_INVALID", $"Cakupan belum dapat dihitung. {Summary(faults)}", faults);

    internal static RefusalException AttestedListUnknown() =>
        new(StatusCode.NotFound, "ATTESTED_LIST_UNKNOWN", "Daftar dengan id ini tidak ada pada wilayah Anda. Periksa id yang diberikan oleh RecordAttestedList.",
            new FieldFault("list_id", "Isi dengan id daftar yang ada."));

    internal static RefusalException ListAlreadyRecorded(string at, string office) =>
        new(StatusCode.AlreadyExists, "LIST_ALREADY_RECORDED",
            $"Daftar yang sama sudah dicatat untuk deklarasi ini pada {at} oleh {office}, sehingga tidak dicatat lagi: penanda tangan tanpa nomor pegawai akan terhitung dua kali. Bila ini memang daftar lain, kirim lagi dengan is_another_list.",
            new FieldFault("is_another_list", "Isi true bila orang-orang pada daftar ini memang orang lain."));

    internal static RefusalException FactInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "FACT_INVALID", $"Catatan belum dapat disimpan. {Summary(faults)}", faults);

    internal static RefusalException SignatureUnknown() =>
        new(StatusCode.NotFound, "SIGNATURE_UNKNOWN", "Tanda tangan dengan id ini tidak ada pada wilayah Anda. Periksa id pada daftar deklarasi atau tanda terima.",
            new FieldFault("signature_id", "Isi dengan id tanda tangan yang ada."));

    internal static RefusalException SignatureWithdrawn() =>
        new(StatusCode.FailedPrecondition, "SIGNATURE_WITHDRAWN", "Tanda tangan ini sudah dicabut sebelumnya. Tidak ada yang perlu dilakukan.",
            new FieldFault("signature_id", "Pilih tanda tangan yang belum dicabut."));

    internal static RefusalException SessionCodeWrong() =>
        new(StatusCode.PermissionDenied, "SESSION_CODE_WRONG", "Kode sesi tidak cocok atau sesinya tidak sedang dibuka. Ketik kode yang sedang ditampilkan di ruangan.",
            new FieldFault("session_code", "Isi dengan kode yang sedang ditampilkan."));

    internal static RefusalException SignerNotYourself() =>
        new(StatusCode.PermissionDenied, "SIGNER_NOT_YOURSELF", "Nomor pegawai yang diisi bukan nomor akun Anda. Setiap orang menandatangani untuk dirinya sendiri.",
            new FieldFault("signer_number", "Isi dengan NIP atau NI PPPK Anda sendiri."));

    internal static RefusalException AccountWithoutNumber() =>
        new(StatusCode.PermissionDenied, "ACCOUNT_WITHOUT_NUMBER",
            "Akun Anda tidak memuat NIP atau NI PPPK Anda, sehingga tidak dapat dipastikan bahwa Anda menandatangani untuk diri sendiri. Tanda tangani dengan undangan pribadi dari penyelenggara, atau minta penyelenggara mencatat Anda pada daftarnya.");

    /// <summary>Refuses what the status of a declaration does not allow.</summary>
    internal static void Require(DeclarationStatus status, RollChange change)
    {
        if (DeclarationLife.Allows(status, change))
        {
            return;
        }

        throw (change, status) switch
        {
            (_, DeclarationStatus.Sealed) => DeclarationSealed(),
            (RollChange.Correct, _) => DeclarationNotSealed(),
            (RollChange.AddParticipants or RollChange.AddSession, _) => DeclarationCancelled(),
            _ => DeclarationNotOpen(),
        };
    }

    internal static RefusalException ProofNotFound() =>
        new(StatusCode.NotFound, "PROOF_NOT_FOUND", "Nomor tanda tangan atau kode rahasia tidak cocok. Salin keduanya dari tanda terima, tanpa mengubah apa pun.",
            new FieldFault("secret", "Isi nomor tanda tangan dan kode rahasia persis seperti pada tanda terima."));

    internal static RefusalException RollUnknown() =>
        new(StatusCode.NotFound, "ROLL_UNKNOWN", "Daftar yang dikunci untuk deklarasi ini tidak ada. Periksa id-nya, atau tunggu sampai penyelenggara menguncinya.",
            new FieldFault("declaration_id", "Isi dengan id deklarasi yang sudah dikunci."));

    internal static RefusalException RollNotSealed() =>
        new(StatusCode.FailedPrecondition, "ROLL_NOT_SEALED", "Daftar deklarasi ini belum dikunci, sehingga belum ada bukti bahwa Anda ada di dalamnya. Bukti tanda tangan Anda sendiri sudah dapat diambil.");

    internal static RefusalException RollTooLong(int most) =>
        new(StatusCode.FailedPrecondition, "ROLL_TOO_LONG", $"Daftar ini memuat lebih dari {most} tanda tangan, terlalu panjang untuk dicetak sekaligus. Ambil daftarnya halaman demi halaman dengan GetRoll.");

    internal static RefusalException PaperUnknown() =>
        new(StatusCode.NotFound, "PAPER_UNKNOWN", "Nomor ini bukan nomor sertifikat atau daftar dari sistem ini. Salin kembali seluruh 32 karakternya dari lembar yang ditunjukkan.",
            new FieldFault("number", "Isi dengan nomor persis seperti tercetak."));

    internal static RefusalException SignatureFileUnreadable(string sentence) =>
        new(StatusCode.InvalidArgument, "SIGNATURE_FILE_UNREADABLE", $"{sentence} Tidak ada baris yang disimpan.", new FieldFault("content", sentence));

    internal static RefusalException OfflineExportInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "OFFLINE_EXPORT_INVALID", $"Sesi luring belum dapat diekspor. {Summary(faults)}", faults);

    internal static RefusalException OfflineRosterTooLong(int most) =>
        new(StatusCode.FailedPrecondition, "OFFLINE_ROSTER_TOO_LONG", $"Lebih dari {most} orang belum berikrar di wilayah ini, terlalu banyak untuk satu paket. Pilih wilayah yang lebih kecil, atau ekspor tanpa daftar pegawai.",
            new FieldFault("roster_region_code", "Isi dengan kode wilayah yang lebih kecil."));

    internal static RefusalException OfflineExportUnknown() =>
        new(StatusCode.NotFound, "OFFLINE_EXPORT_UNKNOWN", "Ekspor yang disebut berkas ini tidak ada pada wilayah Anda. Periksa apakah berkasnya dari perangkat yang benar.",
            new FieldFault("content", "Kirim berkas dari perangkat yang paketnya diekspor di wilayah Anda."));

    internal static RefusalException OfflineFileUnreadable(int line, string sentence) =>
        new(StatusCode.InvalidArgument, "OFFLINE_FILE_UNREADABLE", $"Berkas perangkat tidak dapat dibaca (baris {line}). {sentence} Tidak ada yang disimpan.", new FieldFault("content", sentence));

    internal static RefusalException OfflineFileTampered(int line, string sentence) =>
        new(StatusCode.InvalidArgument, "OFFLINE_FILE_TAMPERED", $"Berkas ini tidak seperti yang ditulis perangkatnya (baris {line}). {sentence} Tidak ada yang disimpan.", new FieldFault("content", sentence));

    internal static RefusalException InvitationsInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "INVITATIONS_INVALID", $"Undangan belum dapat dibuat. {Summary(faults)}", faults);

    internal static RefusalException InvitationUnknown() =>
        new(StatusCode.NotFound, "INVITATION_UNKNOWN", "Undangan ini tidak ada. Salin kembali kodenya persis seperti pada undangan, atau minta undangan baru kepada penyelenggara.",
            new FieldFault("invitation_code", "Isi dengan kode pada undangan."));

    internal static RefusalException InvitationNotOpen(string sentence) =>
        new(StatusCode.FailedPrecondition, "INVITATION_NOT_OPEN", sentence);

    internal static RefusalException SignerNotInvited() =>
        new(StatusCode.PermissionDenied, "SIGNER_NOT_INVITED", "Nomor pegawai yang diisi bukan nomor orang yang diundang. Setiap undangan hanya untuk satu orang.",
            new FieldFault("signer_number", "Isi dengan NIP atau NI PPPK Anda sendiri."));

    internal static RefusalException ErasureInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "ERASURE_INVALID", $"Penghapusan belum dapat dilakukan. {Summary(faults)}", faults);

    internal static RefusalException SignatureNotLogged() =>
        new(StatusCode.FailedPrecondition, "SIGNATURE_NOT_LOGGED", "Tanda tangan ini belum mendapat tempat dalam catatan publik, sehingga penghapusannya belum dapat dicatat. Ulangi beberapa saat lagi.");

    internal static RefusalException SignatureAlreadyErased() =>
        new(StatusCode.FailedPrecondition, "SIGNATURE_ALREADY_ERASED", "Isi tanda tangan ini sudah dihapus. Tidak ada lagi yang perlu dilakukan.");

    private static string Summary(IReadOnlyList<FieldFault> faults) =>
        faults.Count == 1 ? faults[0].Description : $"{faults[0].Description} (dan {faults.Count - 1} hal lain pada rincian)";
}
