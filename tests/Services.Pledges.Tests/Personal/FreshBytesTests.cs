using Netralitas.Services.Pledges.Personal;

namespace Netralitas.Services.Pledges.Tests.Personal;

public sealed class FreshBytesTests
{
    [Fact]
    public async Task What_was_given_is_given_to_nobody_again()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 3_000).Select(n => Draw(8 + (n % 25))).ToList())));

        // The first eight bytes of each: two alike by chance are not to be expected before there are billions.
        Assert.Equal(12_000, given.SelectMany(each => each).Select(bytes => BitConverter.ToUInt64(bytes)).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(100_000)]
    public void Any_length_is_filled_to_its_end(int length)
    {
        var ends = Enumerable.Range(0, 40).Select(_ => Draw(length)).ToList();

        Assert.All(ends, bytes => Assert.Equal(length, bytes.Length));
        // A byte that is never filled would be zero all forty times.
        Assert.Equal(length > 0, ends.Any(bytes => bytes is [.., not 0]) && ends.Any(bytes => bytes is [not 0, ..]));
    }

    private static byte[] Draw(int length)
    {
        var bytes = new byte[length];
        FreshBytes.Fill(bytes);
        return bytes;
    }
}
