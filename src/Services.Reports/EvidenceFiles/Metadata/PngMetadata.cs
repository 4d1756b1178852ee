using System.Buffers.Binary;
using System.Text;

namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>What of a PNG is picture: the chunks that draw it and set its colours, each with a right check value. All else is left out, and whatever follows IEND.</summary>
internal static class PngMetadata
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>How the copy is made.</summary>
    /// <exception cref="MalformedPictureException">It is not built as a PNG is, or a check value is wrong.</exception>
    internal static async Task<CopyPlan> PlanAsync(ByteCursor file)
    {
        if (!(await file.BytesAsync(Signature.Length)).AsSpan().SequenceEqual(Signature))
        {
            throw new MalformedPictureException("no signature");
        }

        var plan = new CopyPlan();
        plan.Keep(0, Signature.Length);
        plan.Pixels = await HeaderAsync(file, plan);
        Chunk? profile = null;
        var hasProfile = false;
        var hasData = false;
        while (await NextAsync(file) is { Type: not "IEND" } chunk)
        {
            profile = chunk.Type == "iCCP" ? chunk : profile;
            hasProfile |= chunk.Type == "sRGB";
            hasData |= chunk.Type == "IDAT";
            if (chunk.Type is "PLTE" or "IDAT" && profile is { } late)
            {
                // It comes before these, and only where sRGB does not say the same in one byte.
                plan.Keep(late.At, hasProfile ? 0 : late.WholeLength);
                profile = null;
            }

            if (chunk.Type is "PLTE" or "tRNS" or "gAMA" or "cHRM" or "sRGB" or "IDAT")
            {
                plan.Keep(chunk.At, chunk.WholeLength);
            }
        }

        // Its length may be a lie as any other's.
        plan.Write([0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82]);
        return hasData ? plan : throw new MalformedPictureException("no picture");
    }

    private static async ValueTask<long> HeaderAsync(ByteCursor file, CopyPlan plan)
    {
        var at = file.Position;
        var header = await file.BytesAsync(8 + 13 + 4);
        if (!header.AsSpan(0, 8).SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'])
            || Crc32.Of(header.AsSpan(4, 4 + 13)) != BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(21)))
        {
            throw new MalformedPictureException("no header");
        }

        plan.Keep(at, header.Length);
        return (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8)) * BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
    }

    private static async ValueTask<Chunk> NextAsync(ByteCursor file)
    {
        var at = file.Position;
        var head = await file.BytesAsync(8);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        var crc = new Crc32();
        crc.Add(head.AsSpan(4));
        await file.EachAsync(length, run => crc.Add(run.Span));
        if (BinaryPrimitives.ReadUInt32BigEndian(await file.BytesAsync(4)) != crc.Value)
        {
            throw new MalformedPictureException("a wrong check value");
        }

        return new Chunk(at, length + 12L, Encoding.ASCII.GetString(head, 4, 4));
    }

    private sealed record Chunk(long At, long WholeLength, string Type);
}

/// <summary>CRC-32 as PNG has it.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    private uint state = uint.MaxValue;

    /// <summary>The check value of all bytes so far.</summary>
    internal uint Value => ~state;

    /// <summary>The check value of some bytes.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes);
        return crc.Value;
    }

    /// <summary>Goes on with these bytes.</summary>
    internal void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = state;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        state = crc;
    }
}
