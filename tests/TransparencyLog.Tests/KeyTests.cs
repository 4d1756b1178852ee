using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.TransparencyLog.Tests;

public class KeyTests
{
    private const string Skey = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
    private const string Vkey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    [Fact]
    public void A_private_key_gives_its_public_key_and_both_are_written_as_they_were_read()
    {
        Assert.True(SignerKey.TryParse(Skey, out var key, out var problem), problem);
        using (key)
        {
            Assert.Equal(Vkey, key.Verifier.ToString());
            Assert.Equal(Skey, key.Export());
            Assert.Equal(Vkey, SignedNoteTests.Key(Vkey).ToString());
            Assert.Equal(0x33d7b496u, key.Verifier.Id);
        }
    }

    [Fact]
    public void An_id_is_of_name_type_and_key()
    {
        using var log = new SignerKey("log.netralitas.test/v1", SignatureType.Ed25519, Seed("test only seed"));
        using var witness = new SignerKey("log.netralitas.test/v1", SignatureType.Cosignature, Seed("test only seed"));

        Assert.Equal(0x919aa3a6u, log.Verifier.Id);
        Assert.NotEqual(log.Verifier.Id, witness.Verifier.Id);
        Assert.Equal(log.Verifier.PublicKey.Export(), witness.Verifier.PublicKey.Export());
    }

    [Fact]
    public void A_private_key_does_not_tell_itself_by_accident()
    {
        using var key = SignedNoteTests.LogKey("example.com/log");

        Assert.Equal("signer example.com/log", $"{key}");
    }

    [Fact]
    public void A_key_signs_in_its_own_way_only()
    {
        using var log = SignedNoteTests.LogKey("example.com/log");
        using var witness = SignedNoteTests.WitnessKey("example.com/witness");

        Assert.Throws<InvalidOperationException>(() => log.Cosign("a\n", DateTimeOffset.UnixEpoch.AddSeconds(1)));
        Assert.Throws<InvalidOperationException>(() => witness.Sign("a\n"));
        Assert.Throws<ArgumentOutOfRangeException>(() => witness.Cosign("a\n", DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u2028b")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    public void A_name_is_not_empty_and_has_no_space_plus_or_control_character(string name)
    {
        using var key = Ed25519PrivateKey.Generate();

        Assert.Throws<ArgumentException>(() => new VerifierKey(name, SignatureType.Ed25519, key.PublicKey));
        Assert.False(VerifierKey.TryParse(Vkey.Replace("example.com/log/testdata", name, StringComparison.Ordinal), out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("++")]
    [InlineData("example.com/log/testdata")]
    [InlineData("example.com/log/testdata+33d7b496")]
    [InlineData("example.com/log/testdata+33d7b496+")]
    [InlineData("example.com/log/testdata+33D7B496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/testdata+33d7b497+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/testdatA+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/testdata+033d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx\n")]
    [InlineData("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSxAA==")]
    [InlineData("example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/testdata+33d7b496+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_no_public_key(string text)
    {
        Assert.False(VerifierKey.TryParse(text, out var key, out var problem));
        Assert.Null(key);
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRIVATE+KEY+")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata")]
    [InlineData("private+key+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata+33d7b497+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata+33d7b496+AuymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg\n")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg====")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3egAA==")]
    [InlineData("PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSFw==")]
    public void Anything_else_is_no_private_key_and_the_refusal_quotes_nothing(string text)
    {
        Assert.False(SignerKey.TryParse(text, out var key, out var problem));
        Assert.Null(key);
        Assert.DoesNotContain("ymY", problem, StringComparison.Ordinal);
    }

    internal static Ed25519PrivateKey Seed(string text) => Ed25519PrivateKey.Import(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
