using System.Text;

namespace Netralitas.Services.Reports.Reading;

/// <summary>A line of CSV by RFC 4180. Pure.</summary>
internal static class CsvLine
{
    private const string Computed = "=+-@\t\r";

    /// <summary>Writes a line, with its end.</summary>
    internal static void Write(StringBuilder text, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            text.Append(first ? "" : ",").Append(Cell(cell));
            first = false;
        }

        text.Append("\r\n");
    }

    /// <summary>A cell: in quotes where it must be, and after an apostrophe where a spreadsheet would compute it.</summary>
    internal static string Cell(string value)
    {
        var safe = value.Length > 0 && Computed.Contains(value[0], StringComparison.Ordinal) ? $"'{value}" : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
