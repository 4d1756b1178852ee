using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Reads the first sheet of a workbook (XLSX) row by row: memory does not grow with its rows.</summary>
/// <remarks>A number has 15 digits in a sheet: of a larger one the text shows that digits are lost. A date, which is a number with a style, becomes yyyy-MM-dd; an error of a formula is empty.</remarks>
internal static class Workbook
{
    private const int MostColumns = 1_024;
    // In the year 9999, whichever year days are counted from.
    private const double LastDate = 2_957_003;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>The rows that the sheet has, by the lines on which they stand.</summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <exception cref="Exception">It is no workbook: <see cref="InvalidDataException"/>, <see cref="XmlException"/>, <see cref="FormatException"/> or <see cref="OverflowException"/>.</exception>
    internal static IEnumerable<SheetRow> Rows(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var parts = WorkbookParts.Of(zip, Settings);
        var dates = parts.Styles is { } styles ? DateStyles.Read(styles, Settings) : [];
        using var texts = ReadTexts(parts.Texts);
        using var sheet = XmlReader.Create(parts.Sheet.Open(), Settings);
        var line = 0;
        while (sheet.Read())
        {
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                line = sheet.GetAttribute("r") is { } own ? int.Parse(own, NumberStyles.None, CultureInfo.InvariantCulture) : line + 1;
                yield return new SheetRow(line, ReadCells(sheet, texts, dates, parts.CountsFrom1904));
            }
        }
    }

    private static SharedTexts ReadTexts(ZipArchiveEntry? part)
    {
        var texts = new SharedTexts();
        try
        {
            using var xml = part is null ? null : XmlReader.Create(part.Open(), Settings);
            while (xml is not null && xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
                {
                    texts.Add(TextIn(xml));
                }
            }

            texts.Complete();
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    private static List<string> ReadCells(XmlReader sheet, SharedTexts texts, HashSet<int> dates, bool countsFrom1904)
    {
        var cells = new List<string>();
        if (sheet.IsEmptyElement)
        {
            return cells;
        }

        for (var depth = sheet.Depth; sheet.Read() && sheet.Depth > depth;)
        {
            if (sheet is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var place = ColumnOf(sheet.GetAttribute("r")) ?? cells.Count;
            var (type, style) = (sheet.GetAttribute("t"), sheet.GetAttribute("s"));
            var text = TextIn(sheet);
            if (place < MostColumns && text.Length > 0)
            {
                while (cells.Count <= place)
                {
                    cells.Add("");
                }

                cells[place] = Shown(text, type, style is not null && dates.Contains(int.Parse(style, NumberStyles.None, CultureInfo.InvariantCulture)), texts, countsFrom1904);
            }
            else if (place == cells.Count && place < MostColumns)
            {
                cells.Add("");
            }
        }

        return cells;
    }

    private static string Shown(string text, string? type, bool isDate, SharedTexts texts, bool countsFrom1904) => type switch
    {
        "s" => texts[int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture)],
        "str" or "inlineStr" => text,
        "b" => text == "1" ? "True" : "False",
        "e" => "",
        "d" => text[..Math.Min(text.Length, 10)],
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Shown(number, isDate, countsFrom1904) : text,
    };

    // A number of 18 digits is shown in a form in which the loss is seen.
    private static string Shown(double number, bool isDate, bool countsFrom1904) =>
        isDate && number is >= 0 and < LastDate ? DateTime.FromOADate(number + (countsFrom1904 ? 1_462 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : number.ToString(Math.Abs(number) >= 1e15 ? "E14" : null, CultureInfo.InvariantCulture);

    // All texts and values within the element at which the reader stands, but for how a word is pronounced; the reader stands at its end then.
    private static string TextIn(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (text, isText, isPhonetic) = ("", false, false);
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                var begins = xml.NodeType is XmlNodeType.Element && !xml.IsEmptyElement;
                isPhonetic = xml.LocalName == "rPh" ? begins : isPhonetic;
                isText = begins && (xml.LocalName is "t" or "v");
            }
            else if (isText && !isPhonetic && text.Length <= SharedTexts.LongestText)
            {
                text = text.Length == 0 ? xml.Value : text + xml.Value;
            }
        }

        // Characters that XML has none for are written _x000D_.
        return text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
    }

    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is < 'A' or > 'Z' || column > MostColumns)
            {
                break;
            }

            column = (column * 26) + letter - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }
}
