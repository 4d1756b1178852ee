using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog.Rolls;

/// <summary>What a line of a sealed roll says of the person behind it. Each line is one person who signed, or one whom the rosters expect and who did not sign here.</summary>
/// <remarks>Expected are <see cref="SignedHere"/>, <see cref="Elsewhere"/> and <see cref="Missing"/> together. Numbers and words are never changed: roots are worked out over them.</remarks>
public enum RollState
{
    /// <summary>None; no line is of it.</summary>
    None = 0,

    /// <summary>Expected, and signed here personally.</summary>
    SignedHere = 1,

    /// <summary>Signed here personally; nobody of the rosters is counted by it.</summary>
    Outside = 2,

    /// <summary>Signed here for others; a personal pledge of nobody.</summary>
    OnBehalf = 3,

    /// <summary>Signed here, and withdrawn before the roll was sealed.</summary>
    Withdrawn = 4,

    /// <summary>Signed here; what was recorded was erased before the roll was sealed.</summary>
    Erased = 5,

    /// <summary>Expected; pledged the same text and contests under another declaration.</summary>
    Elsewhere = 6,

    /// <summary>Expected; had not pledged when the roll was sealed.</summary>
    Missing = 7,
}

/// <summary>States as files write them.</summary>
public static class RollStates
{
    private static readonly string[] Words = ["", "signed", "outside", "on-behalf", "withdrawn", "erased", "elsewhere", "missing"];

    /// <summary>Every state that a line can have, in the order of their numbers.</summary>
    public static IReadOnlyList<RollState> All { get; } = [.. Enum.GetValues<RollState>().Where(state => state is not RollState.None)];

    /// <summary>The word of a state.</summary>
    /// <param name="state">Not <see cref="RollState.None"/>.</param>
    public static string Word(this RollState state) => Words[(int)state];

    /// <summary>Reads a word.</summary>
    /// <param name="word">Any text.</param>
    /// <param name="state">The state.</param>
    public static bool TryRead(ReadOnlySpan<char> word, [NotNullWhen(true)] out RollState? state)
    {
        state = null;
        foreach (var known in All)
        {
            state = word.SequenceEqual(known.Word()) ? known : state;
        }

        return state is not null;
    }
}
