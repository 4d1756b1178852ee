using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Revocations;

/// <summary>Every "no" of the revocations. Reasons are listed in docs/errors.md.</summary>
internal static class RevocationRefusals
{
    internal static RefusalException RevocationInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "REVOCATION_INVALID", "Pencabutan ini belum dapat dilakukan. Perbaiki isian yang disebut di bawah.", faults);
}
