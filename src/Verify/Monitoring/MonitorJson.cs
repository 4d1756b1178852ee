using System.Globalization;
using System.Text;
using System.Text.Json;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary>What a reading found, for a program.</summary>
internal static class MonitorJson
{
    /// <summary>
    /// An object with <c>agrees</c>, <c>origin</c>, <c>size</c>, <c>root</c> (null when the log was not read to its end), <c>totals</c>, <c>reports</c> (with a file of dummies) and <c>differences</c>.
    /// </summary>
    internal static string Of(MonitorResult reading, IReadOnlyList<DayOfReports> days)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("agrees", reading.Differences.Count == 0);
            json.WriteString("origin", reading.State?.Checkpoint.Origin);
            json.WriteNumber("size", reading.State?.Checkpoint.Size ?? 0);
            json.WriteString("root", reading.State?.Checkpoint.Root.ToString());
            json.WriteStartArray("totals");
            foreach (var (day, kind, count) in reading.State?.Totals.All ?? [])
            {
                json.WriteStartObject();
                json.WriteString("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteString("kind", kind.ToString().ToLowerInvariant());
                json.WriteNumber("count", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteReports(json, days);
            json.WriteStartArray("differences");
            foreach (var difference in reading.Differences)
            {
                json.WriteStartObject();
                json.WriteString("fault", difference.Fault.ToString().ToLowerInvariant());
                json.WriteString("detail", difference.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteReports(Utf8JsonWriter json, IReadOnlyList<DayOfReports> days)
    {
        json.WriteStartArray("reports");
        foreach (var day in days)
        {
            json.WriteStartObject();
            json.WriteString("day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("entries", day.Entries);
            json.WriteNumber("dummies", day.Dummies);
            json.WriteNumber("reports", day.Reports);
            json.WriteNumber("counted", day.Counted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
