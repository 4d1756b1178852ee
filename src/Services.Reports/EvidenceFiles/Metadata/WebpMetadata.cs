using System.Buffers.Binary;
using System.Text;

namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>What of a WebP is picture: the chunks that draw it, and its colour profile. EXIF, XMP and what nobody knows are left out, and whatever follows the container.</summary>
internal static class WebpMetadata
{
    private const int ContainerBytes = 12;
    private const int HeadBytes = 8;

    // Bits of VP8X that say that EXIF and XMP follow.
    private const byte MetadataFlags = 0x08 | 0x04;

    /// <summary>How the copy is made.</summary>
    /// <exception cref="MalformedPictureException">It is not built as a WebP is.</exception>
    internal static async Task<CopyPlan> PlanAsync(ByteCursor file)
    {
        var container = await file.BytesAsync(ContainerBytes);
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(container.AsSpan(4));
        if (!container.AsSpan().StartsWith("RIFF"u8) || !container.AsSpan(8).SequenceEqual("WEBP"u8) || end - file.Position > file.Left)
        {
            throw new MalformedPictureException("no container");
        }

        var plan = new CopyPlan();
        plan.Write(container);
        var hasPicture = false;
        while (end - file.Position >= HeadBytes)
        {
            var at = file.Position;
            var head = await file.BytesAsync(HeadBytes);
            var type = Encoding.ASCII.GetString(head, 0, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            var next = file.Position + length + (length % 2);
            if (next > end)
            {
                throw new MalformedPictureException("a chunk longer than its container");
            }

            await TakeAsync(file, plan, type, at, head, (int)Math.Min(length, 10), next);
            file.Skip(next - file.Position);
            hasPicture |= type is "VP8 " or "VP8L" or "ANMF";
        }

        // The array is the plan's: the length is known only now.
        BinaryPrimitives.WriteUInt32LittleEndian(container.AsSpan(4), checked((uint)(plan.Length - 8)));
        return hasPicture ? plan : throw new MalformedPictureException("no picture");
    }

    private static async ValueTask TakeAsync(ByteCursor file, CopyPlan plan, string type, long at, byte[] head, int lookedAt, long next)
    {
        if (type is not ("VP8X" or "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ANMF" or "ICCP"))
        {
            return;
        }

        var begin = await file.BytesAsync(lookedAt);
        plan.Pixels = Math.Max(plan.Pixels, PixelsOf(type, begin));
        if (type == "VP8X" && begin.Length == 10)
        {
            begin[0] &= unchecked((byte)~MetadataFlags);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), 10);
            plan.Write([.. head, .. begin]);
        }
        else
        {
            plan.Keep(at, next - at);
        }
    }

    private static long PixelsOf(string type, byte[] begin) => (type, begin.Length) switch
    {
        ("VP8X", 10) => (1L + UInt24(begin, 4)) * (1L + UInt24(begin, 7)),
        ("VP8 ", 10) => (BinaryPrimitives.ReadUInt16LittleEndian(begin.AsSpan(6)) & 0x3FFFL) * (BinaryPrimitives.ReadUInt16LittleEndian(begin.AsSpan(8)) & 0x3FFFL),
        ("VP8L", >= 5) when begin[0] == 0x2F && BinaryPrimitives.ReadUInt32LittleEndian(begin.AsSpan(1)) is var size => (1L + (size & 0x3FFF)) * (1L + ((size >> 14) & 0x3FFF)),
        _ => 0,
    };

    private static int UInt24(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
