using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>A text that was sent, and is looked for in every form in which it may lie somewhere.</summary>
/// <param name="Kind">What kind of text it is; the table of allowed places goes by it.</param>
/// <param name="Text">The text, or the beginning that many of them share.</param>
internal sealed record Secret(string Kind, string Text)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A word of this run's own, that means nothing to anybody.</summary>
    internal static Secret New(string kind) => new(kind, $"kn{RandomNumberGenerator.GetString(Letters, 12)}");

    /// <summary>The forms: plain in any case, UTF-16, base64 at each place of a group, hex, percent-encoded and JSON-escaped.</summary>
    internal IEnumerable<(string Form, byte[] Pattern)> Forms()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        var cased = new[] { Text, Text.ToUpperInvariant(), Text.ToLowerInvariant() }.Distinct().ToList();
        return
        [
            .. cased.Select(text => ("plain", Encoding.UTF8.GetBytes(text))),
            .. cased.Select(text => ("UTF-16", Encoding.Unicode.GetBytes(text))),
            .. cased.Select(text => ("UTF-16", Encoding.BigEndianUnicode.GetBytes(text))),
            .. Enumerable.Range(0, 3).SelectMany(offset => Base64(bytes, offset)).Distinct().Select(text => ("base64", Encoding.ASCII.GetBytes(text))),
            ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))),
            ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
            ("percent-encoded", Encoding.ASCII.GetBytes(string.Concat(bytes.Select(b => $"%{b:X2}")))),
            ("percent-encoded", Encoding.ASCII.GetBytes(string.Concat(bytes.Select(b => $"%{b:x2}")))),
            ("JSON-escaped", Encoding.ASCII.GetBytes(string.Concat(Text.Select(c => $"\\u{(int)c:x4}")))),
            ("JSON-escaped", Encoding.ASCII.GetBytes(string.Concat(Text.Select(c => $"\\u{(int)c:X4}")))),
        ];
    }

    // What stands before and after it in the same group of four changes its first and last letters: those are left away.
    private static IEnumerable<string> Base64(byte[] bytes, int offset)
    {
        var whole = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var (from, to) = (((offset * 8) + 5) / 6, (offset + bytes.Length) * 8 / 6);
        var kept = whole[from..to];
        return [kept, kept.Replace('+', '-').Replace('/', '_')];
    }
}

/// <summary>A place in which text may lie, and what lies there now.</summary>
/// <param name="Name">The place.</param>
/// <param name="Contents">Each with a word for where it was read; read anew each time.</param>
internal sealed record Place(string Name, IEnumerable<(string Where, byte[] Content)> Contents);

/// <summary>A text that lies where it was found.</summary>
internal sealed record Found(string Kind, string Place, string Form, string Where, string Around);
