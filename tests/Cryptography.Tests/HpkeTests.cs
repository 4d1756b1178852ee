using System.Security.Cryptography;

namespace Netralitas.Cryptography.Tests;

public sealed class HpkeTests : IDisposable
{
    private const string Refusal = "The sealed message cannot be opened.";

    private readonly HpkePrivateKey key = HpkePrivateKey.Generate();

    private static ReadOnlySpan<byte> Info => "netralitas/report/v1"u8;

    private static ReadOnlySpan<byte> Aad => "ntrl/v1|body|1"u8;

    public static TheoryData<int> Sizes
    {
        get
        {
            var random = new Random(9180);
            int[] edges = [0, 1, 15, 16, 17, 255, 256, 257, 1023, 1024, 4096, 65_535, 65_536, 70_000];
            return [.. edges, .. Enumerable.Range(0, 40).Select(_ => random.Next(70_000))];
        }
    }

    public void Dispose() => key.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_is_sealed_opens_to_the_same_bytes(int size)
    {
        var plaintext = new byte[size];
        new Random(size).NextBytes(plaintext);

        var message = Hpke.Seal(key.PublicKey, Info, Aad, plaintext);

        Assert.Equal(size + Hpke.Overhead, message.Length);
        Assert.Equal(0x01, message[0]);
        Assert.Equal(plaintext, Hpke.Open(key, Info, Aad, message));
    }

    [Fact]
    public void A_key_that_was_written_and_read_opens_and_seals_the_same()
    {
        using var read = HpkePrivateKey.Import(key.Export());
        var sealedToRead = Hpke.Seal(HpkePublicKey.Import(key.PublicKey.Export()), [], [], "rahasia"u8);

        Assert.Equal(key.PublicKey.Export(), read.PublicKey.Export());
        Assert.Equal("rahasia"u8, Hpke.Open(read, [], [], sealedToRead));
    }

    [Fact]
    public void Two_seals_of_one_message_share_neither_key_nor_ciphertext()
    {
        var first = Hpke.Seal(key.PublicKey, Info, Aad, new byte[64]);
        var second = Hpke.Seal(key.PublicKey, Info, Aad, new byte[64]);

        Assert.NotEqual(first[1..66], second[1..66]);
        Assert.NotEqual(first[66..], second[66..]);
    }

    [Fact]
    public void Every_single_flipped_bit_is_refused()
    {
        var message = Hpke.Seal(key.PublicKey, Info, Aad, "lurah"u8);
        for (var bit = 0; bit < message.Length * 8; bit++)
        {
            var changed = message.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            AssertRefused(key, Info, Aad, changed);
        }
    }

    [Fact]
    public void Every_shorter_message_and_a_longer_one_is_refused()
    {
        var message = Hpke.Seal(key.PublicKey, Info, Aad, "lurah"u8);
        for (var length = 0; length < message.Length; length++)
        {
            AssertRefused(key, Info, Aad, message.AsSpan(0, length));
        }

        AssertRefused(key, Info, Aad, [.. message, 0]);
    }

    [Theory]
    [InlineData("netralitas/report/v2", "ntrl/v1|body|1")]
    [InlineData("netralitas/report/v", "1ntrl/v1|body|1")]
    [InlineData("", "ntrl/v1|body|1")]
    [InlineData("netralitas/report/v1", "ntrl/v1|body|2")]
    [InlineData("netralitas/report/v1", "")]
    [InlineData("ntrl/v1|body|1", "netralitas/report/v1")]
    public void Another_info_or_aad_is_refused(string info, string aad)
    {
        var message = Hpke.Seal(key.PublicKey, Info, Aad, "lurah"u8);

        AssertRefused(key, System.Text.Encoding.ASCII.GetBytes(info), System.Text.Encoding.ASCII.GetBytes(aad), message);
    }

    [Fact]
    public void Another_key_is_refused()
    {
        using var other = HpkePrivateKey.Generate();

        AssertRefused(other, Info, Aad, Hpke.Seal(key.PublicKey, Info, Aad, "lurah"u8));
    }

    [Fact]
    public void Every_suite_but_the_first_is_refused_the_reserved_one_too()
    {
        var message = Hpke.Seal(key.PublicKey, Info, Aad, "lurah"u8);
        for (var suite = 0; suite < 256; suite++)
        {
            message[0] = (byte)suite;
            if (suite != 0x01)
            {
                AssertRefused(key, Info, Aad, message);
            }
        }
    }

    [Fact]
    public void An_ephemeral_key_that_is_off_the_curve_is_refused_as_anything_else()
    {
        var message = Hpke.Seal(key.PublicKey, Info, Aad, "lurah"u8);
        message.AsSpan(34, 32).Clear();

        AssertRefused(key, Info, Aad, message);
    }

    [Fact]
    public void A_context_opens_in_the_order_of_sealing_and_a_refusal_does_not_move_it()
    {
        using var ephemeral = HpkePrivateKey.Generate();
        using var sender = HpkeSender.Setup(HpkeSuite.Aes256Gcm, key.PublicKey, Info, ephemeral);
        using var opener = HpkeRecipient.Setup(HpkeSuite.Aes256Gcm, key, Info, ephemeral.PublicKey);
        var first = HpkeVectors.Seal(sender, Aad, "satu"u8);
        var second = HpkeVectors.Seal(sender, Aad, "dua"u8);

        Assert.ThrowsAny<CryptographicException>(() => opener.Open(Aad, second));
        Assert.Equal("satu"u8, opener.Open(Aad, first));
        Assert.ThrowsAny<CryptographicException>(() => opener.Open(Aad, first));
        Assert.Equal("dua"u8, opener.Open(Aad, second));
        Assert.Throws<CryptographicException>(() => opener.Open(Aad, new byte[Hpke.TagLength - 1]));
    }

    [Fact]
    public void A_context_stops_before_a_sequence_number_could_come_twice()
    {
        using var sender = new HpkeSender(Keys(), ulong.MaxValue - 1);
        using var opener = new HpkeRecipient(Keys(), ulong.MaxValue - 1);

        Assert.Equal("akhir"u8, opener.Open(Aad, HpkeVectors.Seal(sender, Aad, "akhir"u8)));
        Assert.Throws<InvalidOperationException>(() => HpkeVectors.Seal(sender, Aad, "akhir"u8));
        Assert.Throws<InvalidOperationException>(() => opener.Open(Aad, new byte[32]));

        static HpkeKeys Keys() => HpkeKeys.Derive(HpkeSuite.Aes256Gcm, new byte[DhKem.SecretLength], Info);
    }

    [Fact]
    public void Keys_are_zero_after_disposal_and_export_no_more()
    {
        var keys = HpkeKeys.Derive(HpkeSuite.Aes256Gcm, new byte[DhKem.SecretLength], Info);
        Assert.True(keys.Key.ContainsAnyExcept((byte)0));

        keys.Dispose();

        Assert.False(keys.Key.ContainsAnyExcept((byte)0));
        Assert.False(keys.BaseNonce.ContainsAnyExcept((byte)0));
        Assert.False(keys.ExporterSecret.ContainsAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => keys.Export([], 32));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8161)]
    public void An_export_that_HKDF_cannot_give_is_a_bug_of_the_caller(int length)
    {
        using var keys = HpkeKeys.Derive(HpkeSuite.Aes256Gcm, new byte[DhKem.SecretLength], Info);

        Assert.Equal(8160, keys.Export([], 8160).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => keys.Export([], length));
    }

    [Fact]
    public void One_private_key_opens_on_many_threads_at_once() => Parallel.For(0, 200, n =>
    {
        byte[] plaintext = [(byte)n, 1, 2, 3];

        Assert.Equal(plaintext, Hpke.Open(key, Info, Aad, Hpke.Seal(key.PublicKey, Info, Aad, plaintext)));
    });

    private static void AssertRefused(HpkePrivateKey key, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> message)
    {
        try
        {
            Hpke.Open(key, info, aad, message);
        }
        catch (CryptographicException refused)
        {
            Assert.Equal(typeof(CryptographicException), refused.GetType());
            Assert.Equal(Refusal, refused.Message);
            Assert.Null(refused.InnerException);
            return;
        }

        Assert.Fail("It was opened.");
    }
}
