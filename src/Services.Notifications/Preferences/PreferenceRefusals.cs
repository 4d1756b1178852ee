using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Preferences;

/// <summary>Every "no" about preferences. Reasons are listed in docs/errors.md.</summary>
internal static class PreferenceRefusals
{
    internal static RefusalException PreferenceInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "PREFERENCE_INVALID", "Pilihan penyampaian ini belum dapat dicatat. Perbaiki isian yang disebut di bawah.", faults);
}
