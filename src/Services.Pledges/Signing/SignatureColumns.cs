using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Collections;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Rosters;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>Where each column stands in a file of signatures, as the row that names them says.</summary>
internal sealed class SignatureColumns
{
    // In the order of the members that Read takes.
    private static readonly (string Name, string[] Headings)[] Known =
    [
        ("nip", ["NIP", "NI PPPK", "NIP NI PPPK", "NOMOR PEGAWAI", "NIP ATAU NI PPPK"]),
        ("nama", ["NAMA", "NAMA LENGKAP", "NAMA PEGAWAI"]),
        ("jabatan", ["JABATAN", "NAMA JABATAN"]),
        ("unit kerja", ["UNIT KERJA", "UNIT", "INSTANSI", "OPD", "PERANGKAT DAERAH"]),
        ("status jabatan", ["STATUS JABATAN"]),
        ("mewakili", ["MEWAKILI", "PIHAK YANG DIWAKILI"]),
        ("dasar kuasa", ["DASAR KUASA"]),
    ];

    private const int Required = 4;

    private readonly int[] places;

    private SignatureColumns(int[] places) => this.places = places;

    /// <summary>Reads the row that names the columns.</summary>
    /// <param name="headings">Its cells.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="missing">Names of the required columns that are not there.</param>
    internal static bool TryRead(IReadOnlyList<string> headings, [NotNullWhen(true)] out SignatureColumns? columns, out IReadOnlyList<string> missing)
    {
        var keys = headings.Select(WordKey.Of).ToList();
        var places = Known.Select(known => keys.FindIndex(known.Headings.Contains)).ToArray();
        missing = Known.Take(Required).Where((_, n) => places[n] < 0).Select(known => known.Name).ToList();
        columns = missing.Count == 0 ? new SignatureColumns(places) : null;
        return columns is not null;
    }

    /// <summary>A row as a signature; not checked yet.</summary>
    internal Wire.Signature Read(SheetRow row)
    {
        var cells = Known.Select((_, n) => places[n] >= 0 && places[n] < row.Cells.Count ? row.Cells[places[n]].Trim() : "").ToArray();
        return new Wire.Signature
        {
            // A sheet marks a number that is to stay a text so.
            SignerNumber = cells[0].TrimStart('\''),
            SignerName = cells[1],
            Position = cells[2],
            Agency = cells[3],
            Tenure = TenureOf(cells[4]),
            OnBehalfOf = (cells[5] + cells[6]).Length == 0 ? null : new Mandate { Represented = cells[5], Basis = cells[6] },
        };
    }

    // What is none of them is told with the other faults of the row.
    private static OfficeTenure TenureOf(string words) => WordKey.Of(words) switch
    {
        "" => OfficeTenure.Unspecified,
        "DEFINITIF" => OfficeTenure.Definitif,
        "PJ" => OfficeTenure.Pj,
        "PLT" => OfficeTenure.Plt,
        "PJS" => OfficeTenure.Pjs,
        "PLH" => OfficeTenure.Plh,
        _ => (OfficeTenure)(-1),
    };
}

/// <summary>A file of signatures that was read: its rows by line.</summary>
internal sealed record SignatureFile(IReadOnlyList<int> Lines, RepeatedField<Wire.Signature> Signatures)
{
    private const int MaxLength = 3 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ServiceDefaults.RefusalException">SIGNATURE_FILE_UNREADABLE.</exception>
    internal static SignatureFile Read(RecordSignatureFileRequest request)
    {
        if (request.Content.Length is 0 or > MaxLength)
        {
            throw PledgeRefusals.SignatureFileUnreadable($"Berkas harus ada isinya, paling besar {MaxLength / 1024 / 1024} MiB. Bagi berkas yang lebih besar, atau kirim dengan StreamSignatures.");
        }

        var format = request.Format switch
        {
            SignatureFileFormat.Csv => RosterFormat.Csv,
            SignatureFileFormat.Xlsx => RosterFormat.Xlsx,
            _ => throw PledgeRefusals.SignatureFileUnreadable("Pilih CSV atau XLSX."),
        };
        try
        {
            return Read(RosterSheet.Rows(new MemoryStream(request.Content.ToByteArray()), format));
        }
        catch (UnreadableSheetException)
        {
            throw PledgeRefusals.SignatureFileUnreadable("Berkas tidak dapat dibaca sebagai lembar kerja Excel (xlsx). Simpan ulang sebagai .xlsx atau .csv.");
        }
    }

    private static SignatureFile Read(IEnumerable<SheetRow> sheet)
    {
        using var rows = sheet.GetEnumerator();
        var columns = Headings.Find<SignatureColumns>(rows, SignatureColumns.TryRead, out var problem)
            ?? throw PledgeRefusals.SignatureFileUnreadable(problem ?? "Berkas ini kosong. Isi satu baris dengan nama kolom, lalu satu baris untuk setiap penanda tangan.");

        var (lines, signatures) = (new List<int>(), new RepeatedField<Wire.Signature>());
        while (rows.MoveNext() && lines.Count <= SignatureList.Most)
        {
            lines.Add(rows.Current.Line);
            signatures.Add(columns.Read(rows.Current));
        }

        return lines.Count is > 0 and <= SignatureList.Most
            ? new SignatureFile(lines, signatures)
            : throw PledgeRefusals.SignatureFileUnreadable($"Berkas harus memuat 1 sampai {SignatureList.Most} penanda tangan; bagi menjadi beberapa berkas.");
    }
}
