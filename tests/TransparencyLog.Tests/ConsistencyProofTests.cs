namespace Netralitas.TransparencyLog.Tests;

/// <summary>Every pair of trees of up to 64 entries.</summary>
public class ConsistencyProofTests
{
    private const int Largest = 64;

    private static readonly byte[][] Entries = Trees.Entries(Largest);
    private static readonly MerkleHash[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(size => Trees.Root(Entries[..size]))];

    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, Largest)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_proof_is_that_of_the_definition_and_holds(int newSize)
    {
        for (var oldSize = 1; oldSize <= newSize; oldSize++)
        {
            var proof = Valid(oldSize, newSize);

            Assert.Equal(Trees.Hashes(ReferenceTree.Proof(oldSize, Entries.AsSpan(0, newSize))), proof);
            Assert.True(ConsistencyProof.Verify(oldSize, newSize, Roots[oldSize], Roots[newSize], proof), $"{oldSize} to {newSize}");
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_with_another_root_or_hash(int newSize)
    {
        for (var oldSize = 1; oldSize <= newSize; oldSize++)
        {
            var proof = Valid(oldSize, newSize);
            var (oldRoot, newRoot) = (Roots[oldSize], Roots[newSize]);
            var bit = (oldSize * newSize) % 256;

            Refused(oldSize, newSize, Trees.Flipped(oldRoot, bit), newRoot, proof);
            Refused(oldSize, newSize, oldRoot, Trees.Flipped(newRoot, bit), proof);
            Refused(oldSize, newSize, MerkleHash.Empty, newRoot, proof);
            Refused(oldSize, newSize, oldRoot, MerkleHash.Empty, proof);
            if (oldSize < newSize)
            {
                Refused(oldSize, newSize, newRoot, oldRoot, proof);
                Refused(oldSize, newSize, newRoot, newRoot, proof);
                Refused(oldSize, newSize, oldRoot, oldRoot, proof);
            }

            for (var n = 0; n < proof.Length; n++)
            {
                var changed = proof.ToArray();
                changed[n] = Trees.Flipped(proof[n], bit + n);
                Refused(oldSize, newSize, oldRoot, newRoot, changed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_with_a_hash_too_many_too_few_or_elsewhere(int newSize)
    {
        for (var oldSize = 1; oldSize <= newSize; oldSize++)
        {
            var proof = Valid(oldSize, newSize);
            var (oldRoot, newRoot) = (Roots[oldSize], Roots[newSize]);
            for (var n = 0; n <= proof.Length; n++)
            {
                foreach (var foreign in new[] { oldRoot, newRoot, MerkleHash.Empty, default })
                {
                    Refused(oldSize, newSize, oldRoot, newRoot, [.. proof[..n], foreign, .. proof[n..]]);
                }
            }

            for (var n = 0; n < proof.Length; n++)
            {
                Refused(oldSize, newSize, oldRoot, newRoot, proof[..n]);
                Refused(oldSize, newSize, oldRoot, newRoot, [.. proof[..n], .. proof[(n + 1)..]]);
                Refused(oldSize, newSize, oldRoot, newRoot, [.. proof[..n], proof[n], .. proof[n..]]);
            }

            for (var n = 1; n < proof.Length; n++)
            {
                Refused(oldSize, newSize, oldRoot, newRoot, [.. proof[..(n - 1)], proof[n], proof[n - 1], .. proof[(n + 1)..]]);
            }
        }
    }

    /// <summary>Whoever has larger trees must not prove by them that smaller ones grew: a way that goes on above the roots is none.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_with_hashes_above_the_roots(int newSize)
    {
        for (var oldSize = 1; oldSize <= newSize; oldSize++)
        {
            var (oldRoot, newRoot, foreign) = (Roots[oldSize], Roots[newSize], MerkleHash.Empty);
            MerkleHash[] proof = [.. Valid(oldSize, newSize), foreign];

            Refused(oldSize, newSize, MerkleHash.OfNode(foreign, oldRoot), MerkleHash.OfNode(foreign, newRoot), proof);
            Refused(oldSize, newSize, oldRoot, MerkleHash.OfNode(newRoot, foreign), proof);
        }
    }

    /// <summary>Roots do not say how many entries they are over; a proof holds for other sizes exactly where the ways to both roots are the same.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_holds_for_other_sizes_only_where_the_ways_are_the_same(int newSize)
    {
        for (var oldSize = 1; oldSize <= newSize; oldSize++)
        {
            var proof = Valid(oldSize, newSize);
            var shape = ReferenceTree.ShapeOfProof(oldSize, newSize);
            foreach (var other in Enumerable.Range(-1, (2 * newSize) + 2).Select(n => (long)n).Append(oldSize ^ 2).Append(long.MinValue).Append(long.MaxValue))
            {
                var holdsOld = other >= 1 && other <= newSize && ReferenceTree.ShapeOfProof(other, newSize) == shape;
                var holdsNew = other >= oldSize && ReferenceTree.ShapeOfProof(oldSize, other) == shape;

                if (holdsOld != ConsistencyProof.Verify(other, newSize, Roots[oldSize], Roots[newSize], proof)
                    || holdsNew != ConsistencyProof.Verify(oldSize, other, Roots[oldSize], Roots[newSize], proof))
                {
                    Assert.Fail($"{oldSize} to {newSize}, asked from or to {other}");
                }
            }
        }
    }

    [Fact]
    public void From_the_empty_tree_there_is_nothing_to_prove()
    {
        Assert.Empty(ConsistencyProof.Make(0, 5, Trees.Reader(Entries)));
        Assert.Empty(ConsistencyProof.Make(0, 0, Trees.Reader(Entries)));
        Assert.True(ConsistencyProof.Verify(0, 5, MerkleHash.Empty, Roots[5], []));
        Assert.True(ConsistencyProof.Verify(0, 0, MerkleHash.Empty, MerkleHash.Empty, []));
        Refused(0, 5, MerkleHash.Empty, Roots[5], [Roots[5]]);
        Refused(0, 0, MerkleHash.Empty, MerkleHash.Empty, [MerkleHash.Empty]);
    }

    [Fact]
    public void The_empty_tree_has_one_root()
    {
        Refused(0, 5, Roots[1], Roots[5], []);
        Refused(0, 5, default, Roots[5], []);
        Refused(0, 0, MerkleHash.Empty, Roots[5], []);
        Refused(0, 0, Roots[5], Roots[5], []);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    [InlineData(-3, -2)]
    public void What_did_not_grow_has_no_proof(long oldSize, long newSize)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Ranges(oldSize, newSize));
        Refused(oldSize, newSize, Roots[3], Roots[3], []);
    }

    private static MerkleHash[] Valid(int oldSize, int newSize) => ConsistencyProof.Make(oldSize, newSize, Trees.Reader(Entries));

    private static void Refused(long oldSize, long newSize, MerkleHash oldRoot, MerkleHash newRoot, MerkleHash[] proof)
    {
        if (ConsistencyProof.Verify(oldSize, newSize, oldRoot, newRoot, proof))
        {
            Assert.Fail($"{oldSize} to {newSize}, {proof.Length} hashes");
        }
    }
}
