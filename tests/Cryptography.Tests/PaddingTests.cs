using System.Security.Cryptography;

namespace Netralitas.Cryptography.Tests;

public class PaddingTests
{
    private const int KiB = 1024;

    // Content → padded; 4 bytes of each step are the length.
    [Theory]
    [InlineData(0, 1 * KiB)]
    [InlineData(1, 1 * KiB)]
    [InlineData((1 * KiB) - 5, 1 * KiB)]
    [InlineData((1 * KiB) - 4, 1 * KiB)]
    [InlineData((1 * KiB) - 3, 4 * KiB)]
    [InlineData(1 * KiB, 4 * KiB)]
    [InlineData((4 * KiB) - 4, 4 * KiB)]
    [InlineData((4 * KiB) - 3, 16 * KiB)]
    [InlineData((16 * KiB) - 4, 16 * KiB)]
    [InlineData((16 * KiB) - 3, 64 * KiB)]
    [InlineData((64 * KiB) - 4, 64 * KiB)]
    [InlineData((64 * KiB) - 3, 256 * KiB)]
    [InlineData((256 * KiB) - 4, 256 * KiB)]
    [InlineData((256 * KiB) - 3, 512 * KiB)]
    [InlineData((512 * KiB) - 4, 512 * KiB)]
    [InlineData((512 * KiB) - 3, 768 * KiB)]
    [InlineData((1024 * KiB) - 4, 1024 * KiB)]
    [InlineData((1024 * KiB) - 3, 1280 * KiB)]
    public void A_content_is_padded_to_the_next_step_and_comes_back_exactly(int length, int padded)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);

        var full = Padding.Pad(content);

        Assert.Equal(padded, Padding.PaddedTo(length));
        Assert.Equal(padded, full.Length);
        Assert.Equal(content, Padding.Unpad(full));
    }

    [Fact]
    public void Zeros_at_the_end_of_a_content_are_kept()
    {
        byte[] content = [1, 0, 0, 0];

        Assert.Equal(content, Padding.Unpad(Padding.Pad(content)));
        Assert.Equal(new byte[1020], Padding.Unpad(Padding.Pad(new byte[1020])));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_length_that_cannot_be_padded_is_a_bug_of_the_caller(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Padding.PaddedTo(length));

    // Bytes in all, the length they state, and where a byte that is not zero stands (-1: nowhere).
    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(3, 0, -1)]
    [InlineData(4, 0, -1)]
    [InlineData(1023, 5, -1)]
    [InlineData(1025, 5, -1)]
    [InlineData(1024, 1021, -1)]
    [InlineData(1024, 0xFFFFFFFF, -1)]
    [InlineData(1024, 0x80000000, -1)]
    [InlineData(1024, 5, 9)]
    [InlineData(1024, 5, 1023)]
    [InlineData(4096, 1020, -1)]
    [InlineData(512 * KiB, 5, -1)]
    public void What_is_the_padded_form_of_no_content_is_refused(int size, uint length, int mark)
    {
        var padded = new byte[size];
        for (var n = 0; n < Math.Min(4, size); n++)
        {
            padded[n] = (byte)(length >> (24 - (8 * n)));
        }

        if (mark >= 0)
        {
            padded[mark] = 1;
        }

        Assert.Throws<CryptographicException>(() => Padding.Unpad(padded));
    }

    [Fact]
    public void Sealed_contents_of_one_step_have_one_length()
    {
        using var key = HpkePrivateKey.Generate();
        var brief = Hpke.Seal(key.PublicKey, [], [], Padding.Pad("ya"u8));
        var full = Hpke.Seal(key.PublicKey, [], [], Padding.Pad(new byte[1000]));

        Assert.Equal(brief.Length, full.Length);
        Assert.Equal("ya"u8, Padding.Unpad(Hpke.Open(key, [], [], brief)));
    }
}
