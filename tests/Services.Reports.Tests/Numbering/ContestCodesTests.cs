using Netralitas.Elections.Contests;
using Netralitas.Services.Reports.Numbering;

namespace Netralitas.Services.Reports.Tests.Numbering;

/// <summary>Contests as reporters name them: LAW-NUM-01.</summary>
public class ContestCodesTests
{
    [Theory]
    [InlineData("Pemilihan Wali Kota dan Wakil Wali Kota Pasuruan", "PW")]
    [InlineData("pilwali", "PW")]
    [InlineData("WALIKOTA 2024", "PW")]
    [InlineData("Pilbup Samosir", "PB")]
    [InlineData("Pemilihan Bupati/Wakil Bupati", "PB")]
    [InlineData("Pilgub", "PG")]
    [InlineData("Pemilu Presiden", "PP")]
    [InlineData("Pemilu anggota DPRD-Kota", "PL")]
    [InlineData("PL", "PL")]
    [InlineData("", null)]
    [InlineData("Pilkada 2024", null)]
    [InlineData("pilgub dan pilbup", null)]
    [InlineData("Kabupaten Bupatian", null)]
    [InlineData("plh camat", null)]
    public void A_contest_is_known_by_its_words_and_two_are_none(string words, string? code) => Assert.Equal(code, ContestCodes.Find(words)?.Code);

    [Fact]
    public void A_text_of_megabytes_is_no_contest() => Assert.Null(ContestCodes.Find(new string('x', 3_000_000) + " bupati"));

    [Theory]
    [InlineData("pilpres", ContestFamily.Pemilu)]
    [InlineData("pileg", ContestFamily.Pemilu)]
    [InlineData("pilgub", ContestFamily.Pilkada)]
    [InlineData("pilbup", ContestFamily.Pilkada)]
    [InlineData("pilwali", ContestFamily.Pilkada)]
    public void A_contest_tells_the_law_it_is_under(string words, ContestFamily family) => Assert.Equal(family, ContestCodes.Find(words)?.Family);
}
