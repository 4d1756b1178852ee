using System.Text;

namespace Netralitas.TransparencyLog.Tests;

public class BlindedTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    [InlineData(128)]
    public void Every_entry_has_a_way_to_the_root_that_verifies_as_a_proof_in_a_tree_of_one_size(int count)
    {
        var leaves = Leaves(count);
        var tree = BlindedTree.Of(leaves);

        var ways = Enumerable.Range(0, count).Select(tree.WayOf).ToList();
        Assert.Equal(count, ways.DistinctBy(way => way.Index).Count());
        foreach (var (way, leaf) in ways.Zip(leaves))
        {
            Assert.Equal(8, way.Hashes.Length);
            Assert.True(InclusionProof.Verify(way.Index, BlindedTree.Size, leaf, way.Hashes, tree.Root));
            Assert.False(InclusionProof.Verify(way.Index, BlindedTree.Size, MerkleHash.OfLeaf("lain"u8), way.Hashes, tree.Root));
        }
    }

    [Fact]
    public void No_way_holds_the_hash_of_another_entry()
    {
        var leaves = Leaves(BlindedTree.Places);
        var tree = BlindedTree.Of(leaves);

        Assert.All(leaves.Index(), leaf => Assert.Empty(tree.WayOf(leaf.Index).Hashes.Intersect(leaves)));
    }

    [Fact]
    public void The_same_entries_make_another_tree_each_time()
    {
        var leaves = Leaves(3);
        Assert.NotEqual(BlindedTree.Of(leaves).Root, BlindedTree.Of(leaves).Root);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(129)]
    public void It_holds_one_entry_at_least_and_as_many_as_it_has_places(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => BlindedTree.Of(Leaves(count)));

    private static List<MerkleHash> Leaves(int count) => [.. Enumerable.Range(0, count).Select(n => MerkleHash.OfLeaf(Encoding.ASCII.GetBytes($"{n}")))];
}
