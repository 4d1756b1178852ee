using System.Diagnostics.CodeAnalysis;

namespace Netralitas.Cryptography;

/// <summary>Crockford's base 32: 32 digits without I, L, O and U, read without regard to case, with O taken for 0 and I and L for 1.</summary>
public static class Crockford
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Writes the first bits of a byte string, most significant first.</summary>
    /// <param name="bytes">At least <paramref name="length"/> × 5 bits.</param>
    /// <param name="length">Number of characters.</param>
    public static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes.Length * 8, length * 5, nameof(bytes));
        var text = new char[length];
        for (var n = 0; n < length; n++)
        {
            text[n] = Digits[FiveBits(bytes, n * 5)];
        }

        return new string(text);
    }

    /// <summary>The bytes that characters stand for; bits that fill no byte are dropped.</summary>
    /// <param name="text">Characters that <see cref="TryRead"/> read.</param>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (var n = 0; n < bytes.Length * 8; n++)
        {
            var bit = Digits.IndexOf(text[n / 5], StringComparison.Ordinal) >> (4 - (n % 5)) & 1;
            bytes[n / 8] |= (byte)(bit << (7 - (n % 8)));
        }

        return bytes;
    }

    /// <summary>Adds a check character that finds every single wrong character and nearly every swap of neighbours (Luhn modulo 32).</summary>
    /// <param name="text">Characters that <see cref="Encode"/> wrote.</param>
    public static string WithCheck(string text) => text + Digits[(32 - (Sum(text, 2) % 32)) % 32];

    /// <summary>Reads what a person typed: spaces and hyphens dropped, case and look-alikes set right.</summary>
    /// <param name="typed">Any text.</param>
    /// <param name="length">Number of characters that it must have.</param>
    /// <param name="text">The characters as <see cref="Encode"/> writes them.</param>
    /// <returns>False when a character is none of the 32 or the length differs.</returns>
    public static bool TryRead(string typed, int length, [NotNullWhen(true)] out string? text)
    {
        var read = string.Concat(typed.Where(c => c is not ('-' or ' ')).Select(c => char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var d => d }));
        text = read.Length == length && read.All(c => Digits.Contains(c, StringComparison.Ordinal)) ? read : null;
        return text is not null;
    }

    /// <summary>Whether the last character is the check of those before it.</summary>
    /// <param name="text">What <see cref="TryRead"/> read.</param>
    public static bool HasValidCheck(string text) => Sum(text, 1) % 32 == 0;

    /// <summary>Characters in groups of four, with hyphens, as people read them out.</summary>
    /// <param name="text">Characters without hyphens.</param>
    public static string Grouped(string text) => string.Join('-', text.Chunk(4).Select(group => new string(group)));

    private static int FiveBits(ReadOnlySpan<byte> bytes, int start)
    {
        var value = 0;
        for (var bit = start; bit < start + 5; bit++)
        {
            value = (value << 1) | ((bytes[bit / 8] >> (7 - (bit % 8))) & 1);
        }

        return value;
    }

    private static int Sum(string text, int factorOfLast)
    {
        var sum = 0;
        var factor = factorOfLast;
        for (var n = text.Length - 1; n >= 0; n--)
        {
            var product = factor * Digits.IndexOf(text[n], StringComparison.Ordinal);
            sum += (product / 32) + (product % 32);
            factor = 3 - factor;
        }

        return sum;
    }
}
