using System.Buffers.Binary;

namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>Which way up a picture is held: the one thing that is taken over from EXIF. Pure.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;
    private const int EntryBytes = 12;

    /// <summary>Reads it from the payload of an APP1 segment.</summary>
    /// <returns>1 to 8; 0 when it is not told, or cannot be read: then the picture stays as it lies.</returns>
    internal static int Of(ReadOnlySpan<byte> payload)
    {
        if (!payload.StartsWith("Exif\0\0"u8) || payload.Length < 14)
        {
            return 0;
        }

        var tiff = payload[6..];
        var isLittle = tiff.StartsWith("II"u8);
        if (!isLittle && !tiff.StartsWith("MM"u8))
        {
            return 0;
        }

        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        return directory <= tiff.Length - 2 ? InDirectory(tiff[(int)directory..], isLittle) : 0;
    }

    /// <summary>An APP1 segment that says only this.</summary>
    internal static byte[] Segment(int orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, checked((byte)orientation), 0, 0, 0, 0, 0, 0,
    ];

    private static int InDirectory(ReadOnlySpan<byte> directory, bool isLittle)
    {
        var entries = Read(directory, isLittle);
        for (var n = 0; n < entries && 2 + ((n + 1) * EntryBytes) <= directory.Length; n++)
        {
            var entry = directory.Slice(2 + (n * EntryBytes), EntryBytes);
            if (Read(entry, isLittle) == Tag)
            {
                return Read(entry[2..], isLittle) == Short && Read(entry[8..], isLittle) is >= 1 and <= 8 and var value ? value : 0;
            }
        }

        return 0;
    }

    private static ushort Read(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
