namespace Netralitas.Faults.Checker;

/// <summary>Whom a region's events are to be told to, by the rule and not by the service's code: the regency's office, the province's, and central.</summary>
internal static class Offices
{
    private const string Central = "bawaslu:00";

    /// <param name="region">Kemendagri code of a region that exists; null for none.</param>
    internal static IReadOnlyList<string> Of(string? region) => region?.Split('.') switch
    {
        null or ["00"] => [Central],
        [var province] => [$"bawaslu:{province}", Central],
        [var province, var regency, ..] => [$"bawaslu:{province}.{regency}", $"bawaslu:{province}", Central],
        [] => [Central],
    };
}
