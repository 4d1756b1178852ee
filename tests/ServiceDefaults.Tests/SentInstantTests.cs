using Google.Protobuf.WellKnownTypes;

namespace Netralitas.ServiceDefaults.Tests;

/// <summary>What a client sends as an instant is one, or is seen not to be.</summary>
public sealed class SentInstantTests
{
    [Theory]
    [InlineData(-62135596800, 0, true)]
    [InlineData(253402300799, 999_999_999, true)]
    [InlineData(-62135596801, 999_999_999, false)]
    [InlineData(253402300800, 0, false)]
    [InlineData(long.MinValue, 0, false)]
    [InlineData(long.MaxValue, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 1_000_000_000, false)]
    public void It_lies_in_the_years_1_to_9999(long seconds, int nanos, bool isInstant)
    {
        var sent = new Timestamp { Seconds = seconds, Nanos = nanos };

        Assert.Equal((isInstant, !isInstant), (SentInstant.Read(sent) is not null, SentInstant.IsUnreadable(sent)));
    }

    [Fact]
    public void None_is_none() => Assert.Equal((null, false), (SentInstant.Read(null), SentInstant.IsUnreadable(null)));
}
