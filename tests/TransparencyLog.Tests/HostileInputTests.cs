using System.Text;

namespace Netralitas.TransparencyLog.Tests;

/// <summary>
/// Valid inputs, changed at random with fixed seeds. Whatever comes in, reading ends with a value or a reason, never otherwise;
/// what is read is written again to the byte, so that nothing has a second form; and nothing that was changed is believed.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    private const int Rounds = 10_000;
    private const string Origin = "log.netralitas.test/v1";

    private static readonly byte[][] Entries = Trees.Entries(13);

    private readonly SignerKey log = new(Origin, SignatureType.Ed25519, KeyTests.Seed("test only seed"));
    private readonly SignerKey witness = new("witness.example/w1", SignatureType.Cosignature, KeyTests.Seed("test only witness"));
    private readonly SignedNote note;

    public HostileInputTests()
    {
        var signed = new Checkpoint(Origin, 13, Trees.Root(Entries)).Sign(log);
        note = signed.With(witness.Cosign(signed.Text, DateTimeOffset.UnixEpoch.AddDays(20_000)));
    }

    public void Dispose()
    {
        log.Dispose();
        witness.Dispose();
    }

    [Fact]
    public void Notes()
    {
        var policy = new LogPolicy(Origin, [log.Verifier], [witness.Verifier], 1);
        var read = Changed(note.ToBytes(), bytes =>
        {
            if (!SignedNote.TryParse(bytes, out var changed, out var problem))
            {
                return Refused(problem);
            }

            Assert.Equal(bytes, changed.ToBytes());
            if (SignedCheckpoint.TryOpen(bytes, policy, out var opened, out problem))
            {
                Assert.Equal(note.Text, opened.Note.Text);
                return true;
            }

            return Refused(problem) || true;
        });
        Assert.InRange(read, 50, Rounds - 50);
    }

    [Fact]
    public void Checkpoints() => Assert.InRange(
        Changed(Encoding.UTF8.GetBytes(note.Text), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (!Checkpoint.TryParse(text, out var checkpoint, out var problem))
            {
                return Refused(problem);
            }

            Assert.Equal(text, checkpoint.Text);
            return true;
        }),
        50,
        Rounds - 50);

    [Fact]
    public void Proofs()
    {
        var proof = new TlogProof(9, InclusionProof.Make(9, 13, Trees.Reader(Entries)), note) { Extra = "rahasia"u8.ToArray() };
        var policy = new LogPolicy(Origin, [log.Verifier], [witness.Verifier], 1);
        var leaf = MerkleHash.OfLeaf(Entries[9]);
        var read = Changed(proof.ToBytes(), bytes =>
        {
            if (!TlogProof.TryParse(bytes, out var changed, out var problem))
            {
                return Refused(problem);
            }

            Assert.Equal(bytes, changed.ToBytes());
            if (changed.TryVerify(leaf, policy, out _, out problem))
            {
                Assert.Equal((9L, note.Text), (changed.Index, changed.Checkpoint.Text));
                Assert.Equal(proof.Hashes, changed.Hashes);
                return true;
            }

            return Refused(problem) || true;
        });
        Assert.InRange(read, 50, Rounds - 50);
    }

    [Fact]
    public void Requests_to_a_witness()
    {
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint, out _));
        var request = new AddCheckpointRequest(6, ConsistencyProof.Make(6, 13, Trees.Reader(Entries)), note, checkpoint);
        var read = Changed(request.ToBytes(), bytes =>
        {
            if (!AddCheckpointRequest.TryParse(bytes, out var changed, out var problem))
            {
                return Refused(problem);
            }

            Assert.Equal(bytes, changed.ToBytes());
            return true;
        });
        Assert.InRange(read, 50, Rounds - 50);
    }

    [Fact]
    public void Keys()
    {
        var publicKeys = Changed(Encoding.UTF8.GetBytes(log.Verifier.ToString()), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (!VerifierKey.TryParse(text, out var key, out var problem))
            {
                return Refused(problem);
            }

            Assert.Equal(text, key.ToString());
            return true;
        });
        var privateKeys = Changed(Encoding.UTF8.GetBytes(log.Export()), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (!SignerKey.TryParse(text, out var key, out var problem))
            {
                return Refused(problem);
            }

            using (key)
            {
                Assert.Equal(text, key.Export());
            }

            return true;
        });

        // An id is a hash of the rest: next to nothing that was changed is a key.
        Assert.InRange(publicKeys, 0, 5);
        Assert.InRange(privateKeys, 0, 5);
    }

    [Fact]
    public void Paths_of_tiles() => Assert.InRange(
        Changed(Encoding.UTF8.GetBytes("tile/0/x001/x234/067.p/25"), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (!TileAddress.TryParse(text, out var address, out var problem))
            {
                return Refused(problem);
            }

            Assert.Equal(text, address.Path);
            Assert.InRange(address.Width, 1, 256);
            return true;
        }),
        50,
        Rounds - 50);

    [Fact]
    public void Bundles()
    {
        var bundle = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var entry in Entries)
        {
            EntryBundle.Append(bundle, entry);
        }

        var read = Changed(bundle.WrittenSpan.ToArray(), bytes =>
        {
            if (!EntryBundle.TryRead(bytes, Entries.Length, out var entries, out var problem))
            {
                return Refused(problem);
            }

            var again = new System.Buffers.ArrayBufferWriter<byte>();
            foreach (var entry in entries)
            {
                EntryBundle.Append(again, entry.Span);
            }

            Assert.Equal(bytes, again.WrittenSpan.ToArray());
            return true;
        });
        Assert.InRange(read, 50, Rounds - 50);
    }

    private static bool Refused(string problem)
    {
        Assert.NotEmpty(problem);
        return false;
    }

    /// <summary>Changes an input in one to three places, many times over.</summary>
    /// <returns>How many of the changed inputs were read.</returns>
    private static int Changed(byte[] valid, Func<byte[], bool> read)
    {
        var random = new Random(6962);
        var count = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = valid.ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                Change(bytes, random);
            }

            if (!valid.AsSpan().SequenceEqual(bytes.ToArray()))
            {
                count += read([.. bytes]) ? 1 : 0;
            }
        }

        return count;
    }

    private static void Change(List<byte> bytes, Random random)
    {
        // What the formats give a meaning to, and what parsers are known to stumble on.
        ReadOnlySpan<byte> telling = "\n\n\n +=/0129xX.\0\r\t\u2014\u3000"u8;
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 60), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = telling[random.Next(telling.Length)];
                break;
            case 2:
                bytes.Insert(at, telling[random.Next(telling.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
