using System.Collections.Concurrent;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace Netralitas.Documents;

/// <summary>A size of one of the two fonts in which documents speak.</summary>
/// <param name="Bold">Whether it is the bold one.</param>
/// <param name="Size">In points.</param>
internal readonly record struct Face(bool Bold, double Size)
{
    internal static readonly Face Title = new(true, 18);
    internal static readonly Face Large = new(true, 15);
    internal static readonly Face Heading = new(true, 11.5);
    internal static readonly Face Body = new(false, 10);
    internal static readonly Face Strong = new(true, 10);
    internal static readonly Face Cell = new(false, 8.5);
    internal static readonly Face CellHead = new(true, 8.5);
    internal static readonly Face Small = new(false, 8);

    /// <summary>Height of a line.</summary>
    internal double Line => Size * 1.28;

    /// <summary>Width of a text in points; the fonts are set without kerning.</summary>
    internal double Width(string text)
    {
        var width = 0.0;
        foreach (var character in text)
        {
            width += EmbeddedFonts.WidthOf(Bold, character);
        }

        return width * Size;
    }
}

/// <summary>The fonts that travel with the assembly: no page depends on what a machine has.</summary>
internal static class EmbeddedFonts
{
    private static readonly byte[] Regular = Read("LiberationSans-Regular.ttf");
    private static readonly byte[] Bold = Read("LiberationSans-Bold.ttf");

    private static readonly Ruler RegularRuler = new(Regular);
    private static readonly Ruler BoldRuler = new(Bold);

    // Width of a character at one point; none of a character that the font lacks.
    private static readonly ConcurrentDictionary<(bool Bold, char Character), double?> Widths = [];

    internal static byte[] Of(bool bold) => bold ? Bold : Regular;

    /// <summary>Whether a character can be printed.</summary>
    internal static bool Has(char character) => Find(true, character) is not null && Find(false, character) is not null;

    /// <summary>Width of a character at one point.</summary>
    internal static double WidthOf(bool bold, char character) => Find(bold, character) ?? 0;

    private static double? Find(bool bold, char character) => Widths.GetOrAdd((bold, character), static key => (key.Bold ? BoldRuler : RegularRuler).Measure(key.Character));

    private static byte[] Read(string name)
    {
        using var font = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no font {name}.");
        using var copy = new MemoryStream();
        font.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Measures characters of a font, each once.</summary>
    private sealed class Ruler
    {
        private const double Size = 100;

        private readonly PdfPageBuilder page;
        private readonly PdfDocumentBuilder.AddedFont font;

        internal Ruler(byte[] bytes)
        {
            var document = new PdfDocumentBuilder();
            font = document.AddTrueTypeFont(bytes);
            page = document.AddPage(PageSize.A4);
        }

        internal double? Measure(char character)
        {
            try
            {
                lock (page)
                {
                    // The letter's own width is not filled in by the builder; where it ends is.
                    return page.MeasureText(character.ToString(), Size, new PdfPoint(0, 0), font)[0].EndBaseLine.X / Size;
                }
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }
}
