using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Pledges.Bench;

/// <summary>Files of rosters, and sending them.</summary>
internal static class RosterLoad
{
    private const int Chunk = 512 * 1024;
    private const string Region = "35.75";

    private static readonly string[] Headings = ["nip", "nama", "kategori", "jabatan", "unit kerja", "kode wilayah"];

    /// <summary>Writes a file of people.</summary>
    internal static void Write(string path, RosterFormat format, int firstPerson, int count)
    {
        var rows = Enumerable.Range(firstPerson, count).Select(n => People.RosterRow(n, Region)).Prepend(Headings);
        if (format is RosterFormat.Csv)
        {
            File.WriteAllLines(path, rows.Select(row => string.Join(';', row)));
            return;
        }

        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""");
        Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Pegawai" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
        WriteSheet(zip, rows);
    }

    /// <summary>Sends a file and waits until the roster is up to date with it.</summary>
    internal static async Task<(RosterReport Report, double Seconds)> SendAsync(PledgesService service, string path, RosterFormat format)
    {
        var from = Stopwatch.GetTimestamp();
        await using var file = File.OpenRead(path);
        using var call = new RosterService.RosterServiceClient(service.Channel).UploadRoster(PledgesService.Organiser);
        await call.RequestStream.WriteAsync(new UploadRosterRequest { File = new RosterFile { UploadId = PledgesService.NewId(), RegionCode = Region, Format = format, TotalBytes = file.Length } });
        var chunk = new byte[Chunk];
        for (var read = await file.ReadAsync(chunk); read > 0; read = await file.ReadAsync(chunk))
        {
            await call.RequestStream.WriteAsync(new UploadRosterRequest { Chunk = ByteString.CopyFrom(chunk, 0, read) });
        }

        await call.RequestStream.CompleteAsync();
        return ((await call.ResponseAsync).Report, Stopwatch.GetElapsedTime(from).TotalSeconds);
    }

    // Texts in one place, as Excel writes them.
    private static void WriteSheet(ZipArchive zip, IEnumerable<string[]> rows)
    {
        var places = new Dictionary<string, int>();
        using (var sheet = Writer(zip, "xl/worksheets/sheet1.xml"))
        {
            sheet.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
            foreach (var (n, row) in rows.Index())
            {
                sheet.Write($"<row r=\"{n + 1}\">");
                foreach (var (column, cell) in row.Index())
                {
                    places.TryAdd(cell, places.Count);
                    sheet.Write($"<c r=\"{(char)('A' + column)}{n + 1}\" t=\"s\"><v>{places[cell]}</v></c>");
                }

                sheet.Write("</row>");
            }

            sheet.Write("</sheetData></worksheet>");
        }

        using var texts = Writer(zip, "xl/sharedStrings.xml");
        texts.Write("""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
        foreach (var text in places.Keys)
        {
            texts.Write($"<si><t>{text}</t></si>");
        }

        texts.Write("</sst>");
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = Writer(zip, name);
        writer.Write(xml);
    }

    private static StreamWriter Writer(ZipArchive zip, string name) => new(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
}
