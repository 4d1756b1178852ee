using Netralitas.Geography;

namespace Netralitas.Documents.Tests;

/// <summary>Where an entry of a public log stands, in words.</summary>
public sealed class LogStandingTests
{
    private static readonly DateTimeOffset Until = new(2026, 11, 22, 16, 30, 0, TimeSpan.Zero);

    [Fact]
    public void It_says_the_place_or_the_promise_in_the_time_of_the_place_or_that_it_waits()
    {
        Assert.Equal(
            "termuat pada log.contoh.test/ikrar, catatan nomor 1.234.568 dari 5.000.000",
            LogStanding.Words(("log.contoh.test/ikrar\n5000000\nakar\n", 1_234_567), null, IndonesianTimeZone.Wib));
        Assert.Equal($"dijanjikan termuat paling lambat {IndonesianDates.Instant(Until, IndonesianTimeZone.Wit)}", LogStanding.Words(null, Until, IndonesianTimeZone.Wit));
        Assert.Contains("23 November 2026", LogStanding.Words(null, Until, IndonesianTimeZone.Wit), StringComparison.Ordinal);
        Assert.Equal("menunggu tempatnya", LogStanding.Words(null, null, IndonesianTimeZone.Wib));
    }
}
