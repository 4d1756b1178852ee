using System.Numerics;

namespace Netralitas.TransparencyLog;

/// <summary>That a tree only grew (RFC 6962 section 2.1.2): the entries of the smaller are the first entries of the larger.</summary>
public static class ConsistencyProof
{
    /// <summary>Which hashes prove it, so that whoever keeps them can be asked for all at once.</summary>
    /// <param name="oldSize">Entries of the smaller tree.</param>
    /// <param name="newSize">Entries of the larger.</param>
    /// <returns>In the order of the proof; none when the sizes are equal or the smaller tree is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below zero, or the smaller above the larger.</exception>
    public static IReadOnlyList<LeafRange> Ranges(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var ranges = new List<LeafRange>();
        if (oldSize == 0)
        {
            return ranges;
        }

        var around = new LeafRange(0, newSize);
        while (around.End != oldSize)
        {
            var (left, right) = around.Split();
            var isLeft = oldSize <= left.End;
            ranges.Add(isLeft ? right : left);
            around = isLeft ? left : right;
        }

        // Whoever verifies has the root of the smaller tree; when that is this node, it is not sent.
        if (around.Start != 0)
        {
            ranges.Add(around);
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>Makes the proof.</summary>
    /// <param name="oldSize">Entries of the smaller tree.</param>
    /// <param name="newSize">Entries of the larger.</param>
    /// <param name="read">Hashes of the larger tree.</param>
    /// <returns>Hashes in the order of <see cref="Ranges"/>, 63 at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below zero, or the smaller above the larger.</exception>
    public static MerkleHash[] Make(long oldSize, long newSize, HashReader read) => [.. Ranges(oldSize, newSize).Select(range => range.Hash(read))];

    /// <summary>Whether the hashes prove it (RFC 9162 section 2.1.4.2).</summary>
    /// <param name="oldSize">Entries of the smaller tree, any number.</param>
    /// <param name="newSize">Entries of the larger, any number.</param>
    /// <param name="oldRoot">Root of the smaller.</param>
    /// <param name="newRoot">Root of the larger.</param>
    /// <param name="proof">Any hashes.</param>
    /// <returns>False when it is not proven; also for a hash too many or too few, and for an empty tree with another root than <see cref="MerkleHash.Empty"/>.</returns>
    /// <remarks>With the smaller tree empty there is nothing to prove: any tree has grown from it.</remarks>
    public static bool Verify(long oldSize, long newSize, MerkleHash oldRoot, MerkleHash newRoot, ReadOnlySpan<MerkleHash> proof)
    {
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == 0 || oldSize == newSize)
        {
            return proof.IsEmpty && (oldSize != 0 || oldRoot == MerkleHash.Empty) && (oldSize != newSize || oldRoot == newRoot);
        }

        // A smaller tree that is one perfect subtree starts the way itself.
        var startsWithOld = BitOperations.IsPow2(oldSize);
        if (!startsWithOld && proof.IsEmpty)
        {
            return false;
        }

        var start = startsWithOld ? oldRoot : proof[0];
        return Climb(oldSize - 1, newSize - 1, start, startsWithOld ? proof : proof[1..], out var oldHash, out var newHash)
            && oldHash == oldRoot && newHash == newRoot;
    }

    /// <summary>Works out both roots from the last entry of the smaller tree upwards.</summary>
    /// <returns>False when the proof is too long or too short.</returns>
    private static bool Climb(long node, long last, MerkleHash start, ReadOnlySpan<MerkleHash> proof, out MerkleHash oldHash, out MerkleHash newHash)
    {
        var completed = BitOperations.TrailingZeroCount(~node);
        node >>= completed;
        last >>= completed;
        (oldHash, newHash) = (start, start);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            var isRight = (node & 1) == 1;
            if (isRight || node == last)
            {
                oldHash = MerkleHash.OfNode(sibling, oldHash);
                newHash = MerkleHash.OfNode(sibling, newHash);
                while (!isRight && (node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newHash = MerkleHash.OfNode(newHash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0;
    }
}
