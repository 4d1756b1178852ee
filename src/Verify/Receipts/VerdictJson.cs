using System.Text.Encodings.Web;
using System.Text.Json;

namespace Netralitas.Verify.Receipts;

/// <summary>A verdict for a program.</summary>
internal static class VerdictJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object with <c>valid</c>, <c>failedStep</c> (a name, or null), <c>logReached</c>, <c>steps</c>, <c>facts</c>, <c>conclusion</c> and <c>advice</c>.</summary>
    internal static string Of(Verdict verdict, bool isReached)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteBoolean("valid", verdict.IsValid);
            json.WriteString("failedStep", verdict.Failed?.Id);
            json.WriteBoolean("logReached", isReached);
            json.WriteStartArray("steps");
            foreach (var step in verdict.Steps)
            {
                json.WriteStartObject();
                json.WriteString("step", step.Id);
                json.WriteString("outcome", Name(step.Outcome));
                json.WriteString("title", step.Title);
                json.WriteString("detail", step.Detail);
                json.WriteString("cause", step.Cause);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("facts");
            foreach (var (name, value) in verdict.Facts)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteString("conclusion", verdict.Conclusion);
            json.WriteString("advice", verdict.Advice);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Name(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Holds => "holds",
        StepOutcome.Fails => "fails",
        StepOutcome.NotReached => "not-reached",
    };
}
