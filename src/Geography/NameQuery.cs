using System.Text;

namespace Netralitas.Geography;

/// <summary>How well a name fits what was asked, best first.</summary>
internal enum NameMatch
{
    /// <summary>The same letters, spaces apart.</summary>
    Exact,

    /// <summary>The name begins so, spaces apart.</summary>
    Beginning,

    /// <summary>Each word asked begins a word of the name, in any order.</summary>
    Words,
}

/// <summary>One way to read what was asked: words of the name, and perhaps the kind of region before it.</summary>
internal sealed class NameQuery
{
    private readonly RegionKind[] _kinds;
    private readonly byte[] _letters;
    private readonly byte[][] _words;

    private NameQuery(RegionKind[] kinds, ReadOnlySpan<string> words)
    {
        _kinds = kinds;
        _letters = Encoding.ASCII.GetBytes(string.Concat(words));
        _words = [.. words.ToArray().Select(word => Encoding.ASCII.GetBytes(' ' + word))];
    }

    /// <summary>
    /// The ways to read a text. "kota baru" is the city Baru or anything called Kota Baru; "kec. kota baru" only the latter, a district.
    /// Empty when the text has no letter or digit.
    /// </summary>
    internal static NameQuery[] Readings(string text)
    {
        var words = NameKey.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return [];
        }

        var asName = new NameQuery([], words);
        var (kinds, taken) = KindBefore(words);
        return taken == 0 || taken == words.Length ? [asName] : [new NameQuery(kinds, words.AsSpan(taken)), asName];
    }

    internal bool Admits(RegionLevel level) => _kinds.Length == 0 || level == LevelOf(_kinds[0]);

    internal bool Admits(RegionCode code) => _kinds.Length == 0 || _kinds.Contains(code.Kind);

    /// <summary>How well a name fits; null when it does not.</summary>
    /// <param name="key">The name's <see cref="NameKey"/>.</param>
    internal NameMatch? Match(ReadOnlySpan<byte> key)
    {
        var (matched, position) = (0, 0);
        for (; position < key.Length && matched < _letters.Length; position++)
        {
            if (key[position] == _letters[matched])
            {
                matched++;
            }
            else if (key[position] != ' ')
            {
                break;
            }
        }

        if (matched == _letters.Length)
        {
            return position == key.Length ? NameMatch.Exact : NameMatch.Beginning;
        }

        foreach (var word in _words)
        {
            if (key.IndexOf(word) < 0)
            {
                return null;
            }
        }

        return NameMatch.Words;
    }

    private static (RegionKind[] Kinds, int Words) KindBefore(string[] words)
    {
        RegionKind[] kinds = words[0] switch
        {
            "prov" or "provinsi" or "propinsi" => [RegionKind.Provinsi],
            "kab" or "kabupaten" => [RegionKind.Kabupaten],
            "kota" => [RegionKind.Kota],
            "kec" or "kecamatan" or "distrik" => [RegionKind.Kecamatan],
            "kel" or "kelurahan" => [RegionKind.Kelurahan],
            "desa" when words.Length > 1 && words[1] == "adat" => [RegionKind.DesaAdat],
            "desa" => [RegionKind.Desa, RegionKind.DesaAdat],
            _ => [],
        };
        var second = words.Length > 1 && (kinds, words[1]) is
            ([RegionKind.Kabupaten or RegionKind.Kota], "administrasi" or "adm") or ([RegionKind.DesaAdat], "adat");
        return (kinds, kinds.Length == 0 ? 0 : second ? 2 : 1);
    }

    private static RegionLevel LevelOf(RegionKind kind) => kind switch
    {
        RegionKind.Nasional => RegionLevel.National,
        RegionKind.Provinsi => RegionLevel.Province,
        RegionKind.Kabupaten or RegionKind.Kota => RegionLevel.Regency,
        RegionKind.Kecamatan => RegionLevel.District,
        RegionKind.Kelurahan or RegionKind.Desa or RegionKind.DesaAdat => RegionLevel.Village,
    };
}
