using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Netralitas.Documents;

/// <summary>A4 pages that fill from the top: what does not fit goes on to the next page. Lengths are in points, 72 to an inch.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class Pages : IDisposable
{
    internal const double Margin = 56;
    private const double FooterHeight = 28;

    private readonly PdfDocument document = new();
    private readonly string footer;
    private XGraphics? graphics;

    /// <param name="title">Title of the document, for its readers and for screen readers.</param>
    /// <param name="footer">Stands at the foot of each page, before the number of the page.</param>
    internal Pages(string title, string footer)
    {
        EmbeddedFonts.Install();
        this.footer = footer;
        document.Info.Title = title;
        document.Info.Creator = "Netralitas";
        document.Language = "id-ID";
        Add();
    }

    /// <summary>Where the next thing begins, from the top.</summary>
    internal double Y { get; set; }

    /// <summary>Width between the margins.</summary>
    internal double Width { get; private set; }

    /// <summary>What is drawn with, on the page that is being filled.</summary>
    internal XGraphics Graphics => graphics!;

    private double Bottom { get; set; }

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

    /// <summary>Numbers the pages and writes the file.</summary>
    internal byte[] ToBytes()
    {
        graphics!.Dispose();
        graphics = null;
        for (var n = 0; n < document.PageCount; n++)
        {
            using var page = XGraphics.FromPdfPage(document.Pages[n], XGraphicsPdfPageOptions.Append);
            var y = page.PageSize.Height - Margin + FooterHeight;
            page.DrawLine(new XPen(XColors.Gray, 0.5), Margin, y - 12, page.PageSize.Width - Margin, y - 12);
            page.DrawString(footer, Typeface.Small, XBrushes.Black, Margin, y);
            var number = $"Halaman {n + 1} dari {document.PageCount}";
            page.DrawString(number, Typeface.Small, XBrushes.Black, page.PageSize.Width - Margin - page.MeasureString(number, Typeface.Small).Width, y);
        }

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        graphics?.Dispose();
        document.Dispose();
    }

    private void Add()
    {
        graphics?.Dispose();
        var page = document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        graphics = XGraphics.FromPdfPage(page);
        (Y, Width, Bottom) = (Margin, page.Width.Point - (2 * Margin), page.Height.Point - Margin - 8);
    }
}
