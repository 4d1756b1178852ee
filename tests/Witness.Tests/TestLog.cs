using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness.Tests;

/// <summary>A log with a key of its own, that can show trees of up to 64 entries, and forged ones.</summary>
internal sealed class TestLog(string origin) : IDisposable
{
    private readonly SignerKey key = new(origin, SignatureType.Ed25519, Ed25519PrivateKey.Generate());

    internal string Origin => origin;

    internal VerifierKey Key => key.Verifier;

    internal string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    public void Dispose() => key.Dispose();

    internal Checkpoint Checkpoint(int size, bool forged = false) => new(origin, size, new LeafRange(0, size).Hash(Reader(forged)));

    internal SignedNote Note(int size, bool forged = false) => Checkpoint(size, forged).Sign(key);

    internal SignedNote Sign(Checkpoint checkpoint) => checkpoint.Sign(key);

    internal AddCheckpointRequest Request(int oldSize, int size, bool forged = false) =>
        new(oldSize, oldSize <= size ? ConsistencyProof.Make(oldSize, size, Reader(forged)) : [], Note(size, forged), Checkpoint(size, forged));

    private HashReader Reader(bool forged)
    {
        MerkleHash Read(Subtree subtree) => subtree.Level == 0
            ? MerkleHash.OfLeaf(Encoding.ASCII.GetBytes($"{origin} {subtree.Index} {forged}"))
            : MerkleHash.OfNode(Read(new Subtree(subtree.Level - 1, 2 * subtree.Index)), Read(new Subtree(subtree.Level - 1, (2 * subtree.Index) + 1)));
        return Read;
    }
}
