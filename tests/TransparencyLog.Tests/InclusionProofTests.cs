namespace Netralitas.TransparencyLog.Tests;

/// <summary>Every entry of every tree of up to 64 entries.</summary>
public class InclusionProofTests
{
    private const int Largest = 64;

    private static readonly byte[][] Entries = Trees.Entries(Largest);
    private static readonly MerkleHash[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(size => Trees.Root(Entries[..size]))];

    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, Largest)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_proof_is_that_of_the_definition_and_holds(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var proof = InclusionProof.Make(index, size, Trees.Reader(Entries));

            Assert.Equal(Trees.Hashes(ReferenceTree.Path(index, Entries.AsSpan(0, size))), proof);
            Assert.True(InclusionProof.Verify(index, size, MerkleHash.OfLeaf(Entries[index]), proof, Roots[size]), $"{index} of {size}");
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_with_another_leaf_root_or_hash(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var (leaf, root, proof) = Valid(index, size);
            var bit = (index * size) % 256;

            Refused(index, size, Trees.Flipped(leaf, bit), proof, root);
            Refused(index, size, leaf, proof, Trees.Flipped(root, bit));
            Refused(index, size, leaf, proof, MerkleHash.Empty);
            Refused(index, size, leaf, proof, default);
            Refused(index, size, default, proof, root);
            for (var n = 0; n < proof.Length; n++)
            {
                var changed = proof.ToArray();
                changed[n] = Trees.Flipped(proof[n], bit + n);
                Refused(index, size, leaf, changed, root);
                changed[n] = leaf;
                Refused(index, size, leaf, changed, root);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_with_a_hash_too_many_too_few_or_elsewhere(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var (leaf, root, proof) = Valid(index, size);
            for (var n = 0; n <= proof.Length; n++)
            {
                foreach (var foreign in new[] { root, leaf, MerkleHash.Empty, default })
                {
                    Refused(index, size, leaf, [.. proof[..n], foreign, .. proof[n..]], root);
                }
            }

            for (var n = 0; n < proof.Length; n++)
            {
                Refused(index, size, leaf, [.. proof[..n], .. proof[(n + 1)..]], root);
                Refused(index, size, leaf, proof[..n], root);
                Refused(index, size, leaf, [.. proof[..n], proof[n], .. proof[n..]], root);
            }

            for (var n = 1; n < proof.Length; n++)
            {
                Refused(index, size, leaf, [.. proof[..(n - 1)], proof[n], proof[n - 1], .. proof[(n + 1)..]], root);
            }
        }
    }

    /// <summary>Whoever has a larger tree must not prove by it that an entry is in a smaller one: a way that goes on above the root is none.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_with_hashes_above_the_root(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var (leaf, root, proof) = Valid(index, size);
            foreach (var above in new[] { MerkleHash.OfNode(root, leaf), MerkleHash.OfNode(leaf, root) })
            {
                Refused(index, size, leaf, [.. proof, leaf], above);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_proof_holds_for_another_index(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var (leaf, root, proof) = Valid(index, size);
            foreach (var other in Enumerable.Range(-1, size + 2).Select(n => (long)n).Append(index ^ 2).Append(long.MinValue).Append(long.MaxValue).Where(other => other != index))
            {
                Refused(other, size, leaf, proof, root);
            }
        }
    }

    /// <summary>The root does not say how many entries it is over: that is what the checkpoint's signature is for. A proof holds for other sizes exactly where the way to the root is the same.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_proof_holds_for_another_size_only_where_the_way_is_the_same(int size)
    {
        for (var index = 0; index < size; index++)
        {
            var (leaf, root, proof) = Valid(index, size);
            foreach (var other in Enumerable.Range(-1, (2 * size) + 2).Select(n => (long)n).Append(long.MinValue).Append(long.MaxValue))
            {
                var isSame = other > index && ReferenceTree.ShapeOfPath(index, other) == ReferenceTree.ShapeOfPath(index, size);

                if (isSame != InclusionProof.Verify(index, other, leaf, proof, root))
                {
                    Assert.Fail($"{index} of {size}, asked for {other}");
                }
            }
        }
    }

    [Fact]
    public void No_single_bit_of_a_proof_can_be_changed()
    {
        var (leaf, root, proof) = Valid(37, 61);
        for (var bit = 0; bit < proof.Length * 256; bit++)
        {
            var changed = proof.ToArray();
            changed[bit / 256] = Trees.Flipped(changed[bit / 256], bit % 256);

            Refused(37, 61, leaf, changed, root);
        }
    }

    [Fact]
    public void The_largest_tree_has_63_hashes_for_its_first_entry_and_one_for_its_last_but_one()
    {
        Assert.Equal(63, InclusionProof.Ranges(0, long.MaxValue).Count);
        Assert.Equal(new LeafRange(1, 2), InclusionProof.Ranges(0, long.MaxValue)[0]);
        Assert.Equal(new LeafRange(1L << 62, long.MaxValue), InclusionProof.Ranges(0, long.MaxValue)[^1]);
        Assert.Equal(new LeafRange(0, 1L << 62), InclusionProof.Ranges(long.MaxValue - 1, long.MaxValue)[^1]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(5, -5)]
    public void What_is_not_in_the_tree_has_no_proof(long index, long size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Ranges(index, size));
        Assert.False(InclusionProof.Verify(index, size, MerkleHash.Empty, [], MerkleHash.Empty));
    }

    private static (MerkleHash Leaf, MerkleHash Root, MerkleHash[] Proof) Valid(int index, int size) =>
        (MerkleHash.OfLeaf(Entries[index]), Roots[size], InclusionProof.Make(index, size, Trees.Reader(Entries)));

    private static void Refused(long index, long size, MerkleHash leaf, MerkleHash[] proof, MerkleHash root)
    {
        if (InclusionProof.Verify(index, size, leaf, proof, root))
        {
            Assert.Fail($"{index} of {size}, {proof.Length} hashes");
        }
    }
}
