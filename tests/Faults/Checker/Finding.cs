namespace Netralitas.Faults.Checker;

/// <summary>What was found for one invariant.</summary>
/// <param name="invariant">Its name, for example <c>I1</c>.</param>
/// <param name="claim">What must hold, in a few words.</param>
internal sealed class Finding(string invariant, string claim)
{
    private const int MostExamples = 10;

    private readonly List<string> examples = [];
    private readonly Lock gate = new();
    private int violations;
    private int examined;

    internal string Invariant { get; } = invariant;

    internal bool Holds => violations == 0;

    /// <summary>Looks at one thing; the description is made only when it is wrong.</summary>
    internal void Check(bool holds, Func<string> otherwise)
    {
        lock (gate)
        {
            examined++;
            if (holds)
            {
                return;
            }

            violations++;
            if (examples.Count < MostExamples)
            {
                examples.Add(otherwise());
            }
        }
    }

    /// <summary>One line, and an indented one for each example.</summary>
    internal IEnumerable<string> Lines() =>
        [$"{Invariant,-4} {(Holds ? "ok " : "RED")} {claim}: {examined} looked at{(Holds ? "" : $", {violations} WRONG")}", .. examples.Select(example => $"         {example}")];
}
