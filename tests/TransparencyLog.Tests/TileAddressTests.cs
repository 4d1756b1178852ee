namespace Netralitas.TransparencyLog.Tests;

public class TileAddressTests
{
    [Theory]
    [InlineData(0, 5, 256, "tile/0/005")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 1_234_067, 5, "tile/0/x001/x234/067.p/5")]
    [InlineData(2, 0, 1, "tile/2/000.p/1")]
    [InlineData(63, 0, 255, "tile/63/000.p/255")]
    [InlineData(TileAddress.Entries, 0, 256, "tile/entries/000")]
    [InlineData(TileAddress.Entries, 273, 112, "tile/entries/273.p/112")]
    public void A_tile_has_one_path(int level, long index, int width, string path)
    {
        var address = new TileAddress(level, index, width);

        Assert.Equal(path, address.Path);
        Assert.True(TileAddress.TryParse(path, out var read, out var problem), problem);
        Assert.Equal(address, read);
    }

    [Theory]
    [InlineData(0, "000")]
    [InlineData(255, "255")]
    [InlineData(256, "256")]
    [InlineData(999, "999")]
    [InlineData(1000, "x001/000")]
    [InlineData(65_536, "x065/536")]
    [InlineData(1_000_000, "x001/x000/000")]
    [InlineData(1_000_000_000, "x001/x000/x000/000")]
    [InlineData(long.MaxValue / 256, "x036/x028/x797/x018/x963/967")]
    public void An_index_has_one_path(long index, string groups)
    {
        foreach (var (width, suffix) in new[] { (256, ""), (1, ".p/1"), (255, ".p/255") })
        {
            var path = $"tile/1/{groups}{suffix}";

            Assert.Equal(path, new TileAddress(1, index, width).Path);
            Assert.True(TileAddress.TryParse(path, out var read, out var problem), problem);
            Assert.Equal(new TileAddress(1, index, width), read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/x/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/X001/000")]
    [InlineData("tile/0/x001//000")]
    [InlineData("tile/0/x001/000/")]
    [InlineData("tile/0/x036/x028/x797/x018/x963/968")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/00\u0663")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/entries/x")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/000\0")]
    [InlineData("tile/0/000.p/5\0")]
    public void Anything_else_is_no_path(string path)
    {
        Assert.False(TileAddress.TryParse(path, out _, out var problem));
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "entries/000.p/1 0/000.p/1")]
    [InlineData(255, "entries/000.p/255 0/000.p/255")]
    [InlineData(256, "entries/000 0/000 1/000.p/1")]
    [InlineData(257, "entries/000 entries/001.p/1 0/000 0/001.p/1 1/000.p/1")]
    [InlineData(512, "entries/000 entries/001 0/000 0/001 1/000.p/2")]
    public void A_size_implies_its_tiles(long size, string paths) =>
        Assert.Equal(paths, string.Join(' ', TileAddress.Of(size).Select(tile => tile.Path["tile/".Length..])));

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(256, 256, "")]
    [InlineData(3, 4, "entries/000.p/4 0/000.p/4")]
    [InlineData(255, 256, "entries/000 0/000 1/000.p/1")]
    [InlineData(256, 257, "entries/001.p/1 0/001.p/1")]
    [InlineData(200, 600, "entries/000 entries/001 entries/002.p/88 0/000 0/001 0/002.p/88 1/000.p/2")]
    [InlineData(long.MaxValue - 1, long.MaxValue, "entries/x036/x028/x797/x018/x963/967.p/255 0/x036/x028/x797/x018/x963/967.p/255")]
    public void Growth_brings_tiles(long oldSize, long newSize, string paths) =>
        Assert.Equal(paths, string.Join(' ', TileAddress.Between(oldSize, newSize).Select(tile => tile.Path["tile/".Length..])));

    [Fact]
    public void Seventy_thousand_entries_have_exactly_these_tiles()
    {
        var tiles = TileAddress.Of(70_000).ToArray();
        string[] hashes = [.. Enumerable.Range(0, 273).Select(n => $"tile/0/{n:D3}"), "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"];
        string[] bundles = [.. Enumerable.Range(0, 273).Select(n => $"tile/entries/{n:D3}"), "tile/entries/273.p/112"];

        Assert.Equal([.. bundles, .. hashes], tiles.Select(tile => tile.Path));
        Assert.Equal(277, hashes.Length);
    }

    [Theory]
    [InlineData(0, 0, 0, null)]
    [InlineData(0, 0, 256, 256)]
    [InlineData(0, 1, 256, null)]
    [InlineData(0, 1, 257, 1)]
    [InlineData(1, 0, 255, null)]
    [InlineData(1, 0, 70_000, 256)]
    [InlineData(1, 1, 70_000, 17)]
    [InlineData(2, 0, 70_000, 1)]
    [InlineData(7, 0, long.MaxValue, 127)]
    [InlineData(8, 0, long.MaxValue, null)]
    [InlineData(63, 0, long.MaxValue, null)]
    public void A_place_is_as_wide_as_the_tree_has_it(int level, long index, long size, int? width) =>
        Assert.Equal(width, TileAddress.In(level, index, size)?.Width);
}
