using System.Text;

namespace Netralitas.TransparencyLog.Tests;

public sealed class TlogProofTests : IDisposable
{
    private const string Origin = "log.netralitas.test/v1";
    private const int Size = 7;

    private static readonly byte[][] Entries = Trees.Entries(Size);

    private readonly SignerKey log = new(Origin, SignatureType.Ed25519, KeyTests.Seed("test only seed"));
    private readonly SignerKey witness = SignedNoteTests.WitnessKey("witness.example/w1");

    public void Dispose()
    {
        log.Dispose();
        witness.Dispose();
    }

    [Fact]
    public void A_proof_is_these_lines()
    {
        var proof = Valid(6) with { Extra = "rahasia"u8.ToArray() };
        var checkpoint = proof.Checkpoint.ToString();
        var hashes = InclusionProof.Make(6, Size, Trees.Reader(Entries));

        Assert.Equal($"c2sp.org/tlog-proof@v1\nextra cmFoYXNpYQ==\nindex 6\n{hashes[0]}\n{hashes[1]}\n\n{checkpoint}", Encoding.UTF8.GetString(proof.ToBytes()));
        Assert.StartsWith($"{Origin}\n7\n", checkpoint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_proof_that_was_written_and_read_holds(int index)
    {
        var read = Parse((Valid(index) with { Extra = new byte[] { 0, 1, 255 } }).ToBytes());

        Assert.True(read.TryVerify(MerkleHash.OfLeaf(Entries[index]), Policy, out var checkpoint, out var problem), problem);
        Assert.Equal(Size, checkpoint.Checkpoint.Size);
        Assert.Equal([0, 1, 255], read.Extra.ToArray());
        Assert.Single(checkpoint.Cosignatures);
    }

    [Fact]
    public void A_proof_holds_for_its_own_entry_at_its_own_index_only()
    {
        for (var index = 0; index < Size; index++)
        {
            for (var other = 0; other < Size; other++)
            {
                var moved = Valid(index) with { Index = other };

                Assert.Equal(index == other, Valid(index).TryVerify(MerkleHash.OfLeaf(Entries[other]), Policy, out _, out _));
                Assert.Equal(index == other, moved.TryVerify(MerkleHash.OfLeaf(Entries[index]), Policy, out _, out _));
            }
        }
    }

    [Fact]
    public void A_proof_without_a_checkpoint_to_be_believed_is_refused()
    {
        using var stranger = SignedNoteTests.LogKey(Origin);
        var forged = Valid(2) with { Checkpoint = new Checkpoint(Origin, Size, Trees.Root(Entries)).Sign(stranger) };

        Assert.False(forged.TryVerify(MerkleHash.OfLeaf(Entries[2]), Policy, out var checkpoint, out var problem));
        Assert.Null(checkpoint);
        Assert.Equal("no known key has signed", problem);
    }

    [Fact]
    public void An_entry_that_is_not_there_is_refused()
    {
        Assert.False(Valid(2).TryVerify(MerkleHash.OfLeaf("else"u8), Policy, out var checkpoint, out var problem));
        Assert.Null(checkpoint);
        Assert.Equal("the entry is not proven to be in the tree", problem);
    }

    [Fact]
    public void The_only_entry_of_a_tree_needs_no_hashes()
    {
        var proof = new TlogProof(0, [], new Checkpoint(Origin, 1, Trees.Root(Entries[..1])).Sign(log));

        Assert.StartsWith("c2sp.org/tlog-proof@v1\nindex 0\n\n", Encoding.UTF8.GetString(proof.ToBytes()), StringComparison.Ordinal);
        Assert.True(Parse(proof.ToBytes()).TryVerify(MerkleHash.OfLeaf(Entries[0]), new LogPolicy(Origin, [log.Verifier], [], 0), out _, out _));
    }

    [Theory]
    [InlineData("another first line", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n")]
    [InlineData("a carriage return", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\r\n")]
    [InlineData("no index", "index 6\n", "")]
    [InlineData("index with a zero in front", "index 6\n", "index 06\n")]
    [InlineData("index below zero", "index 6\n", "index -6\n")]
    [InlineData("index with a NUL", "index 6\n", "index 6\0\n")]
    [InlineData("index above 2^63 - 1", "index 6\n", "index 9223372036854775808\n")]
    [InlineData("two spaces", "index 6\n", "index  6\n")]
    [InlineData("empty extra", "index 6\n", "extra \nindex 6\n")]
    [InlineData("extra without its space", "index 6\n", "extra\nindex 6\n")]
    [InlineData("extra that is not base64", "index 6\n", "extra a\nindex 6\n")]
    [InlineData("extra twice", "index 6\n", "extra AAAA\nextra AAAA\nindex 6\n")]
    [InlineData("extra behind the index", "index 6\n", "index 6\nextra AAAA\n")]
    [InlineData("a hash of 31 bytes", "index 6\n", "index 6\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n")]
    [InlineData("an empty line too early", "index 6\n", "\nindex 6\n")]
    [InlineData("no empty line", "\n\nlog.", "\nlog.")]
    public void Anything_else_is_no_proof(string _, string before, string after)
    {
        var whole = Encoding.UTF8.GetString(Valid(6).ToBytes());
        var changed = whole.Replace(before, after, StringComparison.Ordinal);

        Assert.NotEqual(whole, changed);
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(changed), out var proof, out var problem));
        Assert.Null(proof);
        Assert.NotNull(problem);
    }

    [Fact]
    public void Sixty_three_hashes_are_read_and_not_one_more()
    {
        var proof = Valid(6) with { Hashes = [.. Enumerable.Repeat(MerkleHash.Empty, 63)] };

        Assert.Equal(63, Parse(proof.ToBytes()).Hashes.Count);
        Assert.False(TlogProof.TryParse((proof with { Hashes = [.. proof.Hashes, MerkleHash.Empty] }).ToBytes(), out _, out var problem));
        Assert.Equal("over 63 hashes", problem);
    }

    private LogPolicy Policy => new(Origin, [log.Verifier], [witness.Verifier], 1);

    private TlogProof Valid(int index)
    {
        var note = new Checkpoint(Origin, Size, Trees.Root(Entries)).Sign(log);
        return new TlogProof(index, InclusionProof.Make(index, Size, Trees.Reader(Entries)), note.With(witness.Cosign(note.Text, DateTimeOffset.UnixEpoch.AddDays(20_000))));
    }

    private static TlogProof Parse(byte[] bytes)
    {
        Assert.True(TlogProof.TryParse(bytes, out var proof, out var problem), problem);
        return proof;
    }
}
