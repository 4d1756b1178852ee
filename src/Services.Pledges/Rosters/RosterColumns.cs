using System.Diagnostics.CodeAnalysis;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Columns of a roster.</summary>
internal enum RosterColumn
{
    Number,
    Name,
    Category,
    Position,
    Agency,
    RegionCode,
    AgencyKind,
    Authority,
    ValidFrom,
    ValidTo,
}

/// <summary>The row of a file that names its columns; what stands above it, as titles of a table do, is no data.</summary>
internal static class Headings
{
    private const int MostRows = 20;

    /// <summary>Reads a row that may be the one.</summary>
    /// <typeparam name="T">What is known of the columns then.</typeparam>
    /// <param name="cells">Its cells.</param>
    /// <param name="columns">The columns; null when it is not the one.</param>
    /// <param name="missing">Names of the columns that it lacks; none when it is the one.</param>
    internal delegate bool Reading<T>(IReadOnlyList<string> cells, [NotNullWhen(true)] out T? columns, out IReadOnlyList<string> missing)
        where T : class;

    /// <summary>Goes on to that row.</summary>
    /// <param name="rows">The rows of a file, before the first.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="problem">Indonesian sentence that says what the row lacks that lacks the fewest columns, the first of such rows; null when the file is empty, or when the row was found.</param>
    /// <returns>Null when none of the first 20 rows is the one.</returns>
    internal static T? Find<T>(IEnumerator<SheetRow> rows, Reading<T> read, out string? problem)
        where T : class
    {
        IReadOnlyList<string>? fewest = null;
        for (var looked = 0; looked < MostRows && rows.MoveNext(); looked++)
        {
            if (read(rows.Current.Cells, out var columns, out var missing))
            {
                problem = null;
                return columns;
            }

            fewest = fewest is null || missing.Count < fewest.Count ? missing : fewest;
        }

        problem = fewest is null ? null : $"Nama kolom harus ada pada salah satu dari {MostRows} baris pertama. Kolom ini tidak ditemukan: {string.Join(", ", fewest)}.";
        return null;
    }
}

/// <summary>Where each column stands in a file, as the row that names them says.</summary>
internal sealed class RosterColumns
{
    private static readonly (RosterColumn Column, string Name, string[] Headings)[] Known =
    [
        (RosterColumn.Number, "nip", ["NIP", "NI PPPK", "NIP NI PPPK", "NOMOR PEGAWAI", "NIP ATAU NI PPPK", "NIP BARU", "NIPPPK", "NIP NIPPPK", "NOMOR INDUK PEGAWAI"]),
        (RosterColumn.Name, "nama", ["NAMA", "NAMA LENGKAP", "NAMA PEGAWAI", "NAMA PNS", "NAMA ASN"]),
        (RosterColumn.Category, "kategori", ["KATEGORI", "JENIS PEGAWAI", "STATUS KEPEGAWAIAN", "STATUS PEGAWAI", "KATEGORI PEGAWAI", "JENIS ASN", "STATUS ASN"]),
        (RosterColumn.Position, "jabatan", ["JABATAN", "NAMA JABATAN", "JABATAN NAMA"]),
        (RosterColumn.Agency, "unit kerja", ["UNIT KERJA", "UNIT", "INSTANSI", "OPD", "PERANGKAT DAERAH", "NAMA OPD", "SKPD", "UNIT ORGANISASI", "UNOR", "UNOR NAMA"]),
        (RosterColumn.RegionCode, "kode wilayah", ["KODE WILAYAH", "KODE KEMENDAGRI"]),
        (RosterColumn.AgencyKind, "jenis unit", ["JENIS UNIT", "JENIS INSTANSI"]),
        (RosterColumn.Authority, "instansi pembina", ["INSTANSI PEMBINA", "PEJABAT PEMBINA KEPEGAWAIAN", "INSTANSI INDUK"]),
        (RosterColumn.ValidFrom, "berlaku mulai", ["BERLAKU MULAI", "MULAI", "TMT"]),
        (RosterColumn.ValidTo, "berlaku sampai", ["BERLAKU SAMPAI", "SAMPAI"]),
    ];

    private static readonly RosterColumn[] Required = [RosterColumn.Number, RosterColumn.Name, RosterColumn.Category, RosterColumn.Position, RosterColumn.Agency];

    private readonly int[] places;

    private RosterColumns(int[] places) => this.places = places;

    /// <summary>Reads the row that names the columns.</summary>
    /// <param name="headings">Its cells.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="missing">Names of the required columns that are not there.</param>
    internal static bool TryRead(IReadOnlyList<string> headings, [NotNullWhen(true)] out RosterColumns? columns, out IReadOnlyList<string> missing)
    {
        var keys = headings.Select(WordKey.Of).ToList();
        var places = Known.Select(known => keys.FindIndex(key => known.Headings.Contains(key))).ToArray();
        missing = Known.Where(known => Required.Contains(known.Column) && places[(int)known.Column] < 0).Select(known => known.Name).ToList();
        columns = missing.Count == 0 ? new RosterColumns(places) : null;
        return columns is not null;
    }

    /// <summary>The column's name, as reports write it.</summary>
    internal static string NameOf(RosterColumn column) => Known[(int)column].Name;

    /// <summary>The cell of a column, trimmed; empty when the file has no such column or the row ends before it.</summary>
    internal string Cell(IReadOnlyList<string> cells, RosterColumn column)
    {
        var place = places[(int)column];
        return place >= 0 && place < cells.Count ? cells[place].Trim() : "";
    }
}
