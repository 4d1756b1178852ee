using Netralitas.Elections.Sanctions;

namespace Netralitas.Elections.Tests.Sanctions;

/// <summary>Sanctions: LAW-SAN-01 moral, LAW-SAN-02 and LAW-SAN-03 discipline of PNS, LAW-SAN-04 dismissal, LAW-SAN-05 PPPK, LAW-SAN-06 PPNPN.</summary>
public class SanctionCatalogueTests
{
    private const string Rows = """
        MORAL-TERTUTUP | Pns | Moral | Verified | PP 42/2004 Pasal 15
        MORAL-TERBUKA | Pns | Moral | Verified | PP 42/2004 Pasal 15
        RINGAN-LISAN | Pns | Ringan | Verified | PP 94/2021 Pasal 8 ayat (2)
        RINGAN-TERTULIS | Pns | Ringan | Verified | PP 94/2021 Pasal 8 ayat (2)
        RINGAN-TIDAK-PUAS | Pns | Ringan | Verified | PP 94/2021 Pasal 8 ayat (2)
        SEDANG-TUKIN-6 | Pns | Sedang | Verified | PP 94/2021 Pasal 8 ayat (3)
        SEDANG-TUKIN-9 | Pns | Sedang | Verified | PP 94/2021 Pasal 8 ayat (3)
        SEDANG-TUKIN-12 | Pns | Sedang | Verified | PP 94/2021 Pasal 8 ayat (3)
        SEDANG-TUNDA-GAJI | Pns | Sedang | Secondary | ketentuan peralihan PP 94/2021; PP 53/2010
        SEDANG-TUNDA-PANGKAT | Pns | Sedang | Secondary | ketentuan peralihan PP 94/2021; PP 53/2010
        SEDANG-TURUN-PANGKAT | Pns | Sedang | Secondary | ketentuan peralihan PP 94/2021; PP 53/2010
        BERAT-TURUN-JABATAN | Pns | Berat | Verified | PP 94/2021 Pasal 8 ayat (4)
        BERAT-BEBAS-JABATAN | Pns | Berat | Verified | PP 94/2021 Pasal 8 ayat (4)
        BERAT-PDHTAPS | Pns | Berat | Verified | PP 94/2021 Pasal 8 ayat (4)
        PTDH | Pns | Ptdh | Verified | UU 5/2014 Pasal 87 ayat (4) huruf c
        PPPK-DISIPLIN | Pppk | Instansi | Verified | PP 49/2018 Pasal 51 dan Pasal 52
        PPPK-PUTUS-PERJANJIAN | Pppk | Instansi | Verified | PP 49/2018 Pasal 51 dan Pasal 52
        PPNPN-BERTINGKAT | Ppnpn | Kontrak | Verified | SE MenPANRB 01/2023
        PPNPN-PHK | Ppnpn | Kontrak | Verified | SE MenPANRB 01/2023

        """;

    [Fact]
    public void Each_sanction_has_its_level_its_article_and_its_mark() => Assert.Equal(Rows, Table.Joined(
        SanctionCatalogue.Published.All.Select(row => $"{row.Code} | {row.Employee} | {row.Level} | {row.Citation.Mark} | {row.Citation.Basis}")));

    [Theory]
    [InlineData("SEDANG-TUKIN-6", EmployeeKind.Pns, "2024-10-01", true)]
    [InlineData("SEDANG-TUKIN-6", EmployeeKind.Pppk, "2024-10-01", false)]
    [InlineData("PPPK-PUTUS-PERJANJIAN", EmployeeKind.Pppk, "2024-10-01", true)]
    [InlineData("PPNPN-PHK", EmployeeKind.Ppnpn, "2023-01-02", false)]
    [InlineData("PPNPN-PHK", EmployeeKind.Ppnpn, "2023-01-03", true)]
    [InlineData("", EmployeeKind.Pns, "2024-10-01", false)]
    public void A_sanction_is_of_one_kind_of_employment_and_from_its_day_on(string code, EmployeeKind employee, string decidedOn, bool isThere) =>
        Assert.Equal(isThere, SanctionCatalogue.Published.Find(code, employee, Table.Date(decidedOn)) is not null);

    [Fact]
    public void A_code_is_there_once() =>
        Assert.Throws<ArgumentException>(() => new SanctionCatalogue([SanctionCatalogue.Published.All[0], SanctionCatalogue.Published.All[0]]));
}
