using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Netralitas.Testing;

/// <summary>Reads a PDF: its texts, and the dark modules of its QR code.</summary>
internal static class ReadPdf
{
    /// <summary>Texts of each page in the order in which they were drawn, a line for each that stands apart.</summary>
    internal static IReadOnlyList<string> Pages(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        return [.. document.GetPages().Select(TextOf)];
    }

    /// <summary>All texts.</summary>
    internal static string Text(byte[] file) => string.Join('\n', Pages(file));

    /// <summary>Bars of dark modules on the page that has most of them: left, bottom, width and height.</summary>
    internal static IReadOnlyList<(double X, double Y, double Width, double Height)> Bars(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        return document.GetPages().Select(BarsOf).MaxBy(bars => bars.Count)!;
    }

    /// <summary>Left and right ends of all letters, whatever page they are on.</summary>
    internal static (double Left, double Right) Extent(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        var letters = document.GetPages().SelectMany(page => page.Letters).ToList();
        return (letters.Min(letter => letter.StartBaseLine.X), letters.Max(letter => letter.EndBaseLine.X));
    }

    private static List<(double, double, double, double)> BarsOf(Page page) =>
        [.. page.Paths.Where(path => path.IsFilled).Select(path => path.GetBoundingRectangle()!.Value).Select(box => (box.Left, box.Bottom, box.Width, box.Height))];

    private static string TextOf(Page page)
    {
        var text = new StringBuilder();
        Letter? before = null;
        foreach (var letter in page.Letters)
        {
            var isApart = before is not null
                && (Math.Abs(letter.StartBaseLine.Y - before.StartBaseLine.Y) > 0.5 || letter.StartBaseLine.X < before.StartBaseLine.X || letter.StartBaseLine.X - before.EndBaseLine.X > letter.PointSize / 2);
            text.Append(isApart ? "\n" : "").Append(letter.Value);
            before = letter;
        }

        return text.ToString();
    }
}
