using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications;

/// <summary>Every "no" that this service says. Reasons are listed in docs/errors.md.</summary>
internal static class NotificationRefusals
{
    internal static RefusalException OfficeInvalid() =>
        new(StatusCode.InvalidArgument, "OFFICE_INVALID", "Kantor ditulis sebagai jenis:kode, misalnya bawaslu:75.71.",
            new FieldFault("office", "Isi dengan jenis dan kode Kemendagri, atau kosongkan untuk kantor Anda sendiri."));

    internal static RefusalException OfficeNotYours(Office office) =>
        new(StatusCode.PermissionDenied, "OFFICE_NOT_YOURS", $"Kantor {office} hanya dapat melihat pemberitahuan kantornya sendiri dan kantor di bawahnya.");

    internal static RefusalException NoticeUnknown() =>
        new(StatusCode.NotFound, "NOTICE_UNKNOWN", "Pemberitahuan dengan id ini tidak ada di kotak masuk kantor Anda.",
            new FieldFault("notice_id", "Isi dengan id dari ListNotices."));

    internal static RefusalException PageTokenInvalid() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "Tanda halaman tidak dapat dibaca. Mulai lagi dari halaman pertama.",
            new FieldFault("page_token", "Isi dengan next_page_token dari halaman sebelumnya, atau kosongkan."));

    internal static RefusalException PageSizeInvalid(int most) =>
        new(StatusCode.InvalidArgument, "PAGE_SIZE_INVALID", $"Ukuran halaman antara 1 dan {most}, atau 0 untuk ukuran bawaan.",
            new FieldFault("page_size", $"Isi 0 sampai {most}."));

    internal static RefusalException RegionCodeInvalid(string field) =>
        new(StatusCode.InvalidArgument, "REGION_CODE_INVALID", "Kode wilayah ditulis menurut Kemendagri: 75, 75.71, 75.71.05, atau 75.71.05.1003; 00 untuk nasional.",
            new FieldFault(field, "Isi dengan kode berbentuk PP.KK.CC.DDDD."));

    internal static RefusalException RegionUnknown(string field) =>
        new(StatusCode.NotFound, "REGION_UNKNOWN", "Wilayah dengan kode ini tidak ada dalam daftar Kemendagri.", new FieldFault(field, "Periksa kodenya dengan SearchRegions."));

    internal static RefusalException QueryTooLong(int most) =>
        new(StatusCode.InvalidArgument, "QUERY_TOO_LONG", $"Nama wilayah yang dicari paling banyak {most} karakter.", new FieldFault("query", "Pendekkan menjadi nama wilayahnya saja."));

    internal static RefusalException LevelUnknown() =>
        new(StatusCode.InvalidArgument, "REGION_LEVEL_UNKNOWN", "Tingkat wilayah ini tidak dikenal.", new FieldFault("level", "Pilih salah satu REGION_LEVEL, atau kosongkan untuk semua tingkat."));

    internal static RefusalException QueryMissing() =>
        new(StatusCode.InvalidArgument, "QUERY_MISSING", "Tuliskan nama wilayah yang dicari, misalnya kota gorontalo.", new FieldFault("query", "Isi dengan sedikitnya satu kata."));

    internal static RefusalException CursorInvalid() =>
        new(StatusCode.InvalidArgument, "CURSOR_INVALID", "Penanda tempat tidak dapat dibaca. Gunakan penanda dari pesan terakhir yang sudah Anda olah.",
            new FieldFault("cursor", "Isi dengan cursor dari WatchNotices, atau kosongkan untuk mulai dari awal."));

    internal static RefusalException DatesInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "DATES_INVALID", "Rentang tanggal belum dapat dihitung. Perbaiki isian yang disebut di bawah.", faults);
}
