using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>The files in a workbook that its first sheet is read from.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Texts">What its cells name by number; null when there is nothing of the kind.</param>
/// <param name="Styles">What tells dates from numbers; null when all are numbers.</param>
/// <param name="CountsFrom1904">Whether days are counted from 1904 instead of 1900.</param>
internal sealed record WorkbookParts(ZipArchiveEntry Sheet, ZipArchiveEntry? Texts, ZipArchiveEntry? Styles, bool CountsFrom1904)
{
    private const string Root = "/";

    /// <summary>Finds them, by what the files say of each other.</summary>
    /// <exception cref="InvalidDataException">There is no sheet.</exception>
    internal static WorkbookParts Of(ZipArchive zip, XmlReaderSettings settings)
    {
        var start = RelationsOf(zip, Root, settings).Find(each => each.Type == "officeDocument").Target ?? "/xl/workbook.xml";
        var relations = RelationsOf(zip, start, settings);
        var (sheetId, countsFrom1904) = ReadStart(Find(zip, start) ?? throw new InvalidDataException("There is no workbook."), settings);
        var sheet = relations.Find(each => each.Id == sheetId).Target;
        return new WorkbookParts(
            (sheet is null ? null : Find(zip, sheet)) ?? throw new InvalidDataException("There is no sheet."),
            Find(zip, relations.Find(each => each.Type == "sharedStrings").Target),
            Find(zip, relations.Find(each => each.Type == "styles").Target),
            countsFrom1904);
    }

    private static (string? SheetId, bool CountsFrom1904) ReadStart(ZipArchiveEntry start, XmlReaderSettings settings)
    {
        using var xml = XmlReader.Create(start.Open(), settings);
        var countsFrom1904 = false;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                countsFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                // In the namespace of relations, of which there are two.
                string? id = null;
                while (xml.MoveToNextAttribute())
                {
                    id = xml is { LocalName: "id", NamespaceURI.Length: > 0 } ? xml.Value : id;
                }

                return (id, countsFrom1904);
            }
        }

        return (null, countsFrom1904);
    }

    private static List<(string Id, string Type, string? Target)> RelationsOf(ZipArchive zip, string part, XmlReaderSettings settings)
    {
        var slash = part.LastIndexOf('/');
        var found = new List<(string, string, string?)>();
        if (Find(zip, $"{part[..slash]}/_rels/{part[(slash + 1)..]}.rels") is not { } relations)
        {
            return found;
        }

        using var xml = XmlReader.Create(relations.Open(), settings);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Target") is { } target && xml.GetAttribute("TargetMode") != "External")
            {
                var type = xml.GetAttribute("Type") ?? "";
                found.Add((xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], PathOf(part, target)));
            }
        }

        return found;
    }

    // A path from the root, whether it was given from there or from beside the part.
    private static string? PathOf(string part, string target) =>
        Uri.TryCreate(new Uri($"http://workbook{part}"), target.Replace('\\', '/'), out var found) ? Uri.UnescapeDataString(found.AbsolutePath) : null;

    private static ZipArchiveEntry? Find(ZipArchive zip, string? path) =>
        path is null ? null : zip.Entries.FirstOrDefault(entry => string.Equals(entry.FullName.Replace('\\', '/').TrimStart('/'), path.TrimStart('/'), StringComparison.OrdinalIgnoreCase));
}

/// <summary>Which styles of cells show a number as a date.</summary>
internal static class DateStyles
{
    /// <summary>Reads the file of styles.</summary>
    /// <returns>Numbers of styles, as cells name them.</returns>
    internal static HashSet<int> Read(ZipArchiveEntry part, XmlReaderSettings settings)
    {
        var own = new Dictionary<int, bool>();
        var dates = new HashSet<int>();
        using var xml = XmlReader.Create(part.Open(), settings);
        var (isOfCells, number) = (false, 0);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                isOfCells = xml.NodeType is XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType is XmlNodeType.Element && xml.LocalName == "numFmt")
            {
                own[NumberOf(xml.GetAttribute("numFmtId"))] = IsDate(xml.GetAttribute("formatCode") ?? "");
            }
            else if (xml.NodeType is XmlNodeType.Element && isOfCells && xml.LocalName == "xf")
            {
                var format = NumberOf(xml.GetAttribute("numFmtId"));
                if (own.TryGetValue(format, out var isDate) ? isDate : format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 54) or 57 or 58)
                {
                    dates.Add(number);
                }

                number++;
            }
        }

        return dates;
    }

    private static int NumberOf(string? text) => text is null ? 0 : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    // Days or years in it, but not in what stands there as it is.
    private static bool IsDate(string format)
    {
        var end = '\0';
        for (var n = 0; n < format.Length; n++)
        {
            var c = format[n];
            if (end != '\0')
            {
                end = c == end ? '\0' : end;
            }
            else if (c is '"' or '[')
            {
                end = c == '"' ? '"' : ']';
            }
            else if (c is '\\' or '_' or '*')
            {
                n++;
            }
            else if (c is 'd' or 'D' or 'y' or 'Y')
            {
                return true;
            }
        }

        return false;
    }
}
