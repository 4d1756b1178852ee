using Netralitas.Elections.Contests;
using Netralitas.Elections.Violations;

namespace Netralitas.Elections.Tests.Violations;

/// <summary>The catalogue of violations: LAW-VIO-01 kode etik, LAW-VIO-02 disiplin, LAW-VIO-03 PP 94/2021, LAW-VIO-04 crimes of Pilkada, LAW-VIO-05 crimes of Pemilu.</summary>
public class ViolationCatalogueTests
{
    private const string Rows = """
        KE-01 | KodeEtik | Bakal |  | Moral |  | V
        KE-02 | KodeEtik | Bakal |  | Moral |  | V
        KE-03 | KodeEtik | Bakal |  | Moral |  | V
        KE-04 | KodeEtik | Bakal |  | Moral |  | V
        KE-05 | KodeEtik | Bakal |  | Moral |  | V
        KE-06 | KodeEtik | Bakal |  | Moral |  | V
        KE-07 | KodeEtik | Any |  | Moral |  | V
        D-01 | Disiplin | Any |  | Berat |  | S
        D-02 | Disiplin | Any |  | Berat |  | S
        D-03 | Disiplin | Bakal |  | Sedang |  | S
        D-04 | Disiplin | Any |  | Berat |  | S
        D-05 | Disiplin | Any |  | Ptdh |  | V
        D-06 | Disiplin | Any |  | Berat |  | S
        D-07 | Disiplin | Any |  | Berat |  | S
        D-08 | Disiplin | Any |  | Berat | Sedang | S
        D-09 | Disiplin | Bakal |  | Sedang | Berat | S
        D-10 | Disiplin | Calon |  | Berat |  | V
        D-11 | Disiplin | Bakal |  | Berat |  | V
        D-12 | Disiplin | Any |  | Berat |  | V
        D-13 | Disiplin | Any |  | Satgas |  | V
        P5N1 | Disiplin | Any |  | Sedang |  | V
        P5N2 | Disiplin | Any |  | Sedang |  | V
        P5N3 | Disiplin | Any |  | Berat |  | V
        P5N4 | Disiplin | Any |  | Berat |  | V
        P5N5 | Disiplin | Any |  | Berat |  | V
        P5N6 | Disiplin | Any |  | Berat |  | V
        P5N7 | Disiplin | Any |  | Berat |  | V
        PID-01 | Pidana | Calon | Pilkada | Pidana |  | V
        PID-02 | Pidana | Calon | Pilkada | Pidana |  | V
        PID-03 | Pidana | Any | Pilkada | Pidana |  | V
        PID-04 | Pidana | Calon | Pemilu | Pidana |  | V
        PID-05 | Pidana | Any | Pemilu | Pidana |  | V

        """;

    private static readonly DateOnly InCampaign = new(2024, 10, 1);

    [Fact]
    public void Each_row_has_its_class_phase_law_and_level_and_says_where_sources_disagree() => Assert.Equal(Rows, Table.Joined(ViolationCatalogue.Published.All.Select(row =>
        $"{row.Code} | {row.Class} | {row.Phase} | {row.Family} | {row.Level} | {row.DisputedLevel} | {row.Citation.Mark.ToString()[0]}")));

    [Fact]
    public void The_same_act_is_qualified_otherwise_before_and_after_the_candidates_are_fixed()
    {
        Assert.Equal(["KE-04", "D-06"], Codes(Phase.Bakal, "like"));
        Assert.Equal(["D-06"], Codes(Phase.Calon, "like"));
        Assert.Equal(["D-09"], Codes(Phase.Bakal, "tim pemenangan"));
        Assert.Equal(["D-10"], Codes(Phase.MasaTenang, "tim pemenangan"));
        Assert.Equal(["D-09", "D-10"], Codes(null, "tim pemenangan"));
    }

    [Fact]
    public void A_case_can_have_two_tracks_and_crimes_are_those_of_the_contests_law()
    {
        Assert.Equal(["PID-01", "PID-02", "PID-03"], Crimes(ContestFamily.Pilkada));
        Assert.Equal(["PID-04", "PID-05"], Crimes(ContestFamily.Pemilu));
        Assert.Equal(
            [ViolationTrack.HukumLainnya, ViolationTrack.Pidana],
            ViolationCatalogue.Published.For(InCampaign, ContestFamily.Pilkada, Phase.Calon).Select(row => row.Track).Distinct());
    }

    [Fact]
    public void Rows_of_the_decree_hold_from_its_day_on()
    {
        Assert.Null(ViolationCatalogue.Published.Find("KE-01", new DateOnly(2022, 9, 21)));
        Assert.Equal("LAW-VIO-01", ViolationCatalogue.Published.Find("KE-01", new DateOnly(2022, 9, 22))!.Citation.Key);
        Assert.Null(ViolationCatalogue.Published.Find("KE-99", InCampaign));
    }

    [Theory]
    [InlineData("spanduk", "KE-01 D-01")]
    [InlineData("kampanye medsos", "KE-02 D-02")]
    [InlineData("menghadiri deklarasi", "KE-03 D-04")]
    [InlineData("Foto bersama dengan simbol tangan", "KE-05 D-07")]
    [InlineData("narasumber kegiatan parpol", "D-08")]
    [InlineData("pendekatan ke parpol", "D-03")]
    [InlineData("mendeklarasikan diri tanpa cuti", "D-03")]
    [InlineData("peserta dengan atribut ASN", "P5N2")]
    [InlineData("kampanye suami/istri tanpa cuti", "KE-07")]
    [InlineData("dukungan KTP", "D-11 P5N7")]
    [InlineData("peserta dengan fasilitas negara", "P5N4")]
    [InlineData("keputusan menguntungkan", "D-12 P5N5")]
    [InlineData("pengurus parpol", "D-05")]
    [InlineData("", "")]
    public void Older_wordings_are_found(string word, string codes) => Assert.Equal(codes, string.Join(' ', ViolationCatalogue.Published.Meaning(word).Select(row => row.Code)));

    [Fact]
    public void Two_rows_of_one_code_on_one_day_and_a_crime_of_no_law_are_refused()
    {
        var row = ViolationCatalogue.Published.Find("KE-01", InCampaign)!;
        var later = row with { ValidFrom = new DateOnly(2027, 1, 1) };

        Assert.Throws<ArgumentException>(() => new ViolationCatalogue([row, later]));
        Assert.Throws<ArgumentException>(() => new ViolationCatalogue([row with { Class = ViolationClass.Pidana }]));
        Assert.Same(later, new ViolationCatalogue([row with { ValidTo = new DateOnly(2026, 12, 31) }, later]).Find("KE-01", new DateOnly(2027, 1, 1)));
    }

    private static IEnumerable<string> Codes(Phase? phase, string word) =>
        ViolationCatalogue.Published.For(InCampaign, ContestFamily.Pilkada, phase).Intersect(ViolationCatalogue.Published.Meaning(word)).Select(row => row.Code);

    private static IEnumerable<string> Crimes(ContestFamily family) =>
        ViolationCatalogue.Published.For(InCampaign, family, Phase.Calon).Where(row => row.Track == ViolationTrack.Pidana).Select(row => row.Code);
}
