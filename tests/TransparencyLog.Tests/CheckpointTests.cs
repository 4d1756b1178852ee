using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.TransparencyLog.Tests;

public sealed class CheckpointTests : IDisposable
{
    private const string Skey = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
    private const string Origin = "example.com/log/testdata";

    private static readonly byte[][] Leaves =
        [.. "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".Split(' ').Select(Encoding.ASCII.GetBytes)];

    private readonly SignerKey log = Log();
    private readonly SignerKey witness = SignedNoteTests.WitnessKey("witness.example/w1");
    private readonly SignerKey second = SignedNoteTests.WitnessKey("witness.example/w2");

    public void Dispose()
    {
        log.Dispose();
        witness.Dispose();
        second.Dispose();
    }

    /// <summary>The checkpoints of Tessera's own test log, to the byte.</summary>
    [Theory]
    [InlineData(0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=")]
    [InlineData(3, "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=", "M9e0lvAQRtH832pk2RTbeSeZMkp4FZSdJYFBUjO5SKxuRbywPUF3cx+HUrb50kjd3rUWW/fj53Wj1dwcwh9bGQnqVAg=")]
    [InlineData(15, "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=", "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=")]
    public void A_checkpoint_is_signed_to_the_byte(int size, string root, string signature)
    {
        var checkpoint = new Checkpoint(Origin, size, Trees.Root(Leaves[..size]));

        Assert.Equal($"{Origin}\n{size}\n{root}\n\n\u2014 {Origin} {signature}\n", checkpoint.Sign(log).ToString());
        Assert.Equal(checkpoint.Sign(log).ToBytes(), checkpoint.Sign(log).ToBytes());
        Assert.True(SignedCheckpoint.TryOpen(checkpoint.Sign(log).ToBytes(), Policy(0), out var opened, out var problem), problem);
        Assert.Equal(checkpoint, opened.Checkpoint);
        Assert.Empty(opened.Cosignatures);
    }

    [Theory]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "")]
    [InlineData("a b+c\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nb\nc\n", "b\nc\n")]
    public void A_checkpoint_is_read_and_written_as_it_was(string text, string extensions)
    {
        Assert.True(Checkpoint.TryParse(text, out var checkpoint, out var problem), problem);
        Assert.Equal(text, checkpoint.Text);
        Assert.Equal(extensions, checkpoint.Extensions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("a\n1\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n00\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n 1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n1\0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n1e3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n\u0661\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("a\n1\n 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nb\n\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nb\n\nc\n")]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nb")]
    public void Anything_else_is_no_checkpoint(string text)
    {
        Assert.False(Checkpoint.TryParse(text, out var checkpoint, out var problem));
        Assert.Null(checkpoint);
        Assert.NotNull(problem);
    }

    [Fact]
    public void A_witness_signs_a_time_and_the_text()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_679_315_147);
        var checkpoint = new Checkpoint(Origin, 3, Trees.Root(Leaves[..3]));
        var line = witness.Cosign(checkpoint.Text, at);

        Assert.Equal(72, line.Signature.Length);
        Assert.Equal("00000000641850cb", Convert.ToHexStringLower(line.Signature.Span[..8]));
        Assert.True(witness.Verifier.PublicKey.Verify(Encoding.UTF8.GetBytes($"cosignature/v1\ntime 1679315147\n{Origin}\n3\nWqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=\n"), line.Signature.Span[8..]));
        Assert.True(SignedCheckpoint.TryOpen(checkpoint.Sign(log).With(line).ToBytes(), Policy(1), out var opened, out var problem), problem);
        Assert.Equal(1_679_315_147, Assert.Single(opened.Cosignatures).CosignedAt);
    }

    [Fact]
    public void A_cosignature_with_another_time_does_not_hold()
    {
        var note = new Checkpoint(Origin, 3, Trees.Root(Leaves[..3])).Sign(log);
        var line = witness.Cosign(note.Text, DateTimeOffset.FromUnixTimeSeconds(1_679_315_147));
        for (var bit = 0; bit < line.Signature.Length * 8; bit++)
        {
            var changed = line.Signature.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(SignedCheckpoint.TryOpen(note.With(line with { Signature = changed }), Policy(0), out _, out var problem), $"bit {bit}");
            Assert.Equal("the signature of witness.example/w1 does not hold", problem);
        }
    }

    [Fact]
    public void As_many_witnesses_as_the_quorum_must_have_signed()
    {
        var note = new Checkpoint(Origin, 3, Trees.Root(Leaves[..3])).Sign(log);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var one = note.With(witness.Cosign(note.Text, at), witness.Cosign(note.Text, at.AddSeconds(1)));
        var both = one.With(second.Cosign(note.Text, at));

        Assert.True(SignedCheckpoint.TryOpen(one, Policy(1), out _, out _));
        Assert.False(SignedCheckpoint.TryOpen(one, Policy(2), out _, out var problem));
        Assert.Equal("1 witnesses have signed, not 2", problem);
        Assert.True(SignedCheckpoint.TryOpen(both, Policy(2), out var opened, out _));
        Assert.Equal(2, opened.Cosignatures.Count);
    }

    [Fact]
    public void Witnesses_do_not_stand_in_for_the_log()
    {
        var text = new Checkpoint(Origin, 3, Trees.Root(Leaves[..3])).Text;
        var note = new SignedNote(text, [witness.Cosign(text, DateTimeOffset.UnixEpoch.AddDays(1))]);

        Assert.False(SignedCheckpoint.TryOpen(note, Policy(0), out _, out var problem));
        Assert.Equal("the log has not signed", problem);
    }

    [Fact]
    public void A_checkpoint_of_another_origin_is_refused_though_the_key_has_signed_it()
    {
        var note = new Checkpoint("example.com/other", 3, Trees.Root(Leaves[..3])).Sign(log);

        Assert.False(SignedCheckpoint.TryOpen(note, Policy(0), out _, out var problem));
        Assert.Equal("of another log", problem);
    }

    [Fact]
    public void A_policy_that_cannot_be_meant_is_refused()
    {
        using var copy = new SignerKey("witness.example/copy", SignatureType.Cosignature, Ed25519PrivateKey.Import(KeyBytes(witness)));

        Assert.Throws<ArgumentException>(() => new LogPolicy("", [log.Verifier], [], 0));
        Assert.Throws<ArgumentException>(() => new LogPolicy(Origin, [], [witness.Verifier], 0));
        Assert.Throws<ArgumentException>(() => new LogPolicy(Origin, [witness.Verifier], [], 0));
        Assert.Throws<ArgumentException>(() => new LogPolicy(Origin, [log.Verifier], [log.Verifier], 0));
        Assert.Throws<ArgumentException>(() => new LogPolicy(Origin, [log.Verifier], [witness.Verifier], 2));
        Assert.Throws<ArgumentException>(() => new LogPolicy(Origin, [log.Verifier], [witness.Verifier], -1));
        Assert.Throws<ArgumentException>(() => new LogPolicy(Origin, [log.Verifier], [witness.Verifier, copy.Verifier], 2));
    }

    private LogPolicy Policy(int quorum) => new(Origin, [log.Verifier], [witness.Verifier, second.Verifier], quorum);

    private static byte[] KeyBytes(SignerKey key) => Convert.FromBase64String(key.Export().Split('+', 5)[4])[1..];

    private static SignerKey Log()
    {
        Assert.True(SignerKey.TryParse(Skey, out var key, out var problem), problem);
        return key;
    }
}
