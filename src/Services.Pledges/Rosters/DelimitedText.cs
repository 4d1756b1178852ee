using System.Text;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Text with a separator between cells (RFC 4180): cells may stand in quotes, with line feeds and doubled quotes in them.</summary>
/// <param name="reader">The text.</param>
internal sealed class DelimitedText(TextReader reader)
{
    // A quote that is never closed would otherwise take the rest of the file for one cell, and a file that is no table would be one cell or one row. No column takes as much as is kept.
    private const int MaxCell = 10_000;
    private const int MaxCells = 1_000;

    // Titles stand above the row that names the columns; no table that is read here has fewer than three columns, and few titles have two commas.
    private const int TitleLines = 20;
    private const int FewestSeparators = 2;

    private static readonly char[] Separators = [';', ',', '\t', '|'];

    private readonly StringBuilder cell = new();
    private readonly char[] buffer = new char[32 * 1024];
    private int length;
    private int next;
    private int line = 1;

    /// <summary>The rows, each with the line on which it begins.</summary>
    internal IEnumerable<SheetRow> Rows()
    {
        var separator = FindSeparator();
        while (Peek() >= 0)
        {
            var start = line;
            yield return new SheetRow(start, ReadRow(separator));
        }
    }

    // The separator that the first line with columns has most of, outside quotes; where none has as many as a table, that of the line with the most.
    private char FindSeparator()
    {
        Fill();
        var (found, most) = (Separators[0], 0);
        var place = 0;
        for (var n = 0; n < TitleLines && place < length && most < FewestSeparators; n++)
        {
            var counts = CountLine(ref place);
            if (counts.Max() > most)
            {
                most = counts.Max();
                found = Separators[Array.IndexOf(counts, most)];
            }
        }

        return found;
    }

    // How often each separator stands in the line of the first piece that begins at a place, which is moved to the next.
    private int[] CountLine(ref int place)
    {
        var counts = new int[Separators.Length];
        var inQuotes = false;
        for (; place < length && (inQuotes || buffer[place] is not ('\n' or '\r')); place++)
        {
            inQuotes ^= buffer[place] == '"';
            var separator = inQuotes ? -1 : Array.IndexOf(Separators, buffer[place]);
            if (separator >= 0)
            {
                counts[separator]++;
            }
        }

        place++;
        return counts;
    }

    private List<string> ReadRow(char separator)
    {
        var cells = new List<string>();
        var inQuotes = false;
        while (true)
        {
            var character = Read();
            if (character < 0 || (!inQuotes && character is '\n'))
            {
                Add(cells);
                return cells;
            }

            if (inQuotes && character == '"' && Peek() == '"')
            {
                Read();
                Append('"');
            }
            else if (character == '"' && (inQuotes || cell.Length == 0))
            {
                inQuotes = !inQuotes;
            }
            else if (!inQuotes && character == separator)
            {
                Add(cells);
            }
            else if (inQuotes || character != '\r')
            {
                Append((char)character);
                inQuotes &= cell.Length < MaxCell;
            }
        }
    }

    private void Append(char character)
    {
        if (cell.Length <= MaxCell)
        {
            cell.Append(character);
        }
    }

    private void Add(List<string> cells)
    {
        if (cells.Count < MaxCells)
        {
            cells.Add(cell.ToString());
        }

        cell.Clear();
    }

    private int Peek()
    {
        if (next == length)
        {
            Fill();
        }

        return next < length ? buffer[next] : -1;
    }

    private int Read()
    {
        var character = Peek();
        if (character >= 0)
        {
            next++;
            line += character == '\n' ? 1 : 0;
        }

        return character;
    }

    private void Fill()
    {
        if (next < length)
        {
            return;
        }

        length = reader.Read(buffer, 0, buffer.Length);
        next = 0;
    }
}
