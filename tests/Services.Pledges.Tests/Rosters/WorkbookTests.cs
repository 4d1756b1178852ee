using System.IO.Compression;
using System.Text;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Rosters;

namespace Netralitas.Services.Pledges.Tests.Rosters;

public sealed class WorkbookTests
{
    private const string Names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void Cells_are_read_as_a_person_sees_them()
    {
        var rows = Read(
            """
            <row r="2" spans="1:4"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>45556</v></c><c r="D2" s="2"><v>45556.5</v></c></row>
            <row r="3"/>
            <row r="5"><c r="B5" t="inlineStr"><is><r><t>Plt. </t></r><r><t xml:space="preserve">Camat </t></r></is></c><c t="str"><f>A1</f><v>hasil</v></c><c r="D5" t="e"><v>#N/A</v></c><c r="E5" t="b"><v>1</v></c></row>
            <row><c><v>42</v></c><c s="3"><v>0.5</v></c><c><v>190001011968111999</v></c><c t="d"><v>2024-09-21T00:00:00</v></c></row>
            """,
            texts: """<si><r><t>Siti</t></r><r><t xml:space="preserve"> Aminah</t></r><rPh><t>siti</t></rPh></si>""",
            styles: """<numFmts><numFmt numFmtId="164" formatCode="[$-421]dd mmmm yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot; hari&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>""");

        Assert.Equal(
            ["2: Siti Aminah||2024-09-21|2024-09-21", "5: |Plt. Camat |hasil||True", "6: 42|0.5|1.90001011968112E+017|2024-09-21"],
            rows.Select(row => $"{row.Line}: {string.Join('|', row.Cells)}"));
    }

    [Fact]
    public void Texts_that_are_kept_in_one_place_are_found_in_any_order()
    {
        const int Count = 20_000;
        var order = Enumerable.Range(0, Count).Select(n => n * 7_919 % Count).ToList();

        var rows = Read(
            string.Concat(order.Select(n => $"""<row><c t="s"><v>{n}</v></c></row>""")),
            texts: string.Concat(Enumerable.Range(0, Count).Select(n => $"<si><t>Pegawai é {n} {new string('x', n % 300)}</t></si>")));

        Assert.Equal(order.Select(n => $"Pegawai é {n} {new string('x', n % 300)}"), rows.Select(row => row.Cells[0]));
    }

    [Fact]
    public void Of_a_text_that_no_column_takes_the_beginning_is_kept()
    {
        var rows = Read("""<row><c t="s"><v>5000</v></c></row>""", texts: string.Concat(Enumerable.Range(0, 5_001).Select(n => $"<si><t>{new string('a', 2_000)}</t></si>")));

        Assert.Equal(new string('a', SharedTexts.LongestText), rows.Single().Cells[0]);
    }

    [Theory]
    [InlineData("""<row><c t="s"><v>1</v></c></row>""")]
    [InlineData("""<row><c t="s"><v>-1</v></c></row>""")]
    [InlineData("""<row><c t="s"><v>lima</v></c></row>""")]
    [InlineData("""<row r="x"><c><v>1</v></c></row>""")]
    [InlineData("""<row><c><v>1</v></row>""")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b "c">]><row/>""")]
    public void A_workbook_that_is_damaged_is_said_to_be(string rows) =>
        Assert.Throws<UnreadableSheetException>(() => Read(rows, texts: "<si><t>satu</t></si>"));

    [Fact]
    public void An_archive_without_a_sheet_is_no_workbook()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "word/document.xml", "<document/>");
        }

        Assert.Throws<UnreadableSheetException>(() => RosterSheet.Rows(file, RosterFormat.Xlsx).ToList());
    }

    private static List<SheetRow> Read(string rows, string texts = "", string styles = "")
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            // As some programs write it: paths from the root, and a start of another name.
            Write(zip, "_rels/.rels", Relations("""<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/buku.xml"/>"""));
            Write(zip, "xl/buku.xml", $"""<workbook xmlns="{Names}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Pegawai" sheetId="7" r:id="rId9"/><sheet name="Lain" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Write(zip, "xl/_rels/buku.xml.rels", Relations(
                """
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>
                <Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
                """));
            Write(zip, "xl/sharedStrings.xml", $"""<sst xmlns="{Names}">{texts}</sst>""");
            Write(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Names}">{styles}</styleSheet>""");
            Write(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Names}"><cols><col min="1" max="1"/></cols><sheetData>{rows}</sheetData></worksheet>""");
        }

        return [.. RosterSheet.Rows(file, RosterFormat.Xlsx)];
    }

    private static string Relations(string relations) => $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>""";

    private static void Write(ZipArchive zip, string name, string xml)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        entry.Write(xml);
    }
}
