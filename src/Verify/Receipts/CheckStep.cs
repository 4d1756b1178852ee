namespace Netralitas.Verify.Receipts;

/// <summary>What became of a step.</summary>
internal enum StepOutcome
{
    /// <summary>It was not come to: a step before it failed.</summary>
    NotReached,

    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not.</summary>
    Fails,
}

/// <summary>A step of the check of a receipt, in the words of the person who has it.</summary>
/// <param name="Id">Stable name for programs.</param>
/// <param name="Title">What holds when it holds, in Indonesian.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">What was found, in Indonesian; empty where there is nothing to say.</param>
/// <param name="Cause">Why it fails, in English, for whoever looks into it; empty where the title says it all.</param>
internal sealed record CheckStep(string Id, string Title, StepOutcome Outcome = StepOutcome.NotReached, string Detail = "", string Cause = "");

/// <summary>What the check came to.</summary>
/// <param name="Steps">All steps of this kind of receipt, in their order.</param>
/// <param name="Facts">What is proven, a name and a value each; empty while anything fails.</param>
/// <param name="Conclusion">One Indonesian sentence for the holder.</param>
/// <param name="Advice">What to do about the step that failed; empty when none did.</param>
internal sealed record Verdict(IReadOnlyList<CheckStep> Steps, IReadOnlyList<KeyValuePair<string, string>> Facts, string Conclusion, string Advice)
{
    /// <summary>Whether every step holds.</summary>
    internal bool IsValid => Steps.All(step => step.Outcome == StepOutcome.Holds);

    /// <summary>The step that failed; null when none did.</summary>
    internal CheckStep? Failed => Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Fails);
}
