using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Proofs;

/// <summary>Every "no" about the service of notices. Reasons are listed in docs/errors.md.</summary>
internal static class ProofRefusals
{
    internal static RefusalException ConfirmationCodeUnknown() =>
        new(StatusCode.NotFound, "CONFIRMATION_CODE_UNKNOWN", "Kode konfirmasi ini tidak dikenal. Ketik ulang kode 16 karakter seperti tertulis dalam pesan pemberitahuan.",
            new FieldFault("code", "Isi dengan kode dari pesan, misalnya 7K2M-9QXD-4T0B-1ZPE."));

    internal static RefusalException ProofRequestInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "PROOF_REQUEST_INVALID", "Sebutkan tepat satu: pemberitahuan atau penerusan yang bukti penyampaiannya dicari.", faults);
}
