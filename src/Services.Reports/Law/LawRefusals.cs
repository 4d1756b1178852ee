using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Law;

/// <summary>Every "no" that reading and revising the law says. Reasons are listed in docs/errors.md.</summary>
internal static class LawRefusals
{
    internal static RefusalException LawChanged(int revision) =>
        new(StatusCode.Aborted, "LAW_CHANGED", $"Catatan hukum sudah berubah sejak Anda membukanya (kini perubahan nomor {revision}). Periksa perubahan itu, lalu ulangi bila masih perlu.",
            new FieldFault("expected_revision", "Isi dengan nomor perubahan terakhir dari ListRevisions."));

    internal static RefusalException LawRevisionInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "LAW_REVISION_INVALID", "Catatan perubahan belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException LawFilterInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "LAW_FILTER_INVALID", "Pilihan ini tidak dapat dibaca. Perbaiki setiap isian yang disebut, atau kosongkan.", faults);

    internal static RefusalException YearInvalid() =>
        new(StatusCode.InvalidArgument, "YEAR_INVALID", "Tahun antara 2000 dan 2100.", new FieldFault("year", "Isi dengan tahun, misalnya 2026."));
}
