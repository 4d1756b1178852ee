using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Netralitas.TransparencyLog;

/// <summary>Which file of a tiled log (C2SP tlog-tiles): a tile of hashes, or a bundle of entries.</summary>
/// <param name="Level">0 to 63; 0 has the hashes of entries, each above the hashes of full tiles below. <see cref="Entries"/> for a bundle.</param>
/// <param name="Index">From 0, within the level.</param>
/// <param name="Width">Hashes or entries, 1 to 256; fewer than 256 is a partial tile.</param>
public readonly record struct TileAddress(int Level, long Index, int Width)
{
    /// <summary>The level of bundles of entries, which stand beside the tiles of level 0.</summary>
    public const int Entries = -1;

    /// <summary>Hashes or entries of a full tile.</summary>
    public const int FullWidth = 256;

    internal const int Height = 8;
    internal const string Folder = "tile/";

    // 256^8 entries are more than an index counts.
    private const int LevelsOfAnyTree = 8;
    private const int LevelLimit = 64;
    private const long IndexLimit = long.MaxValue / FullWidth;
    private const string EntriesFolder = "entries/";
    private const string Partial = ".p/";

    /// <summary>Whether it has fewer than 256 hashes or entries, and so is replaced when the tree grows.</summary>
    public bool IsPartial => Width < FullWidth;

    /// <summary>Path below the log's prefix, such as <c>tile/0/x001/x234/067.p/5</c> or <c>tile/entries/000</c>.</summary>
    public string Path
    {
        get
        {
            var level = Level == Entries ? EntriesFolder : StrictText.Number(Level) + "/";
            return Folder + level + Groups(Index) + (IsPartial ? Partial + StrictText.Number(Width) : "");
        }
    }

    /// <summary>Hashes of a level in a tree.</summary>
    /// <param name="level">0 to 63, or <see cref="Entries"/>.</param>
    /// <param name="size">Entries of the tree.</param>
    public static long CountAt(int level, long size) => level switch
    {
        Entries => size,
        < LevelsOfAnyTree => size >> (Height * level),
        _ => 0,
    };

    /// <summary>Every tile and bundle of a tree, as a published checkpoint of this size implies.</summary>
    /// <param name="size">Entries of the tree.</param>
    /// <returns>Bundles first, then the levels upwards, each from the left; none for an empty tree.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below zero.</exception>
    public static IEnumerable<TileAddress> Of(long size) => Between(0, size);

    /// <summary>The tiles and bundles of a tree that it did not have at a smaller size.</summary>
    /// <param name="oldSize">Entries before.</param>
    /// <param name="newSize">Entries now.</param>
    /// <returns>Bundles first, then the levels upwards, each from the left; no partial one of a size between.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below zero, or the smaller above the larger.</exception>
    public static IEnumerable<TileAddress> Between(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        return Enumerable.Range(Entries, LevelsOfAnyTree + 1).SelectMany(level => Between(level, CountAt(level, oldSize), CountAt(level, newSize)));
    }

    /// <summary>The tile at a place, as wide as a tree of this size has it.</summary>
    /// <param name="level">0 to 63, or <see cref="Entries"/>.</param>
    /// <param name="index">From 0, within the level.</param>
    /// <param name="size">Entries of the tree.</param>
    /// <returns>Null when the tree has none there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index below zero.</exception>
    public static TileAddress? In(int level, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var count = CountAt(level, size);
        var full = count / FullWidth;
        if (index < full)
        {
            return new TileAddress(level, index, FullWidth);
        }

        var width = (int)(count % FullWidth);
        return index == full && width > 0 ? new TileAddress(level, index, width) : null;
    }

    /// <summary>Reads a path.</summary>
    /// <param name="path">As <see cref="Path"/> writes it; any text.</param>
    /// <param name="address">The tile.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything that is not the one path of a tile, or of one whose first entry has an index above 2^63.</returns>
    public static bool TryParse(ReadOnlySpan<char> path, out TileAddress address, [NotNullWhen(false)] out string? problem)
    {
        address = default;
        if (!path.StartsWith(Folder) || !TryReadLevel(path[Folder.Length..], out var level, out var rest))
        {
            problem = "no path of a tile";
            return false;
        }

        var width = FullWidth;
        var mark = rest.IndexOf(Partial);
        if (mark >= 0)
        {
            if (!StrictText.TryReadNumber(rest[(mark + Partial.Length)..], out var read) || read is < 1 or >= FullWidth)
            {
                problem = "width is not from 1 to 255";
                return false;
            }

            width = (int)read;
            rest = rest[..mark];
        }

        if (!TryReadGroups(rest, out var index))
        {
            problem = "no index of a tile";
            return false;
        }

        address = new TileAddress(level, index, width);
        problem = null;
        return true;
    }

    private static IEnumerable<TileAddress> Between(int level, long oldCount, long newCount)
    {
        if (oldCount == newCount)
        {
            yield break;
        }

        for (var index = oldCount / FullWidth; index <= (newCount - 1) / FullWidth; index++)
        {
            yield return new TileAddress(level, index, (int)Math.Min(FullWidth, newCount - (index * FullWidth)));
        }
    }

    private static bool TryReadLevel(ReadOnlySpan<char> text, out int level, out ReadOnlySpan<char> rest)
    {
        level = Entries;
        rest = default;
        if (text.StartsWith(EntriesFolder))
        {
            rest = text[EntriesFolder.Length..];
            return true;
        }

        var slash = text.IndexOf('/');
        if (slash < 0 || !StrictText.TryReadNumber(text[..slash], out var number) || number >= LevelLimit)
        {
            return false;
        }

        level = (int)number;
        rest = text[(slash + 1)..];
        return true;
    }

    /// <summary>Groups of three digits, an x before all but the last: 1234067 is x001/x234/067.</summary>
    private static string Groups(long index)
    {
        var text = (index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
        {
            text = $"x{(rest % 1000).ToString("D3", CultureInfo.InvariantCulture)}/{text}";
        }

        return text;
    }

    private static bool TryReadGroups(ReadOnlySpan<char> text, out long index)
    {
        index = 0;
        foreach (var range in text.Split('/'))
        {
            var group = text[range];
            var digits = group is ['x', ..] ? group[1..] : group;
            if (digits.Length != 3 || digits.ContainsAnyExceptInRange('0', '9') || index > IndexLimit / 1000)
            {
                return false;
            }

            index = (index * 1000) + int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        // An index has one path: no group of zeros in front, and the x exactly where another group follows.
        return index <= IndexLimit && text.SequenceEqual(Groups(index));
    }
}
