using System.Globalization;

namespace Netralitas.Geography;

/// <summary>A Kemendagri region code: <c>00</c>, <c>75</c>, <c>75.71</c>, <c>75.71.05</c> or <c>75.71.05.1003</c>.</summary>
/// <remarks>
/// A code is well formed, not necessarily in use: <see cref="RegionDirectory.Find"/> knows that.
/// The default value is no region at all, contains nothing and is contained in nothing, so that a forgotten code never means the whole country.
/// </remarks>
public readonly record struct RegionCode
{
    private const string Shape = "00.00.00.0000";
    private const long NationalNumber = 1;
    private const long NumberEnd = 10_000_000_000;

    // The ten digits as a number, absent parts zero: codes in order are regions in order, each before those within it.
    private readonly long _number;

    private RegionCode(long number) => _number = number;

    /// <summary>The whole country, <c>00</c>.</summary>
    public static RegionCode National { get; } = new(NationalNumber);

    /// <summary>How deep the region lies.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public RegionLevel Level => _number switch
    {
        0 => throw new InvalidOperationException("The default RegionCode is no region."),
        NationalNumber => RegionLevel.National,
        var n when n % Unit(RegionLevel.Province) == 0 => RegionLevel.Province,
        var n when n % Unit(RegionLevel.Regency) == 0 => RegionLevel.Regency,
        var n when n % Unit(RegionLevel.District) == 0 => RegionLevel.District,
        _ => RegionLevel.Village,
    };

    /// <summary>What the region is, read off the code.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public RegionKind Kind => Level switch
    {
        RegionLevel.National => RegionKind.Nasional,
        RegionLevel.Province => RegionKind.Provinsi,
        RegionLevel.Regency => _number / Unit(RegionLevel.Regency) % 100 > 70 ? RegionKind.Kota : RegionKind.Kabupaten,
        RegionLevel.District => RegionKind.Kecamatan,
        RegionLevel.Village => (_number % 10_000 / 1_000) switch
        {
            1 => RegionKind.Kelurahan,
            2 => RegionKind.Desa,
            _ => RegionKind.DesaAdat,
        },
    };

    /// <summary>The region one level up; null for the whole country.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public RegionCode? Parent => Level == RegionLevel.National ? null : At(Level - 1);

    /// <summary>This region and what it lies in, from the region itself up to the whole country.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public IEnumerable<RegionCode> Upwards
    {
        get
        {
            for (RegionCode? at = this; at is { } region; at = region.Parent)
            {
                yield return region;
            }
        }
    }

    /// <summary>The province that this is or lies in; null for the whole country.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public RegionCode? Province => At(RegionLevel.Province);

    /// <summary>The regency or city that this is or lies in; null for a province and the whole country.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public RegionCode? Regency => At(RegionLevel.Regency);

    /// <summary>The code as a number, zero for the default value; the first of the numbers that lie within.</summary>
    internal long Number => _number;

    /// <summary>The number after the last that lies within this region.</summary>
    internal long End => _number switch
    {
        0 => 0,
        NationalNumber => NumberEnd,
        _ => _number + Unit(Level),
    };

    /// <summary>Reads a code; the strict reverse of <see cref="ToString"/>.</summary>
    /// <param name="text">Two, four, six or ten ASCII digits with a full stop between the parts, nothing before or after.</param>
    /// <exception cref="FormatException">The text is no code.</exception>
    public static RegionCode Parse(ReadOnlySpan<char> text) => TryParse(text, out var code)
        ? code
        : throw new FormatException($"'{text}' is no region code such as 75, 75.71, 75.71.05 or 75.71.05.1003.");

    /// <summary>Reads a code; the strict reverse of <see cref="ToString"/>.</summary>
    /// <param name="text">Two, four, six or ten ASCII digits with a full stop between the parts, nothing before or after.</param>
    /// <param name="code">The code, or the default value when the answer is false.</param>
    /// <returns>Whether the text is a code: province from 11; regency 01 to 69, city 71 to 99; district from 01; village 1001 to 3999 but not ending in 000.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out RegionCode code)
    {
        code = default;
        if (text is "00")
        {
            code = National;
            return true;
        }

        if (text.Length is not (2 or 5 or 8 or 13) || !HasShape(text))
        {
            return false;
        }

        var province = Part(text, 0, 2);
        var regency = Part(text, 3, 2);
        var district = Part(text, 6, 2);
        var village = Part(text, 9, 4);
        var allowed = province >= 11
            && (text.Length < 5 || regency is >= 1 and not 70)
            && (text.Length < 8 || district >= 1)
            && (text.Length < 13 || (village is > 1000 and < 4000 && village % 1000 != 0));
        if (allowed)
        {
            code = new RegionCode((((province * 100) + regency) * 1_000_000) + (district * 10_000) + village);
        }

        return allowed;
    }

    /// <summary>The region of a level that this is or lies in.</summary>
    /// <returns>Null when the level lies below this region.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public RegionCode? At(RegionLevel level) => level > Level
        ? null
        : level == RegionLevel.National ? National : new RegionCode(_number - (_number % Unit(level)));

    /// <summary>Whether the other region is this one or lies in it.</summary>
    public bool Contains(RegionCode other) => _number != 0 && other._number >= _number && other._number < End;

    /// <summary>The code as Kemendagri writes it; empty for the default value.</summary>
    public override string ToString()
    {
        if (_number is 0 or NationalNumber)
        {
            return _number == 0 ? "" : "00";
        }

        var digits = _number.ToString("00'.'00'.'00'.'0000", CultureInfo.InvariantCulture);
        return Level switch
        {
            RegionLevel.National or RegionLevel.Province => digits[..2],
            RegionLevel.Regency => digits[..5],
            RegionLevel.District => digits[..8],
            RegionLevel.Village => digits,
        };
    }

    internal static RegionCode FromNumber(long number) => new(number);

    private static long Unit(RegionLevel level) => level switch
    {
        RegionLevel.National => NumberEnd,
        RegionLevel.Province => 100_000_000,
        RegionLevel.Regency => 1_000_000,
        RegionLevel.District => 10_000,
        RegionLevel.Village => 1,
    };

    private static bool HasShape(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Shape[i] == '.' ? text[i] != '.' : !char.IsAsciiDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static long Part(ReadOnlySpan<char> text, int start, int length) => start < text.Length
        ? int.Parse(text.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;
}
