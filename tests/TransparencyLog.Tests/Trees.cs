using System.Globalization;
using System.Text;

namespace Netralitas.TransparencyLog.Tests;

/// <summary>Trees to test with.</summary>
internal static class Trees
{
    /// <summary>The entries of certificate transparency's own test vectors.</summary>
    internal static readonly byte[][] CtEntries =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    /// <summary>Entries that differ.</summary>
    internal static byte[][] Entries(int count) => [.. Enumerable.Range(0, count).Select(n => Encoding.ASCII.GetBytes($"netralitas/v1 entry {n.ToString(CultureInfo.InvariantCulture)}"))];

    /// <summary>Reads hashes out of entries, one level after the other.</summary>
    internal static HashReader Reader(byte[][] entries)
    {
        MerkleHash Read(Subtree subtree) => subtree.Level == 0
            ? MerkleHash.OfLeaf(entries[subtree.Index])
            : MerkleHash.OfNode(Read(new Subtree(subtree.Level - 1, 2 * subtree.Index)), Read(new Subtree(subtree.Level - 1, (2 * subtree.Index) + 1)));
        return Read;
    }

    internal static MerkleHash Hash(byte[] bytes) => new(bytes);

    internal static MerkleHash[] Hashes(byte[][] hashes) => [.. hashes.Select(Hash)];

    internal static MerkleHash Root(byte[][] entries) => Hash(ReferenceTree.Root(entries));

    /// <summary>A hash with one bit changed.</summary>
    internal static MerkleHash Flipped(MerkleHash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8 % MerkleHash.Length] ^= (byte)(1 << (bit % 8));
        return new MerkleHash(bytes);
    }
}
