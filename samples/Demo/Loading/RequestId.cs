using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Demo.Loading;

/// <summary>Ids of requests that are the same in every run: name-based UUIDs, version 5 (RFC 9562, section 5.5).</summary>
internal static class RequestId
{
    private static readonly Guid Samples = new("8b1f6a0e-5c0a-4c1e-9d7e-2f5d0f3c6b41");

    /// <summary>The id of one step of loading one file.</summary>
    /// <param name="file">Name of the file without its extension.</param>
    /// <param name="step">For example <c>open/deklarasi</c>.</param>
    internal static string For(string file, string step) => OfName(Samples, $"{file}/{step}").ToString();

    /// <summary>The UUID of a name within a namespace.</summary>
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing secret rests on it.
    internal static Guid OfName(Guid space, string name)
    {
        var hash = SHA1.HashData([.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
#pragma warning restore CA5350
}
