using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Netralitas.Documents;

namespace Netralitas.Testing;

/// <summary>The QR code that was drawn on a page, as rows of modules.</summary>
internal static partial class PrintedCode
{
    /// <summary>What a code should look like.</summary>
    internal static IReadOnlyList<string> Modules(QrCode code) =>
        [.. Enumerable.Range(0, code.Size).Select(row => string.Concat(Enumerable.Range(0, code.Size).Select(column => code[row, column] ? '#' : '.')))];

    /// <summary>What was drawn.</summary>
    /// <param name="file">The PDF.</param>
    /// <param name="size">Modules on a side, the quiet zone included.</param>
    /// <param name="side">Points of a side.</param>
    internal static IReadOnlyList<string> Drawn(byte[] file, int size, double side)
    {
        const int Quiet = 4;
        var bars = ReadPdf.Bars(file);
        var module = side / size;
        // The first dark module of the first row is the corner of the finder pattern; below it y falls.
        var (left, top) = (bars.Min(bar => bar.X), bars.Max(bar => bar.Y + bar.Height));
        var rows = Enumerable.Range(0, size).Select(_ => Enumerable.Repeat('.', size).ToArray()).ToArray();
        foreach (var (x, y, width, height) in bars)
        {
            var row = (int)Math.Round((top - y - height) / module) + Quiet;
            var column = (int)Math.Round((x - left) / module) + Quiet;
            Array.Fill(rows[row], '#', column, (int)Math.Round(width / module));
        }

        return [.. rows.Select(row => new string(row))];
    }

    /// <summary>What an SVG image shows.</summary>
    internal static IReadOnlyList<string> Drawn(string svg)
    {
        var image = XDocument.Parse(svg).Root!;
        var size = int.Parse(image.Attribute("viewBox")!.Value.Split(' ')[^1], CultureInfo.InvariantCulture);
        var rows = Enumerable.Range(0, size).Select(_ => Enumerable.Repeat('.', size).ToArray()).ToArray();
        foreach (Match bar in Bar().Matches(image.Elements().Last().Attribute("d")!.Value))
        {
            Array.Fill(rows[Number(bar, "row")], '#', Number(bar, "column"), Number(bar, "width"));
        }

        return [.. rows.Select(row => new string(row))];
    }

    private static int Number(Match bar, string name) => int.Parse(bar.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<column>\d+) (?<row>\d+)h(?<width>\d+)v1h-\k<width>z")]
    private static partial Regex Bar();
}
