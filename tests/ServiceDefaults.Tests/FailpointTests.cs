namespace Netralitas.ServiceDefaults.Tests;

public sealed class FailpointTests
{
    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("", null, 0)]
    [InlineData("submit.before_commit", "submit.before_commit", 1)]
    [InlineData("submit.before_commit:3", "submit.before_commit", 3)]
    public void What_the_environment_arms(string? value, string? name, int nth) => Assert.Equal((name, nth), Failpoint.Read(value));

    [Theory]
    [InlineData(":1")]
    [InlineData("submit.before_commit:0")]
    [InlineData("submit.before_commit:-1")]
    [InlineData("submit.before_commit:first")]
    [InlineData("submit.before_commit:1:2")]
    public void A_value_that_would_arm_nothing_stops_the_start(string value) => Assert.Throws<InvalidOperationException>(() => Failpoint.Read(value));

    [Fact]
    public void Unarmed_it_is_passed()
    {
        Failpoint.Reach("submit.before_commit");
    }
}
