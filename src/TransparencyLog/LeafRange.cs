using System.Numerics;

namespace Netralitas.TransparencyLog;

/// <summary>A perfect subtree: the 2^<paramref name="Level"/> entries from <paramref name="Index"/>·2^<paramref name="Level"/> on.</summary>
/// <param name="Level">0 is a single entry.</param>
/// <param name="Index">From 0, counted in subtrees of this level.</param>
public readonly record struct Subtree(int Level, long Index);

/// <summary>Gives the hash of a perfect subtree that lies wholly in the tree; <see cref="TileHashes.Read"/> is one.</summary>
/// <param name="subtree">Which.</param>
/// <returns>MTH of its entries (RFC 6962 section 2.1).</returns>
public delegate MerkleHash HashReader(Subtree subtree);

/// <summary>Entries under one node of a tree, D[<paramref name="Start"/>:<paramref name="End"/>] in the language of RFC 6962.</summary>
/// <param name="Start">First, from 0.</param>
/// <param name="End">One behind the last.</param>
public readonly record struct LeafRange(long Start, long End)
{
    /// <summary>How many entries.</summary>
    public long Count => End - Start;

    /// <summary>The perfect subtrees that make up the range, the leftmost and largest first; none for an empty range.</summary>
    /// <remarks>For ranges that RFC 6962's splits give: these start at a multiple of the largest power of two that they hold.</remarks>
    public IEnumerable<Subtree> Subtrees()
    {
        for (var start = Start; start < End;)
        {
            var level = BitOperations.Log2((ulong)(End - start));
            yield return new Subtree(level, start >> level);
            start += 1L << level;
        }
    }

    /// <summary>The hash of the range.</summary>
    /// <param name="read">Gives the hashes of its perfect subtrees.</param>
    /// <returns>MTH of the range; of an empty one, <see cref="MerkleHash.Empty"/>.</returns>
    public MerkleHash Hash(HashReader read)
    {
        var subtrees = Subtrees().ToArray();
        if (subtrees.Length == 0)
        {
            return MerkleHash.Empty;
        }

        var hash = read(subtrees[^1]);
        for (var n = subtrees.Length - 2; n >= 0; n--)
        {
            hash = MerkleHash.OfNode(read(subtrees[n]), hash);
        }

        return hash;
    }

    /// <summary>The two ranges under the node of this one: RFC 6962 splits at the largest power of two strictly below the count.</summary>
    /// <returns>Left and right, none empty; for two entries or more.</returns>
    internal (LeafRange Left, LeafRange Right) Split()
    {
        var middle = Start + (1L << BitOperations.Log2((ulong)(Count - 1)));
        return (new LeafRange(Start, middle), new LeafRange(middle, End));
    }
}
