using Netralitas.Elections.Authorities;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Authorities;

/// <summary>Who takes what is forwarded: LAW-FWD-01 by date, LAW-FWD-02 crimes, LAW-FWD-03 the others; LAW-FWD-04 personnel authorities, LAW-FWD-05 who stands above one who is himself a respondent.</summary>
public class AuthorityTableTests
{
    private const string ByDate = """
        HukumLainnya | 2023-12-01 -> kasn
        HukumLainnya | 2024-08-31 -> kasn
        HukumLainnya | 2024-09-01 -> bkn
        HukumLainnya | 2026-11-22 -> bkn
        Pidana | 2024-10-01 -> gakkumdu
        Administrasi | 2024-10-01 -> kpu
        KodeEtikPenyelenggara | 2024-10-01 -> dkpp

        """;

    private const string Personnel = """
        RegencyGovernment | Regency | Bupati atau Wali Kota selaku Pejabat Pembina Kepegawaian | Menteri Dalam Negeri > Badan Kepegawaian Negara
        ProvinceGovernment | Province | Gubernur selaku Pejabat Pembina Kepegawaian | Menteri Dalam Negeri > Badan Kepegawaian Negara
        VerticalAgency | National | Menteri atau Kepala Lembaga selaku Pejabat Pembina Kepegawaian | Badan Kepegawaian Negara

        """;

    private static readonly DateOnly Day = Table.Date("2024-10-01");

    [Fact]
    public void What_is_forwarded_goes_to_the_authority_in_force_on_that_day() => Assert.Equal(ByDate, Table.Filled(ByDate, input =>
        AuthorityTable.Published.Of(Enum.Parse<ForwardingTrack>(input[0]), Table.Date(input[1]))?.Id ?? "none"));

    [Fact]
    public void A_later_body_is_a_row_and_what_was_forwarded_before_stays_where_it_went()
    {
        var later = AuthorityTable.Published.With(Body("lembaga-baru", 1, "2027-10-16"));

        Assert.Equal("bkn", later.Of(ForwardingTrack.HukumLainnya, Table.Date("2027-10-15"))?.Id);
        Assert.Equal("lembaga-baru", later.Of(ForwardingTrack.HukumLainnya, Table.Date("2027-10-16"))?.Id);
        Assert.Equal("gakkumdu", later.Of(ForwardingTrack.Pidana, Table.Date("2027-10-16"))?.Id);
        Assert.Equal("kasn", later.Of(ForwardingTrack.HukumLainnya, Table.Date("2024-08-31"))?.Id);
        Assert.Equal("bkn", AuthorityTable.Published.Of(ForwardingTrack.HukumLainnya, Table.Date("2027-10-16"))?.Id);
        Assert.Equal((1, 0), (later.LatestVersionOf("lembaga-baru"), later.LatestVersionOf("lain")));
    }

    [Fact]
    public void What_is_recorded_later_takes_the_place_of_what_would_have_begun_then_and_all_stay_in_the_table()
    {
        var table = AuthorityTable.Published.With(Body("satu", 1, "2027-10-16")).With(Body("dua", 1, "2027-10-16")).With(Body("tiga", 1, "2028-01-01")).With(Body("dua", 2, "2027-09-01"));

        Assert.Equal(
            ["2027-08-31 bkn 1", "2027-09-01 dua 2", "2027-10-16 dua 2", "2028-01-01 dua 2"],
            new[] { "2027-08-31", "2027-09-01", "2027-10-16", "2028-01-01" }.Select(day => $"{day} {table.Of(ForwardingTrack.HukumLainnya, Table.Date(day)) switch { { } row => $"{row.Id} {row.Version}", null => "none" }}"));
        Assert.Equal(["satu 1 False", "dua 1 False", "tiga 1 False", "dua 2 True"], table.All.Where(row => row.Name == "Lembaga Contoh").Select(row => $"{row.Id} {row.Version} {row.HoldsEver}"));
    }

    [Fact]
    public void Two_authorities_of_one_track_on_one_day_are_a_mistake()
    {
        var bkn = AuthorityTable.Published.All.Single(row => row.Id == "bkn");

        Assert.Throws<ArgumentException>(() => new AuthorityTable([bkn, bkn with { Id = "lain", ValidFrom = Table.Date("2025-01-01") }]));
        Assert.Throws<ArgumentException>(() => new AuthorityTable([bkn with { ValidFrom = null }, bkn with { Id = "lain", ValidFrom = null }]));
    }

    [Fact]
    public void Each_kind_of_agency_has_its_personnel_authority_and_a_way_up() => Assert.Equal(Personnel, Table.Joined(Enum.GetValues<AgencyKind>().Select(agency =>
    {
        var authority = PersonnelAuthorities.Published.Of(agency, Day)!;
        return $"{agency} | {authority.OfficeLevel} | {authority.Title} | {string.Join(" > ", WayUp(authority))}";
    })));

    [Theory]
    [InlineData("Wali Kota", RegionLevel.Regency)]
    [InlineData("Walikota Gorontalo", RegionLevel.Regency)]
    [InlineData(" Pj. Bupati Samosir", RegionLevel.Regency)]
    [InlineData("Plt Gubernur", RegionLevel.Province)]
    [InlineData("penjabat sementara gubernur", RegionLevel.Province)]
    [InlineData("Menteri", RegionLevel.National)]
    [InlineData("Penjabat (Pj) Wali Kota Gorontalo", RegionLevel.Regency)]
    [InlineData("Plt.Bupati", RegionLevel.Regency)]
    [InlineData("Pelaksana Tugas (Plt.) Gubernur", RegionLevel.Province)]
    [InlineData("Sekda selaku Plh. Bupati", RegionLevel.Regency)]
    [InlineData("Bapak Bupati (petahana)", RegionLevel.Regency)]
    [InlineData("Wakil Bupati / Plt Bupati", RegionLevel.Regency)]
    [InlineData("Pak Bupati", RegionLevel.Regency)]
    [InlineData("Calon Bupati petahana", RegionLevel.Regency)]
    [InlineData("Calon Gubernur (petahana)", RegionLevel.Province)]
    [InlineData("Petahana Wali Kota", RegionLevel.Regency)]
    [InlineData("Calon Bupati", null)]
    [InlineData("Calon Wakil Bupati petahana", null)]
    [InlineData("Camat dan Lurah", null)]
    [InlineData("Wakil Bupati", null)]
    [InlineData("Staf Bupati", null)]
    [InlineData("Bupatinya", null)]
    [InlineData("Lurah", null)]
    [InlineData("", null)]
    public void A_position_tells_whether_its_holder_is_a_personnel_authority_also_an_acting_one(string position, RegionLevel? level) =>
        Assert.Equal(level, PersonnelAuthorities.LevelOf(position));

    [Fact]
    public void A_way_up_that_leads_nowhere_or_in_a_circle_is_a_mistake()
    {
        var governor = PersonnelAuthorities.Published.All.Single(row => row.Id == "gubernur");

        Assert.Throws<ArgumentException>(() => new PersonnelAuthorities([governor]));
        Assert.Throws<ArgumentException>(() => new PersonnelAuthorities([governor with { Above = "gubernur" }]));
    }

    private static Authority Body(string id, int version, string from) => AuthorityTable.Published.All.Single(row => row.Id == "bkn") with { Id = id, Version = version, ValidFrom = Table.Date(from), Name = "Lembaga Contoh" };

    private static IEnumerable<string> WayUp(PersonnelAuthority authority)
    {
        for (var above = PersonnelAuthorities.Published.Above(authority, Day); above is not null; above = PersonnelAuthorities.Published.Above(above, Day))
        {
            yield return above.Title;
        }
    }
}
