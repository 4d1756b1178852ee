using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations.PathConstruction;
using UglyToad.PdfPig.Graphics.Operations.PathPainting;
using UglyToad.PdfPig.Writer;

namespace Netralitas.Documents;

/// <summary>A4 pages that fill from the top: what does not fit goes on to the next page. Lengths are in points, 72 to an inch.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class Pages : IDisposable
{
    internal const double Margin = 56;
    private const double PageWidth = 595;
    private const double PageHeight = 842;
    private const double Bottom = PageHeight - Margin - 8;
    private const double FooterAt = PageHeight - Margin + 28;

    private readonly PdfDocumentBuilder document = new();
    private readonly List<PdfPageBuilder> pages = [];
    private readonly PdfDocumentBuilder.AddedFont regular;
    private readonly PdfDocumentBuilder.AddedFont bold;
    private readonly string footer;

    /// <param name="title">Title of the document, for its readers.</param>
    /// <param name="footer">Stands at the foot of each page, before the number of the page.</param>
    internal Pages(string title, string footer)
    {
        this.footer = Lines.Printable(footer);
        (regular, bold) = (document.AddTrueTypeFont(EmbeddedFonts.Of(bold: false)), document.AddTrueTypeFont(EmbeddedFonts.Of(bold: true)));
        document.DocumentInformation.Title = title;
        document.DocumentInformation.Creator = "Netralitas";
        Add();
    }

    /// <summary>Width between the margins.</summary>
    internal static double Width => PageWidth - (2 * Margin);

    /// <summary>Where the next thing begins, from the top.</summary>
    internal double Y { get; set; }

    /// <summary>Goes on to the next page when less than a height is left.</summary>
    /// <returns>Whether it did.</returns>
    internal bool Need(double height)
    {
        if (Y + height <= Bottom)
        {
            return false;
        }

        Add();
        return true;
    }

    /// <summary>Writes one line of text on the page that is being filled.</summary>
    /// <param name="text">What the fonts can print.</param>
    /// <param name="face">In which face.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="top">Top of the line.</param>
    internal void Text(string text, Face face, double left, double top) => Text(pages[^1], text, face, left, top);

    /// <summary>Draws a thin line over the width.</summary>
    internal void Rule(double top)
    {
        pages[^1].SetStrokeColor(128, 128, 128);
        pages[^1].DrawLine(new PdfPoint(Margin, PageHeight - top), new PdfPoint(Margin + Width, PageHeight - top), 0.4);
    }

    /// <summary>Fills bars, as a QR code is made of, on the page that is being filled.</summary>
    internal void Fill(IEnumerable<(double Left, double Top, double Width, double Height)> bars)
    {
        // By operations: DrawRectangle would draw an outline around each, and the modules would be too large.
        var operations = pages[^1].CurrentStream.Operations;
        foreach (var (left, top, width, height) in bars)
        {
            operations.Add(new AppendRectangle(left, PageHeight - top - height, width, height));
            operations.Add(FillPathNonZeroWinding.Value);
        }
    }

    /// <summary>Numbers the pages and writes the file.</summary>
    internal byte[] ToBytes()
    {
        foreach (var (n, page) in pages.Index())
        {
            var number = $"Halaman {n + 1} dari {pages.Count}";
            Text(page, footer, Face.Small, Margin, FooterAt);
            Text(page, number, Face.Small, Margin + Width - Face.Small.Width(number), FooterAt);
        }

        return document.Build();
    }

    /// <inheritdoc />
    public void Dispose() => document.Dispose();

    private void Text(PdfPageBuilder page, string text, Face face, double left, double top)
    {
        if (text.Length > 0)
        {
            page.AddText(text, face.Size, new PdfPoint(left, PageHeight - top - face.Size), face.Bold ? bold : regular);
        }
    }

    private void Add()
    {
        pages.Add(document.AddPage(PageSize.A4));
        Y = Margin;
    }
}
