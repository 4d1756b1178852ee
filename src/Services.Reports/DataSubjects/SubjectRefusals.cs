using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.DataSubjects;

/// <summary>Every "no" to requests about data of the own person. Reasons are listed in docs/errors.md.</summary>
internal static class SubjectRefusals
{
    internal static RefusalException OwnDataInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "OWN_DATA_INVALID", "Permintaan atas data Anda belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException DataRequestInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "DATA_REQUEST_INVALID", "Catatan permintaan pemilik data belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException DataRequestUnknown() =>
        new(StatusCode.NotFound, "DATA_REQUEST_UNKNOWN", "Tidak ada permintaan pemilik data ini di wilayah kantor Anda. Periksa data_request_id pada daftar permintaan.",
            new FieldFault("data_request_id", "Isi dengan data_request_id dari ListDataRequests."));

    internal static RefusalException AlreadyAnswered() =>
        new(StatusCode.FailedPrecondition, "DATA_REQUEST_ALREADY_ANSWERED", "Permintaan ini sudah dijawab. Pemohon yang belum puas dapat mengajukan permintaan baru.");

    internal static RefusalException ErasureNotAllowed() =>
        new(StatusCode.FailedPrecondition, "ERASURE_NOT_ALLOWED",
            "Laporan ini masih ditangani atau ditahan, sehingga belum dapat dihapus. Tolak dengan dasar hukumnya, atau tunggu sampai selesai dan penahanan dicabut.");
}
