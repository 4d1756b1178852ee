using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>Every "no" that transfers say. Reasons are listed in docs/errors.md.</summary>
internal static class TransferRefusals
{
    internal static RefusalException TransferInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "TRANSFER_INVALID", "Data pelimpahan, pengambilalihan, atau penerusan belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException TransferNotAllowed(string from, string to) =>
        new(StatusCode.FailedPrecondition, "TRANSFER_NOT_ALLOWED",
            $"Tidak ada aturan yang membolehkan berkas beralih dari {from} kepada {to}. Pelimpahan berlaku ke bawah atau ke samping, pengambilalihan berlaku ke atas.");

    internal static RefusalException TransferNotRecallable() =>
        new(StatusCode.FailedPrecondition, "TRANSFER_NOT_RECALLABLE",
            "Tidak ada pelimpahan dari kantor Anda yang menunggu jawaban, sehingga tidak ada yang dapat ditarik kembali. Yang sudah diterima diambil alih dengan TakeOverCase; jawaban lembaga lain dicatat dengan ReturnTransfer.");

    internal static RefusalException TransferNotPending() =>
        new(StatusCode.FailedPrecondition, "TRANSFER_NOT_PENDING", "Tidak ada pelimpahan atau penerusan berkas ini yang menunggu jawaban. Buka lagi berkas untuk melihat keadaannya.");
}
