using System.Text;
using System.Xml;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>A row of a file as it stands there.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Cells">Texts, not trimmed.</param>
internal readonly record struct SheetRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Reads the rows of a file one by one: memory does not grow with the file, but by 8 bytes for each text that a workbook keeps in one place.</summary>
internal static class RosterSheet
{
    static RosterSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The rows that have anything in them.</summary>
    /// <param name="file">The file, which can be read more than once.</param>
    /// <param name="format">CSV or XLSX.</param>
    /// <exception cref="UnreadableSheetException">It is no such file.</exception>
    internal static IEnumerable<SheetRow> Rows(Stream file, RosterFormat format) =>
        (format is RosterFormat.Xlsx ? Sheet(file) : Text(file)).Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)));

    private static IEnumerable<SheetRow> Text(Stream file)
    {
        var encoding = IsUtf8(file) ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : Encoding.GetEncoding(1252);
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        foreach (var row in new DelimitedText(reader).Rows())
        {
            yield return row;
        }
    }

    // Windows-1252 has no mark of its own: what is no UTF-8 is taken for it.
    private static bool IsUtf8(Stream file)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[64 * 1024];
        var characters = new char[64 * 1024 + 8];
        try
        {
            for (var read = file.Read(bytes); read > 0; read = file.Read(bytes))
            {
                decoder.GetChars(bytes, 0, read, characters, 0, flush: false);
            }

            decoder.GetChars([], 0, 0, characters, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Only what tells of the file itself: that a database or a disk is away says nothing against it.
    private static IEnumerable<SheetRow> Sheet(Stream file)
    {
        using var rows = Workbook.Rows(file).GetEnumerator();
        while (Next(rows))
        {
            yield return rows.Current;
        }
    }

    private static bool Next(IEnumerator<SheetRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or FormatException or OverflowException)
        {
            throw new UnreadableSheetException(exception);
        }
    }
}

/// <summary>A file that is not what it was said to be.</summary>
internal sealed class UnreadableSheetException(Exception cause) : Exception("The file cannot be read.", cause);
