using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>Numbers and bytes in the one form in which the formats of C2SP write them: what has a second form could be changed without breaking a signature.</summary>
internal static class StrictText
{
    /// <summary>A decimal from 0 to 2^63 − 1, without zeros in front.</summary>
    internal static bool TryReadNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;

        // The platform's parser takes zeros in front, and NULs behind.
        return text.Length > 0
            && !text.ContainsAnyExceptInRange('0', '9')
            && (text.Length == 1 || text[0] != '0')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A decimal as <see cref="TryReadNumber"/> reads it.</summary>
    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Standard base64 with padding, without white space, the unused bits zero.</summary>
    internal static bool TryReadBase64(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0)
        {
            return false;
        }

        var buffer = new byte[text.Length / 4 * 3];
        var again = new char[text.Length];
        try
        {
            // The platform's parser takes white space, and bits that belong to no byte: what is read must be written as it was.
            if (Convert.TryFromBase64Chars(text, buffer, out var length)
                && Convert.TryToBase64Chars(buffer.AsSpan(0, length), again, out var written)
                && text.SequenceEqual(again.AsSpan(0, written)))
            {
                bytes = buffer.AsSpan(0, length).ToArray();
            }

            return bytes is not null;
        }
        finally
        {
            // Private keys are read here too.
            CryptographicOperations.ZeroMemory(buffer);
            Array.Clear(again);
        }
    }
}
