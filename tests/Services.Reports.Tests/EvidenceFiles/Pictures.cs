using System.Buffers.Binary;
using System.Text;
using Netralitas.Services.Reports.EvidenceFiles.Metadata;

namespace Netralitas.Services.Reports.Tests.EvidenceFiles;

/// <summary>Pictures put together byte by byte, with something hidden in every place where programs hide things.</summary>
internal static class Pictures
{
    /// <summary>What must not be found in a copy.</summary>
    internal const string Secret = "RAHASIA-LOKASI-7.79";

    internal static byte[] Hidden => Encoding.ASCII.GetBytes(Secret);

    /// <summary>A JPEG whose parts that are picture stand between metadata of every kind.</summary>
    internal static byte[] Jpeg(int orientation = 6, int scanBytes = 200, int height = 3000, int width = 4000) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 1, 1, .. Hidden.AsSpan(0, 3)]),
        .. Segment(0xE1, Exif(orientation)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Hidden]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 0x42, 0x43]),
        .. Segment(0xE2, [.. "MPF\0"u8, .. Hidden]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Hidden]),
        .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1, .. Hidden]),
        .. Segment(0xEF, Hidden),
        .. Segment(0xFE, Hidden),
        .. Segment(0xDB, new byte[65]),
        0xFF, 0xFF,
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0, .. new byte[16]]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        .. Scan(scanBytes),
        0xFF, 0xD9,
        .. Hidden,
    ];

    internal static byte[] Png(params ReadOnlySpan<(string Type, byte[] Data)> extra)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        file.Write(Chunk("IHDR", [0, 0, 0x10, 0, 0, 0, 0x08, 0, 8, 2, 0, 0, 0]));
        foreach (var (type, data) in extra)
        {
            file.Write(Chunk(type, data));
        }

        file.Write(Chunk("IDAT", [1, 2, 3]));
        file.Write(Chunk("tIME", Hidden));
        file.Write(Chunk("IDAT", [4, 5]));
        file.Write(Chunk("IEND", []));
        file.Write(Hidden);
        return file.ToArray();
    }

    internal static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + named.Length), Crc32.Of(named));
        return chunk;
    }

    internal static byte[] Webp(params ReadOnlySpan<(string Type, byte[] Data)> chunks)
    {
        using var body = new MemoryStream();
        body.Write("WEBP"u8);
        foreach (var (type, data) in chunks)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)data.Length);
            body.Write([.. Encoding.ASCII.GetBytes(type), .. length, .. data, .. new byte[data.Length % 2]]);
        }

        var size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)body.Length);
        return [.. "RIFF"u8, .. size, .. body.ToArray()];
    }

    internal static byte[] Vp8X(byte flags) => [flags, 0, 0, 0, 0x0F, 0, 0, 0x07, 0, 0];

    /// <summary>A segment of a JPEG.</summary>
    internal static byte[] Segment(byte marker, byte[] payload) => [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    // Camera, orientation, and something that follows: little-endian, as telephones write it.
    private static byte[] Exif(int orientation) =>
    [
        .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0,
        0x0F, 0x01, 2, 0, 19, 0, 0, 0, 38, 0, 0, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
        0, 0, 0, 0, .. Hidden,
    ];

    // Bytes that look like markers, and a restart.
    private static byte[] Scan(int bytes) => [.. Enumerable.Range(0, bytes).Select(n => (byte)(n % 251)), 0xFF, 0x00, 0xD9, 0xFF, 0xD3, 0x11];
}
