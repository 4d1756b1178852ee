using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Samples.Tests;

/// <summary>Who signed, as the sources print it.</summary>
public class SignatureFactsTests
{
    private static readonly RegionCode KotaPasuruan = RegionCode.Parse("35.75");

    private static readonly Signature[] Pasuruan = [.. LoadedSamples.Declaration(LoadedSamples.Pasuruan, "deklarasi").Record!.Signatures];

    [Fact]
    public void Only_two_sources_say_who_signed() =>
        Assert.Equal(["35.75", "00"], LoadedSamples.Declarations.Where(d => d.Record is not null).Select(d => d.Open.RegionCode));

    [Theory]
    [InlineData("Sekretaris Daerah", 1)]
    [InlineData("Kepala OPD", 8)]
    [InlineData("Camat", 4)]
    [InlineData("Lurah", 34)]
    public void In_Pasuruan_each_kind_of_official_signed_as_often_as_printed(string position, int count) =>
        Assert.Equal(count, Pasuruan.Count(signature => signature.Position == position));

    [Fact]
    public void In_Pasuruan_47_signed_for_themselves()
    {
        Assert.Equal(47, Pasuruan.Length);
        Assert.All(Pasuruan, signature => Assert.Null(signature.OnBehalfOf));
        Assert.Equal(47, Pasuruan.Select(signature => (signature.Position, signature.Agency)).Distinct().Count());
    }

    [Fact]
    public void In_Pasuruan_only_the_reader_is_named() => Assert.Equal(["Rudiyanto AP, MM"], Pasuruan.Select(s => s.SignerName).Where(name => name.Length > 0));

    [Fact]
    public void The_camat_are_those_of_all_kecamatan() =>
        Assert.Equal(Names(RegionLevel.District), Pasuruan.Where(s => s.Position == "Camat").Select(s => s.Agency).Order(StringComparer.Ordinal));

    [Fact]
    public void The_lurah_are_those_of_all_kelurahan() =>
        Assert.Equal(Names(RegionLevel.Village), Pasuruan.Where(s => s.Position == "Lurah").Select(s => s.Agency).Order(StringComparer.Ordinal));

    [Fact]
    public void The_national_pact_has_one_signature_and_it_is_on_behalf_of_others()
    {
        var signature = Assert.Single(LoadedSamples.Declaration(LoadedSamples.National, "pakta").Record!.Signatures);

        Assert.Equal("Hamka Hendra Noer", signature.SignerName);
        Assert.Equal(OfficeTenure.Pj, signature.Tenure);
        Assert.Equal("seluruh kepala daerah se-Indonesia", signature.OnBehalfOf.Represented);
        Assert.Empty(signature.OnBehalfOf.Basis);
    }

    private static IEnumerable<string> Names(RegionLevel level) =>
        RegionDirectory.Within(KotaPasuruan, level).Select(region => region.FullName).Order(StringComparer.Ordinal);
}
