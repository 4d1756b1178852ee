using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.TransparencyLog;

/// <summary>What signs a note, by the byte that C2SP signed-note gives it.</summary>
public enum SignatureType
{
    /// <summary>None.</summary>
    None = 0x00,

    /// <summary>Ed25519 over the text: how a log signs.</summary>
    Ed25519 = 0x01,

    /// <summary>cosignature/v1, Ed25519 over a time and the text: how a witness signs.</summary>
    Cosignature = 0x04,
}

/// <summary>Names and ids of keys of C2SP signed-note.</summary>
internal static class KeyName
{
    private const byte UnassignedType = 0xFF;

    /// <summary>Not empty, no spaces of any kind, no plus, no control characters below U+0020.</summary>
    internal static bool IsValid(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character) || character is < ' ' or '+')
            {
                return false;
            }
        }

        return !name.IsEmpty;
    }

    /// <summary>First four bytes of SHA-256 of the name, a line feed, the type and the public key.</summary>
    internal static uint IdOf(string name, SignatureType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));

    /// <summary>Id under which a log's key signs promises: type 0xff, which is for what has no number of its own, with the name of what it is behind it.</summary>
    internal static uint PromiseIdOf(string name, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', UnassignedType, .. Encoding.ASCII.GetBytes(InclusionPromise.FirstLine), .. publicKey]));

    /// <summary>An id as keys write it: eight hexadecimal digits in lower case.</summary>
    internal static string Hex(uint id) => id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The three parts of a key's text: name, id, and the type with the key behind it.</summary>
    /// <remarks>Neither name nor id has a plus; base64 may.</remarks>
    internal static bool TrySplit(ReadOnlySpan<char> text, out string name, out ReadOnlySpan<char> id, out byte[] material)
    {
        (name, material) = ("", []);
        id = default;
        var first = text.IndexOf('+');
        var second = first < 0 ? -1 : text[(first + 1)..].IndexOf('+');
        if (second < 0 || !IsValid(text[..first]) || !StrictText.TryReadBase64(text[(first + second + 2)..], out var read) || read.Length == 0)
        {
            return false;
        }

        name = text[..first].ToString();
        id = text.Slice(first + 1, second);
        material = read;
        return true;
    }
}
