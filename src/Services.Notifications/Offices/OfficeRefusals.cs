using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>Every "no" of the directory of offices. Reasons are listed in docs/errors.md.</summary>
internal static class OfficeRefusals
{
    internal static RefusalException OfficeEntryInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "OFFICE_ENTRY_INVALID", "Data kantor belum dapat dicatat. Perbaiki isian yang disebut di bawah.", faults);

    internal static RefusalException OfficeUnknown() =>
        new(StatusCode.NotFound, "OFFICE_UNKNOWN", "Kantor ini tidak ada dalam direktori yang dapat Anda lihat atau ubah. Periksa jenis dan kode wilayahnya.",
            new FieldFault("office", "Isi dengan kantor Anda sendiri, atau minta Bawaslu RI mencatatnya."));

    internal static RefusalException OfficeChanged() =>
        new(StatusCode.Aborted, "OFFICE_CHANGED", "Data kantor ini sudah diubah oleh orang lain. Buka lagi dengan GetOffice, lalu kirim versi yang terlihat di sana.",
            new FieldFault("expected_version", "Isi dengan version dari GetOffice, atau 0 untuk kantor yang belum dicatat."));
}
