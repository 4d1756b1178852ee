using PdfSharp.Drawing;

namespace Netralitas.Documents;

/// <summary>A document to be printed, written from the top to the bottom: titles, paragraphs, names and values, tables, QR codes. A4, Indonesian, PDF.</summary>
/// <remarks>Nothing is stored: a document is made when somebody asks for it. For one thread at a time; many documents may be made at once, but PDFsharp is let in by one of them at a time (<see cref="MakeAsync"/>).</remarks>
public sealed class PrintedDocument
{
    private const double Gap = 8;

    // PDFsharp's caches of fonts are not for several threads; and one document at a time bounds what memory they take.
    private static readonly SemaphoreSlim One = new(1);

    private readonly Pages pages;

    private PrintedDocument(Pages pages) => this.pages = pages;

    private XGraphics Graphics => pages.Graphics;

    /// <summary>Makes a document.</summary>
    /// <param name="title">Its title, also on the first page.</param>
    /// <param name="footer">At the foot of each page.</param>
    /// <param name="write">Writes what stands below the title.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The file.</returns>
    public static async Task<byte[]> MakeAsync(string title, string footer, Action<PrintedDocument> write, CancellationToken cancel)
    {
        await One.WaitAsync(cancel);
        try
        {
            using var pages = new Pages(title, footer);
            var document = new PrintedDocument(pages);
            document.Centred(title, Typeface.Title);
            pages.Y += 2 * Gap;
            write(document);
            return pages.ToBytes();
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>A heading above what follows.</summary>
    public void Heading(string text)
    {
        pages.Need(4 * Typeface.LineOf(Typeface.Heading));
        pages.Y += Gap;
        Write(text, Typeface.Heading, Pages.Margin, pages.Width);
        pages.Y += Gap / 2;
    }

    /// <summary>A paragraph over the whole width.</summary>
    public void Paragraph(string text)
    {
        Write(text, Typeface.Body, Pages.Margin, pages.Width);
        pages.Y += Gap;
    }

    /// <summary>A line or more in the middle, at the usual size.</summary>
    public void Centred(string text)
    {
        Centred(text, Typeface.Body);
        pages.Y += Gap;
    }

    /// <summary>What a certificate is about: in the middle, large.</summary>
    public void Emphasis(string text)
    {
        Centred(text, Typeface.Large);
        pages.Y += Gap;
    }

    /// <summary>Names and what they are, beside each other; those without a value are left out.</summary>
    public void Facts(params IEnumerable<(string Name, string Value)> facts)
    {
        const double NameWidth = 130;
        foreach (var (name, value) in facts.Where(fact => fact.Value.Trim().Length > 0))
        {
            var lines = Lines.Of(Graphics, value, Typeface.Body, pages.Width - NameWidth);
            pages.Need(Typeface.LineOf(Typeface.Body));
            var top = pages.Y;
            Graphics.DrawString(name, Typeface.Strong, XBrushes.Black, Pages.Margin, top + Typeface.Body.Size);
            foreach (var line in lines)
            {
                WriteLine(line, Typeface.Body, Pages.Margin + NameWidth);
            }

            pages.Y += 3;
        }

        pages.Y += Gap;
    }

    /// <summary>A table whose head stands on each of its pages.</summary>
    /// <param name="columns">Heads and shares of the width.</param>
    /// <param name="rows">A text for each column.</param>
    public void Table(IReadOnlyList<(string Head, double Share)> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var total = columns.Sum(column => column.Share);
        double[] widths = [.. columns.Select(column => pages.Width * column.Share / total)];
        string[] heads = [.. columns.Select(column => column.Head)];
        pages.Need(4 * Typeface.LineOf(Typeface.CellHead));
        Row(heads, widths, Typeface.CellHead);
        foreach (var row in rows)
        {
            if (pages.Need(HeightOf(row, widths, Typeface.Cell)))
            {
                Row(heads, widths, Typeface.CellHead);
            }

            Row(row, widths, Typeface.Cell);
        }

        pages.Y += Gap;
    }

    /// <summary>A QR code in the middle, with a caption below it.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="caption">What it is for.</param>
    /// <param name="side">Points of a side, its quiet zone included.</param>
    public void Code(string content, string caption, double side)
    {
        var code = QrCode.Of(content);
        pages.Need(side + (3 * Typeface.LineOf(Typeface.Small)));
        var (left, module) = (Pages.Margin + ((pages.Width - side) / 2), side / code.Size);
        for (var row = 0; row < code.Size; row++)
        {
            for (var column = 0; column < code.Size; column++)
            {
                // Dark modules that stand beside each other are one bar: between two there would be a hairline.
                var end = column;
                while (end < code.Size && code[row, end])
                {
                    end++;
                }

                if (end > column)
                {
                    Graphics.DrawRectangle(XBrushes.Black, left + (column * module), pages.Y + (row * module), (end - column) * module, module);
                    column = end;
                }
            }
        }

        pages.Y += side;
        Centred(caption, Typeface.Small);
        pages.Y += Gap;
    }

    private void Row(IReadOnlyList<string> cells, double[] widths, XFont font)
    {
        const double Padding = 3;
        var (top, left, height) = (pages.Y, Pages.Margin, HeightOf(cells, widths, font));
        for (var n = 0; n < widths.Length; n++)
        {
            var y = top + Padding;
            foreach (var line in Lines.Of(Graphics, cells[n], font, widths[n] - (2 * Padding)))
            {
                Graphics.DrawString(line, font, XBrushes.Black, left + Padding, y + font.Size);
                y += Typeface.LineOf(font);
            }

            left += widths[n];
        }

        pages.Y = top + height;
        Graphics.DrawLine(new XPen(XColors.Gray, 0.4), Pages.Margin, pages.Y, Pages.Margin + pages.Width, pages.Y);
    }

    private double HeightOf(IReadOnlyList<string> cells, double[] widths, XFont font) =>
        cells.Select((cell, n) => Lines.Of(Graphics, cell, font, widths[n] - 6).Count).Max() * Typeface.LineOf(font) + 8;

    private void Write(string text, XFont font, double left, double width)
    {
        foreach (var line in Lines.Of(Graphics, text, font, width))
        {
            WriteLine(line, font, left);
        }
    }

    private void Centred(string text, XFont font)
    {
        foreach (var line in Lines.Of(Graphics, text, font, pages.Width))
        {
            WriteLine(line, font, Pages.Margin + ((pages.Width - Graphics.MeasureString(line, font).Width) / 2));
        }
    }

    private void WriteLine(string line, XFont font, double left)
    {
        pages.Need(Typeface.LineOf(font));
        Graphics.DrawString(line, font, XBrushes.Black, left, pages.Y + font.Size);
        pages.Y += Typeface.LineOf(font);
    }
}
