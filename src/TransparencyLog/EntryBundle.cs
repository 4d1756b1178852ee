using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog;

/// <summary>Entries as a tiled log publishes them: each after its length, 16 bits, most significant byte first. A bundle grows by writing behind it.</summary>
public static class EntryBundle
{
    /// <summary>Largest entry, in bytes.</summary>
    public const int MaxEntryLength = ushort.MaxValue;

    /// <summary>Writes an entry behind those of a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="entry">The entry; empty is an entry too.</param>
    /// <exception cref="ArgumentOutOfRangeException">Larger than <see cref="MaxEntryLength"/>.</exception>
    public static void Append(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, MaxEntryLength, nameof(entry));
        var span = bundle.GetSpan(sizeof(ushort) + entry.Length);
        BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)entry.Length);
        entry.CopyTo(span[sizeof(ushort)..]);
        bundle.Advance(sizeof(ushort) + entry.Length);
    }

    /// <summary>Reads a bundle.</summary>
    /// <param name="bundle">Any bytes.</param>
    /// <param name="width">Entries that it must have.</param>
    /// <param name="entries">The entries, parts of the bundle.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False when it has fewer or more entries, or ends within one.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bundle, int width, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries, [NotNullWhen(false)] out string? problem)
    {
        entries = null;
        problem = null;
        var read = new List<ReadOnlyMemory<byte>>();
        var rest = bundle;
        while (!rest.IsEmpty && read.Count < width)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(rest.Span, out var length) || rest.Length < sizeof(ushort) + length)
            {
                problem = $"ends within entry {read.Count}";
                return false;
            }

            read.Add(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
        }

        if (read.Count != width || !rest.IsEmpty)
        {
            problem = rest.IsEmpty ? $"has {read.Count} entries, not {width}" : $"has more than {width} entries";
            return false;
        }

        entries = read;
        return true;
    }
}
