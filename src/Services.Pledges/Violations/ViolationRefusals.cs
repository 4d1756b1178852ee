using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Violations;

/// <summary>What is refused of violations.</summary>
internal static class ViolationRefusals
{
    internal static RefusalException Invalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "VIOLATION_FIGURE_INVALID", $"Angka pelanggaran belum dapat dicatat. {faults[0].Description}", faults);
}
