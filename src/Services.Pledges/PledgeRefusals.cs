using Grpc.Core;
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

    internal static RefusalException DeclarationInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "DECLARATION_INVALID", $"Deklarasi belum dapat dicatat. {Summary(faults)}", faults);

    internal static RefusalException RegionUnknown(string code) =>
        new(StatusCode.InvalidArgument, "REGION_UNKNOWN", $"Kode wilayah '{(code.Length <= 20 ? code : code[..20] + "...")}' tidak ada dalam daftar Kemendagri.",
            new FieldFault("region_code", "Isi dengan kode Kemendagri, misalnya 75.71 untuk Kota Gorontalo, atau 00 untuk nasional."));

    internal static RefusalException RegionOutsideOffice(Office office) =>
        new(StatusCode.PermissionDenied, "REGION_OUTSIDE_OFFICE", $"Kantor {office} hanya dapat mencatat untuk wilayahnya sendiri dan wilayah di bawahnya.");

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

    internal static RefusalException ProofNotFound() =>
        new(StatusCode.NotFound, "PROOF_NOT_FOUND", "Nomor tanda tangan atau kode rahasia tidak cocok. Salin keduanya dari tanda terima, tanpa mengubah apa pun.",
            new FieldFault("secret", "Isi nomor tanda tangan dan kode rahasia persis seperti pada tanda terima."));

    internal static RefusalException ErasureInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "ERASURE_INVALID", $"Penghapusan belum dapat dilakukan. {Summary(faults)}", faults);

    internal static RefusalException SignatureUnknown() =>
        new(StatusCode.NotFound, "SIGNATURE_UNKNOWN", "Tanda tangan dengan id ini tidak ada. Periksa id pada tanda terima.",
            new FieldFault("signature_id", "Isi dengan id tanda tangan yang ada."));

    internal static RefusalException SignatureNotLogged() =>
        new(StatusCode.FailedPrecondition, "SIGNATURE_NOT_LOGGED", "Tanda tangan ini belum mendapat tempat dalam catatan publik, sehingga penghapusannya belum dapat dicatat. Ulangi beberapa saat lagi.");

    internal static RefusalException SignatureAlreadyErased() =>
        new(StatusCode.FailedPrecondition, "SIGNATURE_ALREADY_ERASED", "Isi tanda tangan ini sudah dihapus. Tidak ada lagi yang perlu dilakukan.");

    private static string Summary(IReadOnlyList<FieldFault> faults) =>
        faults.Count == 1 ? faults[0].Description : $"{faults[0].Description} (dan {faults.Count - 1} hal lain pada rincian)";
}
