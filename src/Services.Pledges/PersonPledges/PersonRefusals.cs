using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.PersonPledges;

/// <summary>What is refused to who asks for a person's pledges.</summary>
internal static class PersonRefusals
{
    internal static RefusalException Untrusted() =>
        new(StatusCode.PermissionDenied, "SERVICE_NOT_TRUSTED", "Panggilan ini hanya untuk layanan laporan, atas nama petugas yang menangani perkara.");

    internal static RefusalException Invalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "PERSON_INVALID", $"Orang yang dicari belum disebut dengan benar. {faults[0].Description}", faults);
}
