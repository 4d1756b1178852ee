using System.Security.Cryptography;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Tests.Sealing;

namespace Netralitas.Services.Reports.Tests.Admission;

public sealed class SpoolFileTests : IDisposable
{
    private readonly SpoolKeys keys = new(new SpoolOptions { CurrentKey = "2", Keys = new Dictionary<string, string> { ["1"] = NewKey(), ["2"] = NewKey() } });

    private readonly TestSealing opened = new();

    private Arrivals Sealing => opened.Arrivals;

    public void Dispose()
    {
        keys.Dispose();
        opened.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void What_is_read_is_what_was_written(int length)
    {
        var arrivals = new[] { New("a"), New(new string('b', length)), New("c", traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01") };

        var (read, isDamaged) = SpoolFile.Read(SpoolFile.Write(arrivals, keys.CurrentId, keys.Current), keys, Sealing);

        Assert.False(isDamaged);
        Assert.Equal(arrivals.Select(Facts), read.Select(Facts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_entry_is_read_back_as_the_very_same_report(bool byOffice)
    {
        var arrival = New("sama", entry: byOffice ? new OfficeEntry(ReportKind.Temuan, new ServiceDefaults.Office("bawaslu", "35"), "petugas") : null);

        var again = SpoolFile.Read(SpoolFile.Write([arrival], keys.CurrentId, keys.Current), keys, Sealing).Arrivals.Single();

        Assert.Equal(arrival.Key, again.Key);
        Assert.Equal(arrival.LineUpBy, again.LineUpBy);
        Assert.Equal(arrival.RegionCode, again.RegionCode);
        Assert.Equal(arrival.Classification, again.Classification);
        Assert.Equal(ReportChannel.Pledge, again.Channel);
        Assert.Equal(byOffice ? new EnteredBy("netralitas.reports.v1.OfficeIntakeService/RecordFinding", "petugas", "bawaslu:35") : null, again.EnteredBy);
    }

    [Fact]
    public void An_entry_from_before_the_channel_was_kept_is_read_as_it_was()
    {
        var arrival = New("lama");

        var again = SpoolEntry.Read(SpoolEntry.Write(arrival)[..^1]);

        Assert.Null(again.Channel);
        Assert.Equal(Facts(arrival), Facts(again));
        Assert.Equal(SpoolEntry.Write(arrival)[..^1], SpoolEntry.Write(again));
    }

    [Fact]
    public void Its_length_tells_only_the_step_of_the_contents_length()
    {
        Assert.Equal(Length(New("x")), Length(New(new string('x', 700))));
        Assert.NotEqual(Length(New("x")), Length(New(new string('x', 1100))));
    }

    [Fact]
    public void Whatever_is_cut_off_the_end_is_noticed_and_what_is_whole_before_it_is_read()
    {
        var whole = SpoolFile.Write([New("satu"), New("dua")], keys.CurrentId, keys.Current);
        var entry = (whole.Length - 10) / 2;
        foreach (var cut in new[] { 1, 7, 8, 9, entry - 1, entry + 1, whole.Length - 9, whole.Length })
        {
            var (read, isDamaged) = SpoolFile.Read(whole.AsSpan(0, whole.Length - cut), keys, Sealing);

            Assert.True(isDamaged);
            Assert.Equal(cut < entry ? 1 : 0, read.Count);
        }
    }

    [Fact]
    public void One_changed_bit_costs_one_report_at_most()
    {
        var whole = SpoolFile.Write([New("satu"), New("dua"), New("tiga")], keys.CurrentId, keys.Current);
        var entry = (whole.Length - 10) / 3;
        whole[10 + entry + 8 + 40] ^= 1;

        var (read, isDamaged) = SpoolFile.Read(whole, keys, Sealing);

        Assert.True(isDamaged);
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public void A_key_that_is_not_configured_leaves_it_closed() =>
        Assert.Throws<InvalidOperationException>(() => SpoolFile.Read(SpoolFile.Write([New("x")], "3", keys.Current), keys, Sealing));

    [Fact]
    public void Another_key_of_the_same_name_leaves_it_closed()
    {
        using var other = new SpoolKeys(new SpoolOptions { Keys = new Dictionary<string, string> { ["1"] = NewKey() } });
        var file = SpoolFile.Write([New("x")], "1", other.Current);

        Assert.Throws<CryptographicException>(() => SpoolFile.Read(file, keys, Sealing));
    }

    [Fact]
    public void A_missing_key_is_found_at_start() => Assert.Throws<InvalidOperationException>(() => new SpoolKeys(new SpoolOptions()));

    private static (Guid, Guid, string, string, string, string, string, string?, DateTimeOffset, string?) Facts(Arrival a) => (
        a.Id, a.RequestKey, string.Join(',', a.ContentHashes.Select(Convert.ToHexString)), Convert.ToHexString(a.Content), Convert.ToHexString(a.Identity ?? []), a.Number,
        Convert.ToHexString(a.CodeVerifier), a.CodeKeyId, a.ReceivedAt, a.TraceParent);

    private Arrival New(string narrative, string? traceParent = null, OfficeEntry? entry = null) => Sealing.Of(
        Guid.CreateVersion7(),
        ReportContent.Of(new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = narrative, RegionCode = "35.75", Channel = ReportChannel.Pledge }, entry),
        "1",
        new DateTimeOffset(2024, 11, 27, 7, 0, 0, 123, 456, TimeSpan.Zero),
        traceParent);

    private int Length(Arrival arrival) => SpoolFile.Write([arrival], keys.CurrentId, keys.Current).Length;

    private static string NewKey()
    {
        using var key = HpkePrivateKey.Generate();
        return Convert.ToBase64String(key.Export());
    }
}
