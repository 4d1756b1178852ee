using System.Security.Cryptography;

namespace Netralitas.Cryptography.Tests;

public sealed class Ed25519Tests : IDisposable
{
    private readonly Ed25519PrivateKey key = Ed25519PrivateKey.Import(Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

    private static ReadOnlySpan<byte> Message => "log.netralitas.test/v1\n3\n"u8;

    public void Dispose() => key.Dispose();

    [Fact]
    public void Every_single_flipped_bit_of_a_signature_is_refused()
    {
        var signature = key.Sign(Message);
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var changed = signature.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(key.PublicKey.Verify(Message, changed), $"bit {bit}");
        }
    }

    [Fact]
    public void Every_single_flipped_bit_of_a_message_is_refused()
    {
        var signature = key.Sign(Message);
        for (var bit = 0; bit < Message.Length * 8; bit++)
        {
            var changed = Message.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(key.PublicKey.Verify(changed, signature), $"bit {bit}");
        }
    }

    [Fact]
    public void A_signature_of_another_length_is_refused()
    {
        var signature = key.Sign(Message);
        for (var length = 0; length < signature.Length; length++)
        {
            Assert.False(key.PublicKey.Verify(Message, signature.AsSpan(0, length)), $"{length} bytes");
        }

        Assert.False(key.PublicKey.Verify(Message, [.. signature, 0]));
    }

    [Fact]
    public void A_signature_holds_under_its_own_key_only()
    {
        using var other = Ed25519PrivateKey.Generate();

        Assert.False(other.PublicKey.Verify(Message, key.Sign(Message)));
        Assert.True(other.PublicKey.Verify(Message, other.Sign(Message)));
    }

    [Fact]
    public void S_and_the_order_added_is_refused()
    {
        var signature = key.Sign(Message);
        var s = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true);
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

        var second = new byte[64];
        signature.AsSpan(0, 32).CopyTo(second);
        Assert.True((s + order).TryWriteBytes(second.AsSpan(32), out _, isUnsigned: true));

        Assert.True(key.PublicKey.Verify(Message, signature));
        Assert.False(key.PublicKey.Verify(Message, second));
    }

    // Made with the key above over the empty message, with the neutral point as R: once written as y = 1, once as y = 1 + p.
    [Theory]
    [InlineData(true, "0100000000000000000000000000000000000000000000000000000000000000756cf9b1d6f0d7a979b9d2af3dc2bc1294ec7cb6daa20eaff534c024fc57920f")]
    [InlineData(false, "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f3fdd9411ef77c7b937c975b1193128983db0482a002663080c0dd63cf3466c06")]
    public void R_in_a_second_encoding_is_refused(bool holds, string signature) =>
        Assert.Equal(holds, key.PublicKey.Verify([], Convert.FromHexString(signature)));

    [Theory]
    [InlineData("y = 3", "0300000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("y = 3, x of the other sign", "0300000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("the base point", "5866666666666666666666666666666666666666666666666666666666666666")]
    public void A_point_of_the_curve_is_a_public_key(string _, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexStringLower(Ed25519PublicKey.Import(Convert.FromHexString(bytes)).Export()));

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("y = 2, not on the curve", "0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("y = 3, written as 3 + p", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("y = 3, written as 3 + p, other sign", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("the prime", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("2^256 - 1", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("order 1", "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("order 1, x of no sign with one", "0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("order 4", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("order 4, other sign", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("order 8, other sign", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("order 8, other y", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("order 8, other y and sign", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    [InlineData("a byte short", "03000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("a byte long", "030000000000000000000000000000000000000000000000000000000000000000")]
    public void Anything_else_is_not(string _, string bytes)
    {
        var refused = Assert.Throws<CryptographicException>(() => Ed25519PublicKey.Import(Convert.FromHexString(bytes)));

        Assert.Equal("Not an Ed25519 public key.", refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_seed_of_another_length_is_no_private_key(int length) =>
        Assert.Throws<CryptographicException>(() => Ed25519PrivateKey.Import(new byte[length]));

    [Fact]
    public void Generated_keys_differ_and_can_be_written_and_read()
    {
        using var first = Ed25519PrivateKey.Generate();
        using var second = Ed25519PrivateKey.Generate();
        using var read = Ed25519PrivateKey.Import(first.Export());

        Assert.NotEqual(first.Export(), second.Export());
        Assert.Equal(first.PublicKey.Export(), read.PublicKey.Export());
        Assert.Equal(first.Sign(Message), read.Sign(Message));
        Assert.Equal(first.PublicKey.Export(), Ed25519PublicKey.Import(first.PublicKey.Export()).Export());
    }

    [Fact]
    public void What_a_key_writes_is_a_copy()
    {
        var seed = key.Export();
        var point = key.PublicKey.Export();
        Array.Clear(key.Export());
        Array.Clear(key.PublicKey.Export());

        Assert.Equal(seed, key.Export());
        Assert.Equal(point, key.PublicKey.Export());
    }

    [Fact]
    public void A_disposed_key_signs_nothing_and_its_public_key_still_verifies()
    {
        var passing = Ed25519PrivateKey.Generate();
        var signature = passing.Sign(Message);
        passing.Dispose();

        Assert.Throws<ObjectDisposedException>(() => passing.Sign(Message));
        Assert.Throws<ObjectDisposedException>(() => passing.Export());
        Assert.True(passing.PublicKey.Verify(Message, signature));
    }

    [Fact]
    public void One_key_signs_and_verifies_on_many_threads_at_once()
    {
        var expected = Enumerable.Range(0, 64).Select(n => key.Sign(BitConverter.GetBytes(n))).ToArray();

        Parallel.For(0, 640, n =>
        {
            var message = BitConverter.GetBytes(n % 64);
            Assert.Equal(expected[n % 64], key.Sign(message));
            Assert.True(key.PublicKey.Verify(message, expected[n % 64]));
            Assert.False(key.PublicKey.Verify(message, expected[(n + 1) % 64]));
        });
    }
}
