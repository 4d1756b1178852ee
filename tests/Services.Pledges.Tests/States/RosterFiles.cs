using System.IO.Compression;
using System.Security;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>Files with rosters, and sending them.</summary>
internal static class RosterFiles
{
    internal const string Headings = "nip,nama,kategori,jabatan,unit kerja,kode wilayah,berlaku mulai,berlaku sampai";

    internal static byte[] Csv(params IEnumerable<string> rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend(Headings)) + "\r\n");

    /// <summary>A workbook of one sheet, its cells as inline texts.</summary>
    internal static byte[] Xlsx(IEnumerable<string[]> rows)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Write(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Write(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Pegawai" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Write(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            Write(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{string.Concat(rows.Select((row, n) => Row(row, n + 1)))}</sheetData></worksheet>""");
        }

        return file.ToArray();
    }

    /// <summary>Sends a file, or a part of it, in chunks.</summary>
    internal static async Task<RosterReport> SendAsync(
        PledgesProcess replica, byte[] file, Metadata office, string region = "75.71", string? uploadId = null, RosterFormat format = RosterFormat.Csv, int from = 0, int? to = null, int chunk = 64 * 1024)
    {
        using var call = replica.Rosters.UploadRoster(office);
        try
        {
            await call.RequestStream.WriteAsync(new UploadRosterRequest
            {
                File = new RosterFile { UploadId = uploadId ?? HeldDeclaration.NewId(), RegionCode = region, Format = format, TotalBytes = file.Length, Offset = from },
            });
            for (var at = from; at < (to ?? file.Length); at += chunk)
            {
                await call.RequestStream.WriteAsync(new UploadRosterRequest { Chunk = ByteString.CopyFrom(file, at, Math.Min(chunk, (to ?? file.Length) - at)) });
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or IOException)
        {
            // The answer says why.
        }

        return (await call.ResponseAsync).Report;
    }

    private static string Row(string[] cells, int line) =>
        $"""<row r="{line}">{string.Concat(cells.Select((cell, n) => $"""<c r="{(char)('A' + n)}{line}" t="inlineStr"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"""))}</row>""";

    private static void Write(ZipArchive zip, string name, string xml)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        entry.Write(xml);
    }
}
