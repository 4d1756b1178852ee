using System.Security.Cryptography;

namespace Netralitas.Services.Pledges.Personal;

/// <summary>Random bytes of the system's generator, for nonces. Drawn many at a time: to ask for few costs as much as to ask for many. Each is given once, and forgotten here when it is given.</summary>
internal static class FreshBytes
{
    private const int AtOnce = 4096;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int given;

    /// <summary>Fills with bytes that nobody else was given.</summary>
    internal static void Fill(Span<byte> bytes)
    {
        if (bytes.Length > AtOnce)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        // Never moved: a collection of garbage would leave copies behind.
        drawn ??= NewlyDrawn();
        if (AtOnce - given < bytes.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            given = 0;
        }

        var part = drawn.AsSpan(given, bytes.Length);
        part.CopyTo(bytes);
        part.Clear();
        given += bytes.Length;
    }

    private static byte[] NewlyDrawn()
    {
        given = AtOnce;
        return GC.AllocateArray<byte>(AtOnce, pinned: true);
    }
}
