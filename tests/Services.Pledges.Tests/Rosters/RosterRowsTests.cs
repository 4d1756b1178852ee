using Netralitas.Services.Pledges.Rosters;

namespace Netralitas.Services.Pledges.Tests.Rosters;

/// <summary>What a row of a roster must be: LAW-NIP-01 and LAW-NIP-02.</summary>
public class RosterRowsTests
{
    private const string Reasons = """
        good | -
        with spaces | -
        PPPK by its 21 | -
        office without a number | -
        PPNPN by name | -
        month 13 | nip: Angka ke-13 dan ke-14 harus bulan pengangkatan 01-12 (PNS) atau nomor kontrak mulai 21 (PPPK).
        17 digits | nip: NIP atau NI PPPK terdiri atas 18 angka.
        rounded by a sheet | nip: Nomor ini sudah dibulatkan oleh lembar kerja. Jadikan kolomnya teks, lalu isi kembali nomor lengkapnya.
        no number | nip: NIP atau NI PPPK harus diisi untuk PNS dan PPPK.
        PNS with a number of PPPK | nip: Kategorinya PNS, tetapi nomornya berbentuk NI PPPK. Periksa kategori atau nomornya.
        PPPK with a number of PNS | nip: Kategorinya PPPK, tetapi nomornya berbentuk NIP PNS. Periksa kategori atau nomornya.
        no category | kategori: Tulis PNS, PPPK, PPNPN, atau Pejabat.
        no name, no position | nama: Isi kolom ini, paling banyak 200 karakter. jabatan: Isi kolom ini, paling banyak 200 karakter.
        unknown region | kode wilayah: Kode wilayah tidak ada dalam daftar Kemendagri. Tulis misalnya 35.75.01.
        another's region | kode wilayah: Wilayah ini di luar wilayah kantor Anda.
        date | berlaku mulai: Tanggal ditulis TTTT-BB-HH atau HH/BB/TTTT, misalnya 2024-09-21.
        ends before it begins | berlaku sampai: Tanggal berakhir tidak boleh sebelum tanggal mulai.

        """;

    private static readonly (string Case, string Row)[] Rows =
    [
        ("good", "190001011925031999;Uji;PNS;Lurah;Kelurahan Uji;75.71.01;;"),
        ("with spaces", "19000101 192503 1 999;Uji;pns;Lurah;Kelurahan Uji;;01/09/2024;2024-12-31"),
        ("PPPK by its 21", "190001011950211999;Uji;PPPK;Guru;Sekolah Uji;;;"),
        ("office without a number", ";;Pejabat;Camat;Kecamatan Uji;;;"),
        ("PPNPN by name", ";Uji;PPNPN;Staf;Unit Uji;;;"),
        ("month 13", "190001011925131999;Uji;PNS;Lurah;Kelurahan Uji;;;"),
        ("17 digits", "19000101192503199;Uji;PNS;Lurah;Kelurahan Uji;;;"),
        ("rounded by a sheet", "1.90001011925031E+017;Uji;PNS;Lurah;Kelurahan Uji;;;"),
        ("no number", ";Uji;PNS;Lurah;Kelurahan Uji;;;"),
        ("PNS with a number of PPPK", "190001011950211999;Uji;PNS;Guru;Sekolah Uji;;;"),
        ("PPPK with a number of PNS", "190001011925031999;Uji;PPPK;Guru;Sekolah Uji;;;"),
        ("no category", "190001011925031999;Uji;TNI;Lurah;Kelurahan Uji;;;"),
        ("no name, no position", "190001011925031999;;PNS;;Kelurahan Uji;;;"),
        ("unknown region", "190001011925031999;Uji;PNS;Lurah;Kelurahan Uji;99.99;;"),
        ("another's region", "190001011925031999;Uji;PNS;Lurah;Kelurahan Uji;12.17;;"),
        ("date", "190001011925031999;Uji;PNS;Lurah;Kelurahan Uji;;September;"),
        ("ends before it begins", "190001011925031999;Uji;PNS;Lurah;Kelurahan Uji;;2024-09-02;2024-09-01"),
    ];

    [Fact]
    public void Every_fault_of_a_row_is_told_with_its_column_and_never_with_what_stood_there()
    {
        Assert.True(RosterColumns.TryRead("NIP;Nama;Kategori;Jabatan;Unit Kerja;Kode Wilayah;Berlaku mulai;Berlaku sampai".Split(';'), out var columns, out _));
        var reader = new RosterRows(columns, "75.71", code => code.StartsWith("75", StringComparison.Ordinal), new DateOnly(2024, 9, 21));

        Assert.Equal(Reasons, string.Concat(Rows.Select(row =>
        {
            var faults = new List<RowFault>();
            var read = reader.Read(7, row.Row.Split(';'), faults);
            Assert.Equal(faults.Count == 0, read is not null);
            return $"{row.Case} | {(faults.Count == 0 ? "-" : string.Join(' ', faults.Select(fault => $"{fault.Column}: {fault.Reason}")))}\n";
        })));
    }

    [Fact]
    public void A_file_without_a_column_is_told_which_by_the_row_that_lacks_the_fewest()
    {
        // The second sentence would be the shorter one.
        SheetRow[] rows = [new(1, ["Daftar pegawai"]), new(2, ["Kategori", "Jabatan", "Unit Kerja"]), new(3, ["NIP", "Nama", "Kategori", "Jabatan", "Bidang"]), new(4, ["Kategori", "NIP", "Nama", "Unit Kerja"])];

        Assert.Null(Headings.Find<RosterColumns>(((IEnumerable<SheetRow>)rows).GetEnumerator(), RosterColumns.TryRead, out var problem));

        Assert.Equal("Nama kolom harus ada pada salah satu dari 20 baris pertama. Kolom ini tidak ditemukan: unit kerja.", problem);
    }
}
