using System.Security.Cryptography;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Personal;

public sealed class PersonalDataTests
{
    [Fact]
    public void What_is_sealed_opens_for_its_purpose_alone_and_is_never_the_same_twice()
    {
        using var keys = TestKeys.New();
        var (one, two) = (keys.Seal("uji", "rahasia é"), keys.Seal("uji", "rahasia é"));

        Assert.Equal("rahasia é", keys.OpenText("uji", one));
        Assert.NotEqual(one, two);
        Assert.ThrowsAny<CryptographicException>(() => keys.Open("lain", one));
        one[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => keys.Open("uji", one));
        Assert.Throws<InvalidOperationException>(() => keys.Open("uji", [1, 2]));
    }

    [Fact]
    public void A_new_key_seals_from_then_on_and_an_old_one_still_opens_and_indexes_stay()
    {
        using var before = TestKeys.New();
        using var after = new PersonalData(new PersonalDataOptions
        {
            CurrentKey = "2027",
            Keys = new Dictionary<string, string> { ["1"] = TestKeys.Current, ["2027"] = "uji-kunci-baru-0123456789-0123456789" },
            IndexKey = TestKeys.Index,
        });
        var old = before.Seal("uji", "rahasia");

        Assert.Equal("rahasia", after.OpenText("uji", old));
        Assert.Equal(("1", "2027"), (PersonalData.KeyOf(old), PersonalData.KeyOf(after.Seal("uji", "rahasia"))));
        Assert.Equal(before.IndexOfNumber("190001011925031999"), after.IndexOfNumber("190001011925031999"));
        Assert.Throws<InvalidOperationException>(() => before.Open("uji", after.Seal("uji", "rahasia")));
    }

    [Fact]
    public void Many_threads_seal_at_once()
    {
        using var keys = TestKeys.New();

        var opened = Enumerable.Range(0, 10_000).AsParallel().Select(n => keys.OpenText("uji", keys.Seal("uji", $"{n}"))).ToHashSet();

        Assert.Equal(10_000, opened.Count);
    }

    [Theory]
    [InlineData("", TestKeys.Index)]
    [InlineData("pendek", TestKeys.Index)]
    [InlineData(TestKeys.Current, "pendek")]
    public void A_missing_or_short_secret_is_found_at_once(string key, string index) =>
        Assert.Throws<InvalidOperationException>(() => new PersonalData(new PersonalDataOptions { Keys = new Dictionary<string, string> { ["1"] = key }, IndexKey = index }));

    [Fact]
    public void A_post_is_the_same_in_whatever_writing_and_another_in_another_city()
    {
        using var keys = TestKeys.New();
        var post = keys.IndexOfPost("35.75.01.1001", "Kelurahan  Gentong", "LURAH");

        Assert.Equal(post, keys.IndexOfPost("35.75", "kelurahan gentong.", "Lurah"));
        Assert.NotEqual(post, keys.IndexOfPost("35.14", "Kelurahan Gentong", "Lurah"));
    }
}
