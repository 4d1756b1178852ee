namespace Netralitas.TransparencyLog.Tests;

/// <summary>Tiles of a tree of 70,000 entries.</summary>
public class TileTests
{
    private const int Size = 70_000;

    private static readonly byte[][] Entries = Trees.Entries(Size);
    private static readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> Tiles = Written(Entries, 0, []);

    [Fact]
    public void Its_root_is_known()
    {
        var edge = TreeEdge.Load(Size, tile => Tiles[tile]);

        Assert.Equal("14y94eD1hBQfWxxkv2o7p6eXaaO5+BOYENIHY5TbgkE=", edge.Root().ToString());
        Assert.Equal(edge.Root(), new LeafRange(0, Size).Hash(new TileHashes(Size, Tiles).Read));
    }

    [Fact]
    public void Its_tiles_are_those_of_the_size_each_as_long_as_its_width() =>
        Assert.Equal(
            TileAddress.Of(Size).Where(tile => tile.Level != TileAddress.Entries).Select(tile => (tile.Path, tile.Width * 32)).Order(),
            Tiles.Select(tile => (tile.Key.Path, tile.Value.Length)).Order());

    [Fact]
    public void A_hash_above_the_entries_is_that_of_a_full_tile_below() =>
        Assert.All(Tiles.Keys.Where(tile => tile.Level > 0), tile => Assert.All(Enumerable.Range(0, tile.Width), n =>
        {
            var below = Tiles[new TileAddress(tile.Level - 1, (tile.Index * 256) + n, 256)].Span;
            var hash = new MerkleHash(Tiles[tile].Span.Slice(n * 32, 32));

            Assert.Equal(hash, TileHashes.HashOf(below));
        }));

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(23_333)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(69_887)]
    [InlineData(69_999)]
    public void An_entry_is_proven_out_of_the_tiles_that_it_needs(long index)
    {
        var needed = TileHashes.Needed(InclusionProof.Ranges(index, Size), Size);
        var proof = InclusionProof.Make(index, Size, new TileHashes(Size, needed.ToDictionary(tile => tile, tile => Tiles[tile])).Read);

        Assert.True(InclusionProof.Verify(index, Size, MerkleHash.OfLeaf(Entries[index]), proof, new LeafRange(0, Size).Hash(new TileHashes(Size, Tiles).Read)));
        Assert.InRange(needed.Count, 1, 6);
        Assert.Throws<InvalidDataException>(() => InclusionProof.Make(index, Size, new TileHashes(Size, needed.Skip(1).ToDictionary(tile => tile, tile => Tiles[tile])).Read));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(35_000)]
    [InlineData(65_536)]
    [InlineData(69_999)]
    [InlineData(70_000)]
    public void Growth_is_proven_out_of_the_tiles_that_it_needs(int oldSize)
    {
        var needed = TileHashes.Needed(ConsistencyProof.Ranges(oldSize, Size), Size);
        var proof = ConsistencyProof.Make(oldSize, Size, new TileHashes(Size, needed.ToDictionary(tile => tile, tile => Tiles[tile])).Read);
        HashReader read = new TileHashes(Size, Tiles).Read;

        Assert.True(ConsistencyProof.Verify(oldSize, Size, RootAt(oldSize), new LeafRange(0, Size).Hash(read), proof));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(272)]
    [InlineData(273)]
    public void A_changed_tile_makes_no_proof_that_holds(int changed)
    {
        var root = new LeafRange(0, Size).Hash(new TileHashes(Size, Tiles).Read);
        var tiles = new Dictionary<TileAddress, ReadOnlyMemory<byte>>(Tiles);
        var address = TileAddress.In(0, changed, Size)!.Value;
        var content = tiles[address].ToArray();
        content[32] ^= 1;
        tiles[address] = content;

        var index = changed * 256L;
        Assert.False(InclusionProof.Verify(index, Size, MerkleHash.OfLeaf(Entries[index]), InclusionProof.Make(index, Size, new TileHashes(Size, tiles).Read), root));
    }

    [Fact]
    public void A_tile_of_another_length_is_refused()
    {
        var tiles = new Dictionary<TileAddress, ReadOnlyMemory<byte>> { [new TileAddress(0, 0, 3)] = new byte[95] };

        Assert.Throws<InvalidDataException>(() => new TileHashes(3, tiles).Read(new Subtree(0, 0)));
        Assert.Throws<InvalidDataException>(() => TreeEdge.Load(3, tile => tiles[tile]));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(8, 0)]
    public void What_is_not_in_the_tree_has_no_hash(int level, long index)
    {
        var tiles = new Dictionary<TileAddress, ReadOnlyMemory<byte>> { [new TileAddress(0, 0, 3)] = new byte[96] };

        Assert.Throws<ArgumentOutOfRangeException>(() => new TileHashes(3, tiles).Read(new Subtree(level, index)));
    }

    /// <summary>A sequencer that stops and starts again at any size writes the same tiles as one that never stopped.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(20_001)]
    [InlineData(65_535)]
    [InlineData(65_537)]
    public void An_edge_that_was_loaded_goes_on_as_if_it_had_never_stopped(int stop)
    {
        var written = Written(Entries[..stop], 0, []);
        Assert.Equal(TileAddress.Of(stop).Where(tile => tile.Level != TileAddress.Entries).Order(Paths), written.Keys.Order(Paths));

        var resumed = Written(Entries, stop, written);

        Assert.All(TileAddress.Of(Size).Where(tile => tile.Level != TileAddress.Entries), tile => Assert.True(Tiles[tile].Span.SequenceEqual(resumed[tile].Span), tile.Path));
    }

    [Theory]
    [InlineData(255, 257)]
    [InlineData(65_500, 65_600)]
    [InlineData(65_537, 66_000)]
    public void Only_what_grew_is_written_again(int oldSize, int newSize)
    {
        var edge = TreeEdge.Load(oldSize, tile => Written(Entries[..oldSize], 0, [])[tile]);
        foreach (var entry in Entries[oldSize..newSize])
        {
            edge.Append(MerkleHash.OfLeaf(entry));
        }

        Assert.Equal(TileAddress.Between(oldSize, newSize).Where(tile => tile.Level != TileAddress.Entries).Order(Paths), edge.TakeChanged().Select(tile => tile.Key).Order(Paths));
    }

    [Fact]
    public void After_each_append_root_and_changed_tiles_are_those_of_the_size()
    {
        var edge = TreeEdge.Load(0, _ => throw new InvalidOperationException("An empty tree has no tiles."));
        Assert.Equal(MerkleHash.Empty, edge.Root());
        for (var size = 1; size <= 600; size++)
        {
            edge.Append(MerkleHash.OfLeaf(Entries[size - 1]));

            Assert.Equal(size, edge.Size);
            Assert.Equal(RootAt(size), edge.Root());
            Assert.Equal(TileAddress.Between(size - 1, size).Where(tile => tile.Level != TileAddress.Entries).Order(Paths), edge.TakeChanged().Select(tile => tile.Key).Order(Paths));
        }

        Assert.Empty(edge.TakeChanged());
    }

    private static readonly Comparer<TileAddress> Paths = Comparer<TileAddress>.Create((left, right) => string.CompareOrdinal(left.Path, right.Path));

    private static MerkleHash RootAt(int size) => new LeafRange(0, size).Hash(Trees.Reader(Entries));

    /// <summary>The tiles of a tree, appended to from a size on.</summary>
    private static Dictionary<TileAddress, ReadOnlyMemory<byte>> Written(byte[][] entries, int from, Dictionary<TileAddress, ReadOnlyMemory<byte>> tiles)
    {
        var edge = TreeEdge.Load(from, tile => tiles[tile]);
        foreach (var entry in entries.AsSpan(from))
        {
            edge.Append(MerkleHash.OfLeaf(entry));
        }

        var all = new Dictionary<TileAddress, ReadOnlyMemory<byte>>(tiles);
        foreach (var (address, content) in edge.TakeChanged())
        {
            all[address] = content;
        }

        return all;
    }
}
