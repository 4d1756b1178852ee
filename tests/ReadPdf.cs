using System.Text;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

namespace Netralitas.Testing;

/// <summary>Reads a PDF that PDFsharp wrote: its texts, and the dark modules of its QR code.</summary>
internal static class ReadPdf
{
    /// <summary>Texts of each page, in the order in which they were drawn.</summary>
    internal static IReadOnlyList<string> Pages(byte[] file)
    {
        using var document = Open(file);
        return [.. document.Pages.Cast<PdfPage>().Select(page => string.Join('\n', Texts(page)))];
    }

    /// <summary>All texts.</summary>
    internal static string Text(byte[] file) => string.Join('\n', Pages(file));

    /// <summary>Bars of dark modules on the page that has most of them: left, top, width and height, as they were drawn.</summary>
    internal static IReadOnlyList<(double X, double Y, double Width, double Height)> Bars(byte[] file)
    {
        using var document = Open(file);
        return document.Pages.Cast<PdfPage>().Select(Bars).MaxBy(bars => bars.Count)!;
    }

    private static PdfDocument Open(byte[] file) => PdfReader.Open(new MemoryStream(file), PdfDocumentOpenMode.Import);

    private static List<(double, double, double, double)> Bars(PdfPage page) =>
        [.. Operators(ContentReader.ReadContent(page)).Where(op => op.OpCode.OpCodeName == OpCodeName.re).Select(op => (At(op, 0), At(op, 1), At(op, 2), At(op, 3)))];

    private static IEnumerable<string> Texts(PdfPage page)
    {
        var maps = new Dictionary<string, IReadOnlyDictionary<int, string>>();
        IReadOnlyDictionary<int, string>? map = null;
        foreach (var op in Operators(ContentReader.ReadContent(page)))
        {
            if (op.OpCode.OpCodeName == OpCodeName.Tf)
            {
                var name = ((CName)op.Operands[0]).Name;
                map = maps.TryGetValue(name, out var known) ? known : maps[name] = MapOf(page, name);
            }
            else if (op.OpCode.OpCodeName is OpCodeName.Tj or OpCodeName.TJ)
            {
                yield return Decode(op.Operands, map!);
            }
        }
    }

    private static string Decode(CSequence operands, IReadOnlyDictionary<int, string> map)
    {
        var text = new StringBuilder();
        foreach (var part in operands.SelectMany(operand => operand is CArray array ? array : (IEnumerable<CObject>)[operand]).OfType<CString>())
        {
            var glyphs = map.Count == 0 ? part.Value.Select(character => character.ToString()) : part.Value.Chunk(2).Select(pair => map[(pair[0] << 8) | pair[1]]);
            text.AppendJoin("", glyphs);
        }

        return text.ToString();
    }

    // What a font's glyphs mean, of a font that is written by glyphs; none of one that is written by characters.
    private static Dictionary<int, string> MapOf(PdfPage page, string font)
    {
        var found = page.Elements.GetDictionary("/Resources")!.Elements.GetDictionary("/Font")!.Elements.GetDictionary(font)!;
        var map = new Dictionary<int, string>();
        if (found.Elements.GetName("/Subtype") != "/Type0")
        {
            return map;
        }

        var lines = Encoding.ASCII.GetString(found.Elements.GetDictionary("/ToUnicode")!.Stream!.UnfilteredValue).Split('\n', StringSplitOptions.TrimEntries);
        foreach (var words in lines.Where(line => line.StartsWith('<')).Select(line => line.Split(['<', '>', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words.Length == 3)
            {
                for (var glyph = Convert.ToInt32(words[0], 16); glyph <= Convert.ToInt32(words[1], 16); glyph++)
                {
                    map[glyph] = ((char)(Convert.ToInt32(words[2], 16) + glyph - Convert.ToInt32(words[0], 16))).ToString();
                }
            }
        }

        return map;
    }

    private static IEnumerable<COperator> Operators(CSequence content) => content.OfType<COperator>();

    private static double At(COperator op, int place) => op.Operands[place] switch { CReal real => real.Value, CInteger integer => integer.Value, _ => throw new InvalidOperationException("No number.") };
}
