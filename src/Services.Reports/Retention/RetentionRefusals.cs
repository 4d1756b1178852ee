using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Retention;

/// <summary>Every "no" about keeping and erasing. Reasons are listed in docs/errors.md.</summary>
internal static class RetentionRefusals
{
    internal static RefusalException FilterInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "RETENTION_FILTER_INVALID", "Penyaring ini belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException HoldInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "HOLD_INVALID", "Penahanan belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException HoldUnknown() =>
        new(StatusCode.NotFound, "HOLD_UNKNOWN", "Tidak ada penahanan ini di wilayah kantor Anda. Periksa hold_id pada daftar penahanan.",
            new FieldFault("hold_id", "Isi dengan hold_id dari ListLegalHolds."));

    internal static RefusalException HoldAlreadyLifted() =>
        new(StatusCode.FailedPrecondition, "HOLD_ALREADY_LIFTED", "Penahanan ini sudah dicabut. Tidak ada lagi yang perlu dilakukan.");

    internal static RefusalException ErasureBegun() =>
        new(StatusCode.FailedPrecondition, "ERASURE_BEGUN", "Berkas ini, atau laporan yang digabungkan dengannya, sedang atau sudah dimusnahkan, sehingga tidak dapat ditahan lagi.");
}
