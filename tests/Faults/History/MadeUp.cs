namespace Netralitas.Faults.History;

/// <summary>Declarations of which a fault case makes up the events itself: no service has them, and what is told of them is no phantom.</summary>
public static class MadeUp
{
    /// <summary>How their ids begin.</summary>
    public const string Prefix = "f1100000";

    /// <summary>A new one.</summary>
    public static Guid New() => Guid.Parse(Prefix + Guid.NewGuid().ToString()[Prefix.Length..]);

    /// <summary>Whether an id is one of them.</summary>
    /// <param name="id">Any id.</param>
    public static bool Is(Guid id) => id.ToString().StartsWith(Prefix, StringComparison.Ordinal);
}
