using PdfSharp.Fonts;

namespace Netralitas.Documents;

/// <summary>The fonts that travel with the assembly: no page depends on what a machine has.</summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    /// <summary>The one family.</summary>
    internal const string Family = "Liberation Sans";

    private const string Regular = "LiberationSans-Regular.ttf";
    private const string Bold = "LiberationSans-Bold.ttf";

    private static readonly Lazy<EmbeddedFonts> Installed = new(() =>
    {
        var fonts = new EmbeddedFonts();
        GlobalFontSettings.FontResolver = fonts;
        return fonts;
    });

    /// <summary>Makes them known to PDFsharp, once for the process.</summary>
    internal static void Install() => _ = Installed.Value;

    /// <inheritdoc />
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);

    /// <inheritdoc />
    public byte[] GetFont(string faceName)
    {
        using var font = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(faceName) ?? throw new InvalidOperationException($"There is no font {faceName}.");
        using var copy = new MemoryStream();
        font.CopyTo(copy);
        return copy.ToArray();
    }
}
