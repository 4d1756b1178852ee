using System.Text;

namespace Netralitas.Verify.Receipts;

/// <summary>A verdict for a person: plain Indonesian, a line for each step.</summary>
internal static class VerdictText
{
    internal static string Of(string file, Verdict verdict, bool isReached)
    {
        var text = new StringBuilder($"Berkas: {Path.GetFileName(file)}\n\n");
        foreach (var (n, step) in verdict.Steps.Index())
        {
            text.Append($"  {Mark(step.Outcome)} {n + 1}. {step.Title}{(step.Detail.Length == 0 ? "" : $": {step.Detail}")}\n");
        }

        if (verdict.Facts.Count > 0)
        {
            text.Append("\nYang terbukti:\n");
            var width = verdict.Facts.Max(fact => fact.Key.Length);
            foreach (var (name, value) in verdict.Facts)
            {
                text.Append($"  {name.PadRight(width)} : {Printable(value)}\n");
            }
        }

        text.Append($"\n{verdict.Conclusion}\n");
        if (verdict.Advice.Length > 0)
        {
            text.Append($"Yang perlu dilakukan: {verdict.Advice}\n");
        }

        return text.Append(isReached ? "" : "Catatan publik tidak dapat dihubungi untuk dibandingkan. Bukti Anda tetap sah; coba lagi nanti.\n").ToString().TrimEnd('\n');
    }

    private static string Mark(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Holds => "[ SAH ]",
        StepOutcome.Fails => "[GAGAL]",
        StepOutcome.NotReached => "[  -  ]",
    };

    // What a receipt holds may steer a terminal: control characters are not printed.
    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
