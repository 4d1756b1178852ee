using Netralitas.Services.Reports.Deadlines;

namespace Netralitas.Services.Reports.Tests.Deadlines;

public class WarningTimeTests
{
    private static readonly DateTimeOffset End = new(2024, 10, 8, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, "72 24 0")]
    [InlineData(73, "72 24 0")]
    [InlineData(72, "72 24 0")]
    [InlineData(50, "72 24 0")]
    [InlineData(24, "24 0")]
    [InlineData(1, "24 0")]
    [InlineData(0, "0")]
    [InlineData(-5, "0")]
    public void Of_the_warnings_that_have_begun_only_the_last_is_given_and_after_the_end_only_that_it_passed(int hoursBefore, string expected)
    {
        var warnings = WarningTime.Of(End, End.AddHours(-hoursBefore), [72, 24]);

        Assert.Equal(expected, string.Join(' ', warnings.Select(warning => warning.LeadHours)));
        Assert.All(warnings, warning => Assert.Equal(End.AddHours(-warning.LeadHours), warning.DueAt));
    }

    [Fact]
    public void Leads_are_whole_hours_the_longest_first_and_each_once()
    {
        Assert.Equal([72, 24], new WarningOptions { LeadHours = "24 72 24" }.Leads());
        Assert.Empty(new WarningOptions { LeadHours = "" }.Leads());
        Assert.All(["0", "-1", "1.5", "2161", "sehari"], wrong => Assert.Throws<InvalidOperationException>(() => new WarningOptions { LeadHours = wrong }.Leads()));
    }
}
