using System.Text.Json;

namespace Netralitas.Faults.History;

/// <summary>A report that was in a database before an older backup took its place.</summary>
/// <param name="Id">Its inner identity.</param>
/// <param name="Request">The request that it was kept under.</param>
/// <param name="ContentHash">Hex of what stands beside its content.</param>
public sealed record LostReport(Guid Id, Guid Request, string ContentHash);

/// <summary>What only the program that made the faults knows, and the checker must be told.</summary>
public sealed record Facts
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>When the last fault was gone and the load had ended, whichever was later.</summary>
    public DateTimeOffset? HealedAt { get; init; }

    /// <summary>When nothing was left to do; null when that never came.</summary>
    public DateTimeOffset? QuietAt { get; init; }

    /// <summary>Resident memory of each service in bytes, after each round of the same fault; empty when the case has no rounds.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Rounds { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <summary>Messages that were made to fail, by the queue in which they must end.</summary>
    public IReadOnlyDictionary<string, int> Poison { get; init; } = new Dictionary<string, int>();

    /// <summary>Reports that a restored backup does not have: lost by the operator's own act, and told.</summary>
    public IReadOnlyList<LostReport> LostByRestore { get; init; } = [];

    /// <summary>Whether clocks of services were moved: what was written by a fast clock then waits for the end of a window that is still to come.</summary>
    public bool ClocksMoved { get; init; }

    /// <summary>Writes the facts.</summary>
    /// <param name="path">File to write.</param>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));

    /// <summary>Reads the facts.</summary>
    /// <param name="path">File to read.</param>
    public static Facts Read(string path) => JsonSerializer.Deserialize<Facts>(File.ReadAllText(path), Json)!;
}
