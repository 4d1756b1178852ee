using PdfSharp.Drawing;

namespace Netralitas.Documents;

/// <summary>The sizes in which a document speaks.</summary>
internal static class Typeface
{
    static Typeface() => EmbeddedFonts.Install();

    internal static XFont Title { get; } = new(EmbeddedFonts.Family, 18, XFontStyleEx.Bold);

    internal static XFont Large { get; } = new(EmbeddedFonts.Family, 15, XFontStyleEx.Bold);

    internal static XFont Heading { get; } = new(EmbeddedFonts.Family, 11.5, XFontStyleEx.Bold);

    internal static XFont Body { get; } = new(EmbeddedFonts.Family, 10, XFontStyleEx.Regular);

    internal static XFont Strong { get; } = new(EmbeddedFonts.Family, 10, XFontStyleEx.Bold);

    internal static XFont Cell { get; } = new(EmbeddedFonts.Family, 8.5, XFontStyleEx.Regular);

    internal static XFont CellHead { get; } = new(EmbeddedFonts.Family, 8.5, XFontStyleEx.Bold);

    internal static XFont Small { get; } = new(EmbeddedFonts.Family, 8, XFontStyleEx.Regular);

    /// <summary>Height of a line.</summary>
    internal static double LineOf(XFont font) => font.Size * 1.28;
}
