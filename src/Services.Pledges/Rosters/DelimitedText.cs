using System.Text;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Text with a separator between cells (RFC 4180): cells may stand in quotes, with line feeds and doubled quotes in them.</summary>
/// <param name="reader">The text.</param>
internal sealed class DelimitedText(TextReader reader)
{
    // A quote that is never closed would otherwise take the rest of the file for one cell.
    private const int MaxCell = 10_000;

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

    // The separator that the first line has most of, outside quotes.
    private char FindSeparator()
    {
        Fill();
        var counts = new int[Separators.Length];
        var inQuotes = false;
        for (var n = 0; n < length && (inQuotes || buffer[n] is not ('\n' or '\r')); n++)
        {
            inQuotes ^= buffer[n] == '"';
            var place = inQuotes ? -1 : Array.IndexOf(Separators, buffer[n]);
            if (place >= 0)
            {
                counts[place]++;
            }
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
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
                cells.Add(Take());
                return cells;
            }

            if (inQuotes && character == '"' && Peek() == '"')
            {
                Read();
                cell.Append('"');
            }
            else if (character == '"' && (inQuotes || cell.Length == 0))
            {
                inQuotes = !inQuotes;
            }
            else if (!inQuotes && character == separator)
            {
                cells.Add(Take());
            }
            else if (inQuotes || character != '\r')
            {
                cell.Append((char)character);
                inQuotes &= cell.Length < MaxCell;
            }
        }
    }

    private string Take()
    {
        var text = cell.ToString();
        cell.Clear();
        return text;
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
