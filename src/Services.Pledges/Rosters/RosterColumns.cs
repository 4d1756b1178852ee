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

/// <summary>Where each column stands in a file, as its first row says.</summary>
internal sealed class RosterColumns
{
    private static readonly (RosterColumn Column, string Name, string[] Headings)[] Known =
    [
        (RosterColumn.Number, "nip", ["NIP", "NI PPPK", "NIP NI PPPK", "NOMOR PEGAWAI", "NIP ATAU NI PPPK"]),
        (RosterColumn.Name, "nama", ["NAMA", "NAMA LENGKAP", "NAMA PEGAWAI"]),
        (RosterColumn.Category, "kategori", ["KATEGORI", "JENIS PEGAWAI", "STATUS KEPEGAWAIAN", "STATUS PEGAWAI"]),
        (RosterColumn.Position, "jabatan", ["JABATAN", "NAMA JABATAN"]),
        (RosterColumn.Agency, "unit kerja", ["UNIT KERJA", "UNIT", "INSTANSI", "OPD", "PERANGKAT DAERAH"]),
        (RosterColumn.RegionCode, "kode wilayah", ["KODE WILAYAH", "KODE KEMENDAGRI"]),
        (RosterColumn.AgencyKind, "jenis unit", ["JENIS UNIT", "JENIS INSTANSI"]),
        (RosterColumn.Authority, "instansi pembina", ["INSTANSI PEMBINA", "PEJABAT PEMBINA KEPEGAWAIAN", "INSTANSI INDUK"]),
        (RosterColumn.ValidFrom, "berlaku mulai", ["BERLAKU MULAI", "MULAI", "TMT"]),
        (RosterColumn.ValidTo, "berlaku sampai", ["BERLAKU SAMPAI", "SAMPAI"]),
    ];

    private static readonly RosterColumn[] Required = [RosterColumn.Number, RosterColumn.Name, RosterColumn.Category, RosterColumn.Position, RosterColumn.Agency];

    private readonly int[] places;

    private RosterColumns(int[] places) => this.places = places;

    /// <summary>Reads the first row.</summary>
    /// <param name="headings">Its cells.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="problem">Indonesian sentence that says what to change.</param>
    internal static bool TryRead(IReadOnlyList<string> headings, [NotNullWhen(true)] out RosterColumns? columns, [NotNullWhen(false)] out string? problem)
    {
        var keys = headings.Select(WordKey.Of).ToList();
        var places = Known.Select(known => keys.FindIndex(key => known.Headings.Contains(key))).ToArray();
        var missing = Known.Where(known => Required.Contains(known.Column) && places[(int)known.Column] < 0).Select(known => known.Name).ToList();
        columns = missing.Count == 0 ? new RosterColumns(places) : null;
        problem = missing.Count == 0 ? null : $"Baris pertama harus memuat nama kolom. Kolom ini tidak ditemukan: {string.Join(", ", missing)}.";
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
