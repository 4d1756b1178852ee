using Netralitas.Services.Reports.Reading;

namespace Netralitas.Services.Reports.Tests.Reading;

public class NameMarksTests
{
    private const string Old = "lama-0123456789-0123456789-0123456789";
    private const string New = "baru-0123456789-0123456789-0123456789";

    [Theory]
    [InlineData("Muhammad AMIN", "muhammad amin")]
    [InlineData("M. Amin, S.H.", "m amin s h")]
    [InlineData("Ma'ruf  Zé\tO’Brien", "maruf ze obrien")]
    [InlineData(" - ", "")]
    public void Names_are_compared_by_their_words_whatever_their_case_signs_and_accents(string name, string words) =>
        Assert.Equal(words, string.Join(' ', NameMarks.Words(name)));

    [Fact]
    public void A_mark_tells_no_name_without_the_secret_and_another_secret_makes_another()
    {
        var mark = Assert.Single(Marks(("1", Old)).Of(["Amin", "AMIN"]));

        Assert.Equal(16, mark.Length);
        Assert.NotEqual(mark, Assert.Single(Marks(("1", New)).Of(["Amin"])));
        Assert.Equal(mark, Assert.Single(Marks(("1", Old)).Of(["amin"])));
    }

    [Fact]
    public void After_a_rotation_old_marks_are_still_found_and_new_ones_are_under_the_current_secret()
    {
        var rotated = new NameMarks(new NameOptions { CurrentKey = "2", Keys = new Dictionary<string, string> { ["1"] = Old, ["2"] = New } });
        var sought = Assert.Single(rotated.Sought("Amin"));

        Assert.Contains(sought, mark => mark.SequenceEqual(Marks(("1", Old)).Of(["Amin"])[0]));
        Assert.Equal(Marks(("2", New)).Of(["Amin"])[0], Assert.Single(rotated.Of(["Amin"])));
    }

    [Fact]
    public void A_secret_that_is_missing_or_short_stops_the_start()
    {
        Assert.Throws<InvalidOperationException>(() => new NameMarks(new NameOptions()));
        Assert.Throws<InvalidOperationException>(() => Marks(("1", "pendek")));
    }

    private static NameMarks Marks((string Id, string Secret) key) => new(new NameOptions { CurrentKey = key.Id, Keys = new Dictionary<string, string> { [key.Id] = key.Secret } });
}
