namespace Netralitas.ServiceDefaults;

/// <summary>Bugs that only builds made with <c>-p:PlantedBugs=true</c> contain, each to be switched on by name: they prove that the fault suite's checker sees them.</summary>
/// <remarks>In every other build <see cref="Is"/> is the constant false, whatever the environment says.</remarks>
public static class PlantedBug
{
#if PLANTED_BUGS
    private static readonly string? Active = Environment.GetEnvironmentVariable("NETRALITAS_PLANTED_BUG");

    /// <summary>Whether this bug is switched on.</summary>
    /// <param name="name">Name of the bug, for example <c>submit.answer_before_commit</c>.</param>
    public static bool Is(string name) => string.Equals(Active, name, StringComparison.Ordinal);
#else
    /// <summary>Never, in this build.</summary>
    /// <param name="name">Name of the bug, for example <c>submit.answer_before_commit</c>.</param>
    public static bool Is(string name) => false;
#endif
}
