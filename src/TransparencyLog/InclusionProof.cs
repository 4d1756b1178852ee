namespace Netralitas.TransparencyLog;

/// <summary>That an entry is in a tree (RFC 6962 section 2.1.1): the hashes beside the way from the entry to the root.</summary>
public static class InclusionProof
{
    /// <summary>Which hashes prove an entry, so that whoever keeps them can be asked for all at once.</summary>
    /// <param name="index">The entry, from 0.</param>
    /// <param name="size">Entries of the tree.</param>
    /// <returns>The entry's sibling first, the root's child last; none in a tree of one entry.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No entry of such a tree.</exception>
    public static IReadOnlyList<LeafRange> Ranges(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var ranges = new List<LeafRange>();
        for (var around = new LeafRange(0, size); around.Count > 1;)
        {
            var (left, right) = around.Split();
            var isLeft = index < left.End;
            ranges.Add(isLeft ? right : left);
            around = isLeft ? left : right;
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>Makes the proof of an entry.</summary>
    /// <param name="index">The entry, from 0.</param>
    /// <param name="size">Entries of the tree.</param>
    /// <param name="read">Hashes of the tree.</param>
    /// <returns>Hashes in the order of <see cref="Ranges"/>, 63 at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No entry of such a tree.</exception>
    public static MerkleHash[] Make(long index, long size, HashReader read) => [.. Ranges(index, size).Select(range => range.Hash(read))];

    /// <summary>Whether the hashes prove an entry (RFC 9162 section 2.1.3.2).</summary>
    /// <param name="index">The entry, any number.</param>
    /// <param name="size">Entries of the tree, any number.</param>
    /// <param name="leaf">Hash of the entry.</param>
    /// <param name="proof">Any hashes.</param>
    /// <param name="root">Root of the tree, from a checkpoint whose signatures were verified.</param>
    /// <returns>False when the entry with this hash is not proven to stand at this index under this root; also for a hash too many or too few.</returns>
    public static bool Verify(long index, long size, MerkleHash leaf, ReadOnlySpan<MerkleHash> proof, MerkleHash root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            var isRight = (node & 1) == 1;
            hash = isRight || node == last ? MerkleHash.OfNode(sibling, hash) : MerkleHash.OfNode(hash, sibling);

            // A last node without a right sibling stands for its parent, and its grandparent, until it has a left sibling.
            while (!isRight && node == last && (node & 1) == 0 && node != 0)
            {
                node >>= 1;
                last >>= 1;
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }
}
