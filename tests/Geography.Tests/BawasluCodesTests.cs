namespace Netralitas.Geography.Tests;

public class BawasluCodesTests
{
    [Theory]
    [InlineData("00", "00")]
    [InlineData("33", "14")]
    [InlineData("14", null)]
    [InlineData("33.11", null)]
    public void An_offices_code_is_Bawaslus_own_or_not_known(string region, string? code) => Assert.Equal(code, BawasluCodes.Find(RegionCode.Parse(region)));
}
