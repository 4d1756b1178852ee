using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Breaches;

/// <summary>Every "no" about breaches. Reasons are listed in docs/errors.md.</summary>
internal static class BreachRefusals
{
    internal static RefusalException BreachInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "BREACH_INVALID", "Catatan kegagalan pelindungan data belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException BreachUnknown() =>
        new(StatusCode.NotFound, "BREACH_UNKNOWN", "Tidak ada kegagalan pelindungan data dengan id ini. Periksa breach_id pada daftar.",
            new FieldFault("breach_id", "Isi dengan breach_id dari ListBreaches."));
}
