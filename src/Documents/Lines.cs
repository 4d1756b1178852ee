namespace Netralitas.Documents;

/// <summary>Breaks texts into lines.</summary>
internal static class Lines
{
    /// <summary>Lines of at most a width: broken between words, and within a word that is wider alone.</summary>
    /// <param name="text">Any text; line feeds break too.</param>
    /// <param name="face">In which face.</param>
    /// <param name="width">Most points of a line.</param>
    internal static List<string> Of(string text, Face face, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in Printable(paragraph).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Parts(word, face, width)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && face.Width(longer) > width)
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

    /// <summary>What the fonts can print of a text: a control character becomes a space, and a letter that they lack a question mark, so that a name of another script is seen to be incomplete.</summary>
    internal static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        System.Text.Rune.IsControl(rune) ? " " : rune.IsBmp && EmbeddedFonts.Has((char)rune.Value) ? rune.ToString() : "?"));

    private static IEnumerable<string> Parts(string word, Face face, double width)
    {
        while (word.Length > 1 && face.Width(word) > width)
        {
            var length = word.Length - 1;
            while (length > 1 && face.Width(word[..length]) > width)
            {
                length--;
            }

            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
