using System.Security.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>A tree over entries that are promised together, of which no holder learns anything but the own entry: neither the others nor how many they are.</summary>
/// <remarks>
/// It has <see cref="Size"/> leaves, whatever it holds. Each entry stands at an even place, drawn at random, beside 32 random bytes; every other hash on its way to the root is random bytes too, or has such
/// bytes under it. To verify a way in it is to verify an inclusion proof of a tree of that size.
/// </remarks>
public sealed class BlindedTree
{
    /// <summary>Leaves of the tree.</summary>
    public const int Size = 2 * Places;

    /// <summary>Most entries that it holds.</summary>
    public const int Places = 128;

    private const int Height = 8;

    private readonly int[] places;
    private readonly List<Dictionary<int, MerkleHash>> levels;

    private BlindedTree(int[] places, List<Dictionary<int, MerkleHash>> levels) => (this.places, this.levels) = (places, levels);

    /// <summary>Root of the tree.</summary>
    public MerkleHash Root => levels[Height][0];

    /// <summary>Makes a tree; another one each time.</summary>
    /// <param name="leaves">Hashes of the entries, 1 to <see cref="Places"/>.</param>
    public static BlindedTree Of(IReadOnlyList<MerkleHash> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaves.Count, Places, nameof(leaves));
        ArgumentOutOfRangeException.ThrowIfZero(leaves.Count, nameof(leaves));
        var places = DrawPlaces(leaves.Count);
        var levels = new List<Dictionary<int, MerkleHash>>(Height + 1) { leaves.Index().ToDictionary(leaf => 2 * places[leaf.Index], leaf => leaf.Item) };
        while (levels.Count <= Height)
        {
            levels.Add(Above(levels[^1]));
        }

        return new BlindedTree(places, levels);
    }

    /// <summary>The way of an entry to the root.</summary>
    /// <param name="entry">Which of the entries.</param>
    /// <returns>Its place in the tree, and the hashes beside the way, its own sibling first.</returns>
    public (int Index, MerkleHash[] Hashes) WayOf(int entry)
    {
        var index = 2 * places[entry];
        return (index, [.. Enumerable.Range(0, Height).Select(level => levels[level][(index >> level) ^ 1])]);
    }

    private static int[] DrawPlaces(int count)
    {
        var all = Enumerable.Range(0, Places).ToArray();
        for (var n = 0; n < count; n++)
        {
            var drawn = RandomNumberGenerator.GetInt32(n, Places);
            (all[n], all[drawn]) = (all[drawn], all[n]);
        }

        return all[..count];
    }

    // What is beside a known hash and not known itself is drawn; it stands for all that could be under it.
    private static Dictionary<int, MerkleHash> Above(Dictionary<int, MerkleHash> below)
    {
        var unknown = below.Keys.Select(index => index ^ 1).Where(index => !below.ContainsKey(index)).ToList();
        var drawn = RandomNumberGenerator.GetBytes(unknown.Count * MerkleHash.Length);
        foreach (var (n, index) in unknown.Index())
        {
            below.Add(index, new MerkleHash(drawn.AsSpan(n * MerkleHash.Length, MerkleHash.Length)));
        }

        return below.Where(node => node.Key % 2 == 0).ToDictionary(node => node.Key / 2, node => MerkleHash.OfNode(node.Value, below[node.Key + 1]));
    }
}
