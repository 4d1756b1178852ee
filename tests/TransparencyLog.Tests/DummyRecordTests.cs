using System.Text;

namespace Netralitas.TransparencyLog.Tests;

public class DummyRecordTests
{
    [Fact]
    public void It_shows_its_day_and_opens_to_a_record_of_its_own()
    {
        var nonce = Enumerable.Range(0, 32).Select(n => (byte)n).ToArray();
        var opened = new DummyRecord(new DateOnly(2026, 11, 21)).Open(CommitmentKind.Report, nonce);

        Assert.True(opened.Holds);
        Assert.Equal("netralitas/dummy/v1\n2026-11-21\n", Encoding.ASCII.GetString(opened.Record.Span));
        Assert.Equal("4e54524c010200000000512a00000000", Convert.ToHexStringLower(opened.Entry.ToBytes()[..16]));
        Assert.True(DummyRecord.TryRead(opened.Record.Span, out var record));
        Assert.Equal(new DateOnly(2026, 11, 21), record.Day);
    }

    [Theory]
    [InlineData("")]
    [InlineData("netralitas/dummy/v1\n2026-11-21")]
    [InlineData("netralitas/dummy/v1\n2026-11-32\n")]
    [InlineData("netralitas/dummy/v2\n2026-11-21\n")]
    [InlineData("netralitas/dummy/v1\n2026-11-21\n\n")]
    [InlineData("netralitas/report/v1\n2026-11-21\n")]
    public void Nothing_else_is_one(string text) => Assert.False(DummyRecord.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
