namespace Netralitas.Faults.Cases;

/// <summary>All cases, in their order.</summary>
internal static class Catalogue
{
    internal static IReadOnlyList<FaultCase> All { get; } =
    [
        new F00Nothing(),
    ];
}
