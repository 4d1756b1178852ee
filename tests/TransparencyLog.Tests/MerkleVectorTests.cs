namespace Netralitas.TransparencyLog.Tests;

/// <summary>Known roots and proofs over the eight entries of certificate transparency's test vectors.</summary>
public class MerkleVectorTests
{
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_by_size(int size, string root)
    {
        Assert.Equal(root, Hex(new LeafRange(0, size).Hash(Trees.Reader(Trees.CtEntries))));
        Assert.Equal(root, Convert.ToHexStringLower(ReferenceTree.Root(Trees.CtEntries.AsSpan(0, size))));
    }

    [Theory]
    [InlineData(0, 8, "96a296d224f285c6 5f083f0a1a33ca07 6b47aaf29ee3c2af")]
    [InlineData(5, 8, "bc1a0643b12e4d2d ca854ea128ed050b d37ee418976dd957")]
    [InlineData(2, 3, "fac54203e7cc696c")]
    [InlineData(1, 5, "6e340b9cffb37a98 5f083f0a1a33ca07 bc1a0643b12e4d2d")]
    [InlineData(6, 7, "0ebc5d3437fbe2db d37ee418976dd957")]
    public void Inclusion_proof_by_index_and_size(int index, int size, string starts) =>
        Assert.Equal(starts, Starts(InclusionProof.Make(index, size, Trees.Reader(Trees.CtEntries))));

    [Theory]
    [InlineData(1, 8, "96a296d224f285c6 5f083f0a1a33ca07 6b47aaf29ee3c2af")]
    [InlineData(6, 8, "0ebc5d3437fbe2db ca854ea128ed050b d37ee418976dd957")]
    [InlineData(2, 5, "5f083f0a1a33ca07 bc1a0643b12e4d2d")]
    [InlineData(3, 7, "0298d122906dcfc1 07506a85fd9dd2f1 fac54203e7cc696c 837dbb152e9b0790")]
    [InlineData(4, 8, "6b47aaf29ee3c2af")]
    public void Consistency_proof_by_sizes(int oldSize, int newSize, string starts) =>
        Assert.Equal(starts, Starts(ConsistencyProof.Make(oldSize, newSize, Trees.Reader(Trees.CtEntries))));

    private static string Hex(MerkleHash hash) => Convert.ToHexStringLower(hash.ToArray());

    private static string Starts(IEnumerable<MerkleHash> hashes) => string.Join(' ', hashes.Select(hash => Hex(hash)[..16]));
}
