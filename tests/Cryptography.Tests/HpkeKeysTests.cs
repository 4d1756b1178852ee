using System.Security.Cryptography;

namespace Netralitas.Cryptography.Tests;

public class HpkeKeysTests
{
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Prime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    private const string YOfZero = "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4";

    // The generator of P-256.
    private const string X = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    private const string Y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    [Theory]
    [InlineData("the generator", "04" + X + Y)]
    [InlineData("x = 0", "04" + Zero + YOfZero)]
    public void A_point_of_the_curve_is_a_public_key(string _, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexStringLower(HpkePublicKey.Import(Convert.FromHexString(bytes)).Export()));

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("infinity", "00")]
    [InlineData("infinity, filled up", "00" + Zero + Zero)]
    [InlineData("(0, 0)", "04" + Zero + Zero)]
    [InlineData("y of another point", "04" + X + YOfZero)]
    [InlineData("coordinates exchanged", "04" + Y + X)]
    [InlineData("x = 0, written as the prime", "04" + Prime + YOfZero)]
    [InlineData("compressed", "03" + X)]
    [InlineData("compressed, filled up", "03" + X + Zero)]
    [InlineData("hybrid", "07" + X + Y)]
    [InlineData("no form", X + Y)]
    [InlineData("a byte short", "04" + X + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51")]
    [InlineData("a byte long", "04" + X + Y + "00")]
    public void Anything_else_is_not(string _, string bytes)
    {
        var refused = Assert.Throws<CryptographicException>(() => HpkePublicKey.Import(Convert.FromHexString(bytes)));

        Assert.Equal("Not a P-256 public key in uncompressed form.", refused.Message);
        Assert.Null(refused.InnerException);
    }

    [Theory]
    [InlineData("1", "0000000000000000000000000000000000000000000000000000000000000001", "04" + X + Y)]
    [InlineData("order - 1", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550", "04" + X + "b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a")]
    public void A_number_from_1_to_the_order_less_1_is_a_private_key(string _, string bytes, string publicKey)
    {
        using var key = HpkePrivateKey.Import(Convert.FromHexString(bytes));

        Assert.Equal(bytes, Convert.ToHexStringLower(key.Export()));
        Assert.Equal(publicKey, Convert.ToHexStringLower(key.PublicKey.Export()));
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("zero", Zero)]
    [InlineData("the order", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")]
    [InlineData("order + 1", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552")]
    [InlineData("2^256 - 1", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("a byte short", "00000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("a byte long", "000000000000000000000000000000000000000000000000000000000000000001")]
    public void Any_other_is_not(string _, string bytes)
    {
        var refused = Assert.Throws<CryptographicException>(() => HpkePrivateKey.Import(Convert.FromHexString(bytes)));

        Assert.Equal("Not a P-256 private key.", refused.Message);
        Assert.Null(refused.InnerException);
    }

    [Fact]
    public void Generated_keys_differ()
    {
        using var first = HpkePrivateKey.Generate();
        using var second = HpkePrivateKey.Generate();

        Assert.NotEqual(first.Export(), second.Export());
        Assert.NotEqual(first.PublicKey.Export(), second.PublicKey.Export());
    }

    [Fact]
    public void What_a_key_writes_is_a_copy()
    {
        using var key = HpkePrivateKey.Generate();
        var secret = key.Export();
        var point = key.PublicKey.Export();
        var message = Hpke.Seal(key.PublicKey, [], [], [7]);

        Array.Clear(key.Export());
        Array.Clear(key.PublicKey.Export());

        Assert.Equal(secret, key.Export());
        Assert.Equal(point, key.PublicKey.Export());
        Assert.Equal([7], Hpke.Open(key, [], [], message));
    }

    [Fact]
    public void A_disposed_private_key_opens_nothing_and_its_public_key_still_seals()
    {
        var key = HpkePrivateKey.Generate();
        key.Dispose();

        var message = Hpke.Seal(key.PublicKey, [], [], [7]);

        Assert.Throws<ObjectDisposedException>(() => Hpke.Open(key, [], [], message));
        Assert.Throws<ObjectDisposedException>(() => key.Export());
    }
}
