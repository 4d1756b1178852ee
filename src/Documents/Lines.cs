using PdfSharp.Drawing;

namespace Netralitas.Documents;

/// <summary>Breaks texts into lines.</summary>
internal static class Lines
{
    /// <summary>Lines of at most a width: broken between words, and within a word that is wider alone.</summary>
    /// <param name="graphics">Measures.</param>
    /// <param name="text">Any text; line feeds break too, and what cannot be printed is left out.</param>
    /// <param name="font">The font.</param>
    /// <param name="width">Most points of a line.</param>
    internal static List<string> Of(XGraphics graphics, string text, XFont font, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in Printable(paragraph).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Parts(graphics, word, font, width)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && graphics.MeasureString(longer, font).Width > width)
                {
                    lines.Add(line);
                    longer = word;
                }

                line = longer;
            }

            lines.Add(line);
        }

        return lines;
    }

    private static IEnumerable<string> Parts(XGraphics graphics, string word, XFont font, double width)
    {
        while (word.Length > 1 && graphics.MeasureString(word, font).Width > width)
        {
            var length = word.Length - 1;
            while (length > 1 && graphics.MeasureString(word[..length], font).Width > width)
            {
                length--;
            }

            length -= length > 1 && char.IsHighSurrogate(word[length - 1]) ? 1 : 0;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }

    // A control character has no glyph, and could steer what reads the text again.
    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
