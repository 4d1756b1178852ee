using System.Security.Cryptography;

namespace Netralitas.TransparencyLog.Tests;

/// <summary>The definitions of RFC 6962 section 2.1, word for word and without regard to speed, to hold the product against. Shares no code with it.</summary>
internal static class ReferenceTree
{
    /// <summary>Way from an entry or a smaller tree to the root: on which side each hash of the proof stands.</summary>
    /// <param name="StartsWithOld">Of a consistency proof: whether it begins with the smaller root, which is not sent.</param>
    /// <param name="Sides">L for a hash to the left, R for one to the right, bottom up.</param>
    internal sealed record Shape(bool StartsWithOld, string Sides);

    internal static byte[] Root(ReadOnlySpan<byte[]> entries) => entries.Length switch
    {
        0 => SHA256.HashData([]),
        1 => SHA256.HashData([0, .. entries[0]]),
        _ => SHA256.HashData([1, .. Root(entries[..Split(entries.Length)]), .. Root(entries[Split(entries.Length)..])]),
    };

    internal static byte[][] Path(int index, ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 1)
        {
            return [];
        }

        var k = Split(entries.Length);
        return index < k
            ? [.. Path(index, entries[..k]), Root(entries[k..])]
            : [.. Path(index - k, entries[k..]), Root(entries[..k])];
    }

    internal static byte[][] Proof(int oldSize, ReadOnlySpan<byte[]> entries) => SubProof(oldSize, entries, true);

    internal static Shape ShapeOfPath(long index, long size)
    {
        if (size == 1)
        {
            return new Shape(false, "");
        }

        var k = Split(size);
        return index < k ? Add(ShapeOfPath(index, k), 'R') : Add(ShapeOfPath(index - k, size - k), 'L');
    }

    internal static Shape ShapeOfProof(long oldSize, long size, bool startsWithOld = true)
    {
        if (oldSize == size)
        {
            return new Shape(startsWithOld, "");
        }

        var k = Split(size);
        return oldSize <= k ? Add(ShapeOfProof(oldSize, k, startsWithOld), 'R') : Add(ShapeOfProof(oldSize - k, size - k, false), 'L');
    }

    private static byte[][] SubProof(int oldSize, ReadOnlySpan<byte[]> entries, bool known)
    {
        if (oldSize == entries.Length)
        {
            return known ? [] : [Root(entries)];
        }

        var k = Split(entries.Length);
        return oldSize <= k
            ? [.. SubProof(oldSize, entries[..k], known), Root(entries[k..])]
            : [.. SubProof(oldSize - k, entries[k..], false), Root(entries[..k])];
    }

    private static Shape Add(Shape below, char side) => below with { Sides = below.Sides + side };

    private static int Split(int count) => (int)Split((long)count);

    /// <summary>The largest power of two that is below the count.</summary>
    private static long Split(long count)
    {
        var k = 1L;
        while (k < count - k)
        {
            k *= 2;
        }

        return k;
    }
}
