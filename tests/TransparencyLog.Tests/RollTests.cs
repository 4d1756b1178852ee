using System.Text;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.TransparencyLog.Tests;

/// <summary>Bytes of sealed rolls, which are never changed; vectors worked out with Python's hashlib and hmac.</summary>
public class RollTests
{
    private static readonly Guid Declaration = Guid.Parse("01930000-0000-7000-8000-000000000001");
    private static readonly Guid Subject = Guid.Parse("01930000-0000-7000-8000-000000000002");
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    [Fact]
    public void A_line_has_the_bytes_that_the_document_tells()
    {
        var signature = RollLeaf.CommitToSignature(Secret, Declaration, Subject, MerkleHash.Empty);
        var expected = RollLeaf.CommitToExpected(Secret, Declaration, Subject);

        Assert.Equal("8f5fd27cf14024c07465b16936d26f19f3e2a560845d1f64afeb2d290811e3db", Convert.ToHexStringLower(signature.ToArray()));
        Assert.Equal("899e1d2aa1ab6e945a9fdc597ba75f85e2295f32fa2adae06405ac5889d41968", Convert.ToHexStringLower(expected.ToArray()));
        Assert.Equal("59ff22ce60af1bce592e130d97d2b65c5c3a38a076acd50a8ae74727de054f64", Convert.ToHexStringLower(new RollLeaf(RollState.Missing, expected).Hash.ToArray()));
    }

    [Fact]
    public void A_record_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        var record = new RollRecord(Declaration, "75.71", new DateTimeOffset(2026, 11, 21, 3, 4, 5, TimeSpan.Zero), true, 12, MerkleHash.Empty);
        var bytes = record.Encode();

        Assert.Equal(
            "netralitas/roll/v1\n01930000-0000-7000-8000-000000000001\n75.71\n2026-11-21T03:04:05Z\nexpected-and-signers\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", Encoding.ASCII.GetString(bytes));
        Assert.True(RollRecord.TryRead(bytes, out var read));
        Assert.Equal(record, read);
        Assert.True(RollRecord.TryRead((record with { HasExpected = false }).Encode(), out var signersOnly));
        Assert.False(signersOnly.HasExpected);
        Assert.False(RollRecord.TryRead([.. bytes, (byte)'\n'], out _));
        Assert.False(RollRecord.TryRead(bytes.AsSpan(1), out _));
        Assert.False(RollRecord.TryRead([], out _));
        Assert.False(RollRecord.TryRead(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bytes).Replace("\n12\n", "\n012\n", StringComparison.Ordinal)), out _));
    }

    [Fact]
    public void Every_state_has_a_word_of_its_own_that_is_read_again()
    {
        Assert.Equal(7, RollStates.All.Select(state => state.Word()).Distinct().Count());
        Assert.All(RollStates.All, state => Assert.True(RollStates.TryRead(state.Word(), out var read) && read == state));
        Assert.False(RollStates.TryRead("", out _));
        Assert.False(RollStates.TryRead("Signed", out _));
    }
}
