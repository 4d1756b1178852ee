using System.Buffers;
using System.Text;

namespace Netralitas.Geography;

/// <summary>The regions of one level in the order of their codes, in five arrays: 83,762 villages are no 83,762 objects.</summary>
internal sealed class RegionTable
{
    private readonly long[] _codes;
    private readonly byte[] _names;
    private readonly int[] _nameEnds;
    private readonly byte[] _keys;
    private readonly int[] _keyEnds;

    /// <summary>Holds the rows, which must come in the order of their codes.</summary>
    internal RegionTable(IEnumerable<(RegionCode Code, string Name, string BareName)> rows)
    {
        var (codes, nameEnds, keyEnds) = (new List<long>(), new List<int>(), new List<int>());
        var (names, keys) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        foreach (var (code, name, bareName) in rows)
        {
            if (codes.Count > 0 && codes[^1] >= code.Number)
            {
                throw new InvalidDataException($"Region {code} is out of order.");
            }

            codes.Add(code.Number);
            Encoding.UTF8.GetBytes(name, names);
            nameEnds.Add(names.WrittenCount);
            Encoding.UTF8.GetBytes(NameKey.Of(bareName), keys);
            keyEnds.Add(keys.WrittenCount);
        }

        _codes = [.. codes];
        _names = names.WrittenSpan.ToArray();
        _nameEnds = [.. nameEnds];
        _keys = keys.WrittenSpan.ToArray();
        _keyEnds = [.. keyEnds];
    }

    /// <summary>The place of a region; null when it is not here.</summary>
    internal int? IndexOf(RegionCode code) => Array.BinarySearch(_codes, code.Number) is >= 0 and var index ? index : null;

    /// <summary>The places of the regions that a region contains: from the first to before the second.</summary>
    internal (int From, int To) PlacesWithin(RegionCode region) => (FirstFrom(region.Number), FirstFrom(region.End));

    internal RegionCode CodeAt(int index) => RegionCode.FromNumber(_codes[index]);

    internal string NameAt(int index) => Encoding.UTF8.GetString(At(_names, _nameEnds, index));

    internal ReadOnlySpan<byte> KeyAt(int index) => At(_keys, _keyEnds, index);

    private static ReadOnlySpan<byte> At(byte[] bytes, int[] ends, int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return bytes.AsSpan(start, ends[index] - start);
    }

    private int FirstFrom(long number)
    {
        var index = Array.BinarySearch(_codes, number);
        return index < 0 ? ~index : index;
    }
}
