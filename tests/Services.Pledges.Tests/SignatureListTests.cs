using Google.Protobuf.Collections;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Signing;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests;

public class SignatureListTests
{
    private const string Faults = """
        nobody named | signatures[1] | Penanda tangan harus dapat dikenali: isi nama, nomor pegawai, atau jabatan dan unit.
        only spaces | signatures[1] | Penanda tangan harus dapat dikenali: isi nama, nomor pegawai, atau jabatan dan unit.
        name of 201 | signatures[1] | Nama, jabatan, unit, pihak yang diwakili, dan dasar kuasa masing-masing paling banyak 200 karakter.
        position of 201 | signatures[1] | Nama, jabatan, unit, pihak yang diwakili, dan dasar kuasa masing-masing paling banyak 200 karakter.
        agency of 201 | signatures[1] | Nama, jabatan, unit, pihak yang diwakili, dan dasar kuasa masing-masing paling banyak 200 karakter.
        represented of 201 | signatures[1] | Nama, jabatan, unit, pihak yang diwakili, dan dasar kuasa masing-masing paling banyak 200 karakter.
        basis of 201 | signatures[1] | Nama, jabatan, unit, pihak yang diwakili, dan dasar kuasa masing-masing paling banyak 200 karakter.
        tenure 99 | signatures[1].tenure | Pilih definitif, Pj, Plt, Pjs, atau Plh.
        mandate for nobody | signatures[1].on_behalf_of.represented | Sebutkan siapa yang diwakili, atau kosongkan on_behalf_of bila menandatangani untuk diri sendiri.
        mandate for spaces | signatures[1].on_behalf_of.represented | Sebutkan siapa yang diwakili, atau kosongkan on_behalf_of bila menandatangani untuk diri sendiri.
        number too short | signatures[1].signer_number | NIP atau NI PPPK terdiri atas 18 angka.
        month 13 | signatures[1].signer_number | Angka ke-13 dan ke-14 harus bulan pengangkatan 01-12 (PNS) atau nomor kontrak mulai 21 (PPPK).
        appointed tomorrow | signatures[1].signer_number | Pengangkatan (angka ke-9 sampai ke-14) tidak boleh setelah hari ini.

        """;

    private static readonly DateOnly Today = new(1960, 5, 15);
    private static readonly string Long = new('x', 201);

    [Fact]
    public void Every_fault_names_its_row_and_field()
    {
        var table = FaultTable.Of<Wire.Signature>(Known, second => SignatureList.Read([Known(), second, Known()], Today),
        [
            ("nobody named", s => s.SignerName = ""),
            ("only spaces", s => (s.SignerName, s.SignerNumber, s.Position, s.Agency) = (" ", " ", " ", " ")),
            ("name of 201", s => s.SignerName = Long),
            ("position of 201", s => s.Position = Long),
            ("agency of 201", s => s.Agency = Long),
            ("represented of 201", s => s.OnBehalfOf = new Mandate { Represented = Long }),
            ("basis of 201", s => s.OnBehalfOf = new Mandate { Represented = "ASN kecamatan", Basis = Long }),
            ("tenure 99", s => s.Tenure = (OfficeTenure)99),
            ("mandate for nobody", s => s.OnBehalfOf = new Mandate()),
            ("mandate for spaces", s => s.OnBehalfOf = new Mandate { Represented = " ", Basis = "surat kuasa" }),
            ("number too short", s => s.SignerNumber = "123"),
            ("month 13", s => s.SignerNumber = "19000101 192513 1 999"),
            ("appointed tomorrow", s => s.SignerNumber = "19000101 196006 1 999"),
        ]);

        Assert.Equal(Faults, table);
    }

    [Fact]
    public void An_empty_list_is_refused()
    {
        var refusal = Refused([]);

        Assert.Equal((StatusCode.InvalidArgument, "SIGNATURES_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal([new FieldFault("signatures", "Daftar harus memuat sedikitnya satu tanda tangan.")], refusal.Fields);
        Assert.Equal("Daftar tanda tangan belum dapat dicatat; tidak satu pun disimpan. Daftar harus memuat sedikitnya satu tanda tangan.", refusal.Message);
    }

    [Fact]
    public void Five_thousand_rows_are_read_and_one_more_is_refused_as_a_whole()
    {
        Assert.Equal(5_000, SignatureList.Read(Rows(5_000, _ => Known()), Today).Count);

        var refusal = Refused(Rows(5_001, _ => Known()));

        Assert.Equal([new FieldFault("signatures", "Satu daftar memuat paling banyak 5000 tanda tangan; bagi menjadi beberapa daftar.")], refusal.Fields);
    }

    [Fact]
    public void All_faults_are_told_at_once_but_no_more_than_a_hundred()
    {
        var refusal = Refused(Rows(5_000, n => n % 2 == 0 ? Known() : new Wire.Signature { SignerNumber = "123" }));

        Assert.Equal(100, refusal.Fields.Count);
        Assert.Equal(("signatures[1].signer_number", "signatures[199].signer_number"), (refusal.Fields[0].Field, refusal.Fields[99].Field));
        Assert.EndsWith("(dan 99 hal lain pada rincian)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_can_have_several_faults()
    {
        var refusal = Refused([new Wire.Signature { Tenure = (OfficeTenure)99, OnBehalfOf = new Mandate() }]);

        Assert.Equal(["signatures[0]", "signatures[0].tenure", "signatures[0].on_behalf_of.represented"], refusal.Fields.Select(f => f.Field));
    }

    [Theory]
    [InlineData("Budi", "", "", "")]
    [InlineData("", "190001011925031999", "", "")]
    [InlineData("", "", "Camat", "")]
    [InlineData("", "", "", "Kecamatan Gadingrejo")]
    public void A_signer_is_known_by_any_one_of_name_number_position_and_agency(string name, string number, string position, string agency)
    {
        var row = Assert.Single(SignatureList.Read([new Wire.Signature { SignerName = name, SignerNumber = number, Position = position, Agency = agency }], Today));

        Assert.Equal(new SignatureRow(name, number, position, agency, OfficeTenure.Unspecified, "", ""), row);
    }

    [Fact]
    public void A_row_is_kept_trimmed_and_its_number_without_spaces()
    {
        var row = Assert.Single(SignatureList.Read(
        [
            new Wire.Signature
            {
                SignerName = " Budi ", SignerNumber = " 19000101 195021 2 999 ", Position = " Lurah ", Agency = " Kelurahan Gadingrejo ", Tenure = OfficeTenure.Plt,
                OnBehalfOf = new Mandate { Represented = " seluruh lurah ", Basis = " surat kuasa " },
            },
        ], Today));

        Assert.Equal(new SignatureRow("Budi", "190001011950212999", "Lurah", "Kelurahan Gadingrejo", OfficeTenure.Plt, "seluruh lurah", "surat kuasa"), row);
    }

    [Fact]
    public void Who_signs_for_others_needs_a_party_but_no_basis_and_who_signs_alone_needs_neither()
    {
        var forOthers = Known();
        forOthers.OnBehalfOf = new Mandate { Represented = "seluruh kepala daerah se-Indonesia" };

        var rows = SignatureList.Read([forOthers, Known()], Today);

        Assert.Equal([("seluruh kepala daerah se-Indonesia", ""), ("", "")], rows.Select(r => (r.Represented, r.MandateBasis)));
    }

    private static Wire.Signature Known() => new() { SignerName = "Budi" };

    private static RepeatedField<Wire.Signature> Rows(int count, Func<int, Wire.Signature> row) => [.. Enumerable.Range(0, count).Select(row)];

    private static RefusalException Refused(RepeatedField<Wire.Signature> rows) => FaultTable.Refused(() => SignatureList.Read(rows, Today));
}
