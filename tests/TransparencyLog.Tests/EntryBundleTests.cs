using System.Buffers;

namespace Netralitas.TransparencyLog.Tests;

public class EntryBundleTests
{
    [Fact]
    public void Three_entries_are_these_bytes()
    {
        var bundle = Bundle("one"u8.ToArray(), "two"u8.ToArray(), "three"u8.ToArray());

        Assert.Equal("00036f6e65" + "000374776f" + "00057468726565", Convert.ToHexStringLower(bundle));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    public void What_was_written_is_read(int count)
    {
        var entries = Trees.Entries(count);

        Assert.True(EntryBundle.TryRead(Bundle(entries), count, out var read, out var problem), problem);
        Assert.Equal(entries, read.Select(entry => entry.ToArray()));
    }

    [Fact]
    public void Empty_and_largest_entries_are_entries()
    {
        byte[][] entries = [[], new byte[EntryBundle.MaxEntryLength], []];

        Assert.True(EntryBundle.TryRead(Bundle(entries), 3, out var read, out _));
        Assert.Equal(entries.Select(entry => entry.Length), read.Select(entry => entry.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bundle(new byte[EntryBundle.MaxEntryLength + 1]));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("00", 1)]
    [InlineData("0001", 1)]
    [InlineData("0002ff", 1)]
    [InlineData("0001ff", 2)]
    [InlineData("0001ff", 0)]
    [InlineData("0001ff0000", 1)]
    [InlineData("0001ff00", 1)]
    [InlineData("ffff", 1)]
    public void Anything_else_is_no_bundle(string bytes, int width)
    {
        Assert.False(EntryBundle.TryRead(Convert.FromHexString(bytes), width, out var entries, out var problem));
        Assert.Null(entries);
        Assert.NotNull(problem);
    }

    private static byte[] Bundle(params byte[][] entries)
    {
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            EntryBundle.Append(bundle, entry);
        }

        return bundle.WrittenSpan.ToArray();
    }
}
