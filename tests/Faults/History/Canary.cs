namespace Netralitas.Faults.History;

/// <summary>A word that every report of the client holds, and that means nothing to anybody: wherever it lies in clear, words of reports do.</summary>
public static class Canary
{
    /// <summary>The word.</summary>
    public const string Word = "kn5vqz8xw3tm";

    /// <summary>A text of its own for a field of a report.</summary>
    /// <param name="report">Number of the report.</param>
    /// <param name="field">Name of the field.</param>
    public static string In(long report, string field) => FormattableString.Invariant($"{Word}-{report}-{field}");
}
