namespace Netralitas.Documents;

/// <summary>A document to be printed, written from the top to the bottom: titles, paragraphs, names and values, tables, QR codes. A4, Indonesian, PDF.</summary>
/// <remarks>Nothing is stored: a document is made when somebody asks for it. One document is for one thread; many may be made at once.</remarks>
public sealed class PrintedDocument
{
    private const double Gap = 8;

    private readonly Pages pages;

    private PrintedDocument(Pages pages) => this.pages = pages;

    /// <summary>Makes a document.</summary>
    /// <param name="title">Its title, also on the first page.</param>
    /// <param name="footer">At the foot of each page.</param>
    /// <param name="write">Writes what stands below the title.</param>
    /// <returns>The file.</returns>
    public static byte[] Make(string title, string footer, Action<PrintedDocument> write)
    {
        using var pages = new Pages(title, footer);
        var document = new PrintedDocument(pages);
        document.Centred(title, Face.Title);
        pages.Y += 2 * Gap;
        write(document);
        return pages.ToBytes();
    }

    /// <summary>A heading above what follows.</summary>
    public void Heading(string text)
    {
        pages.Need(4 * Face.Heading.Line);
        pages.Y += Gap;
        Write(text, Face.Heading, Pages.Margin, Pages.Width);
        pages.Y += Gap / 2;
    }

    /// <summary>A paragraph over the whole width.</summary>
    public void Paragraph(string text)
    {
        Write(text, Face.Body, Pages.Margin, Pages.Width);
        pages.Y += Gap;
    }

    /// <summary>A line or more in the middle, at the usual size.</summary>
    public void Centred(string text)
    {
        Centred(text, Face.Body);
        pages.Y += Gap;
    }

    /// <summary>What a certificate is about: in the middle, large.</summary>
    public void Emphasis(string text)
    {
        Centred(text, Face.Large);
        pages.Y += Gap;
    }

    /// <summary>Names and what they are, beside each other; those without a value are left out.</summary>
    public void Facts(params IEnumerable<(string Name, string Value)> facts)
    {
        const double NameWidth = 130;
        foreach (var (name, value) in facts.Where(fact => fact.Value.Trim().Length > 0))
        {
            var lines = Lines.Of(value, Face.Body, Pages.Width - NameWidth);
            pages.Need(Face.Body.Line);
            var top = pages.Y;
            pages.Text(name, Face.Strong, Pages.Margin, top);
            foreach (var line in lines)
            {
                WriteLine(line, Face.Body, Pages.Margin + NameWidth);
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
        double[] widths = [.. columns.Select(column => Pages.Width * column.Share / total)];
        string[] heads = [.. columns.Select(column => column.Head)];
        pages.Need(4 * Face.CellHead.Line);
        Row(heads, widths, Face.CellHead);
        foreach (var row in rows)
        {
            if (pages.Need(HeightOf(row, widths, Face.Cell)))
            {
                Row(heads, widths, Face.CellHead);
            }

            Row(row, widths, Face.Cell);
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
        pages.Need(side + (3 * Face.Small.Line));
        pages.Fill(BarsOf(code, Pages.Margin + ((Pages.Width - side) / 2), pages.Y, side / code.Size));
        pages.Y += side;
        Centred(caption, Face.Small);
        pages.Y += Gap;
    }

    private static IEnumerable<(double Left, double Top, double Width, double Height)> BarsOf(QrCode code, double left, double top, double module) =>
        code.Bars().Select(bar => (left + (bar.Column * module), top + (bar.Row * module), bar.Width * module, module));

    private void Row(IReadOnlyList<string> cells, double[] widths, Face face)
    {
        const double Padding = 3;
        var (top, left, height) = (pages.Y, Pages.Margin, HeightOf(cells, widths, face));
        for (var n = 0; n < widths.Length; n++)
        {
            var y = top + Padding;
            foreach (var line in Lines.Of(cells[n], face, widths[n] - (2 * Padding)))
            {
                pages.Text(line, face, left + Padding, y);
                y += face.Line;
            }

            left += widths[n];
        }

        pages.Y = top + height;
        pages.Rule(pages.Y);
    }

    private static double HeightOf(IReadOnlyList<string> cells, double[] widths, Face face) =>
        (cells.Select((cell, n) => Lines.Of(cell, face, widths[n] - 6).Count).Max() * face.Line) + 8;

    private void Write(string text, Face face, double left, double width)
    {
        foreach (var line in Lines.Of(text, face, width))
        {
            WriteLine(line, face, left);
        }
    }

    private void Centred(string text, Face face)
    {
        foreach (var line in Lines.Of(text, face, Pages.Width))
        {
            WriteLine(line, face, Pages.Margin + ((Pages.Width - face.Width(line)) / 2));
        }
    }

    private void WriteLine(string line, Face face, double left)
    {
        pages.Need(face.Line);
        pages.Text(line, face, left, pages.Y);
        pages.Y += face.Line;
    }
}
