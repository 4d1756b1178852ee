using System.Buffers.Binary;

namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>What of a JPEG is picture: JFIF without its thumbnail, Adobe's APP14, the colour profile, tables, frames and scans up to EOI. All else is left out, and whatever follows EOI.</summary>
/// <remarks>Which way up the picture is held is metadata too, and needed: it goes into an EXIF segment of our own that says nothing else.</remarks>
internal static class JpegMetadata
{
    private const byte Mark = 0xFF;
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const int JfifBytes = 14;
    private const int AdobeBytes = 12;

    /// <summary>How the copy is made.</summary>
    /// <exception cref="MalformedPictureException">It is not built as a JPEG is.</exception>
    internal static async Task<CopyPlan> PlanAsync(ByteCursor file)
    {
        if (await file.ByteAsync() != Mark || await file.ByteAsync() != Soi)
        {
            throw new MalformedPictureException("no SOI");
        }

        var plan = new CopyPlan();
        plan.Keep(0, 2);
        var hasFrame = false;
        var hasScan = false;
        var segment = await NextAsync(file);
        while (segment.Marker != Eoi)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(await file.BytesAsync(2)) - 2;
            if (segment.Marker is < 0xC0 or (>= 0xD0 and <= Soi) || length < 0)
            {
                throw new MalformedPictureException("a marker out of place");
            }

            var end = file.Position + length;
            hasFrame |= await TakeAsync(file, plan, segment, length);
            file.Skip(end - file.Position);
            hasScan |= segment.Marker == Sos;
            segment = segment.Marker == Sos ? await KeepScanAsync(file, plan) : await NextAsync(file);
        }

        plan.Keep(segment.At, 2);
        return hasFrame && hasScan ? plan : throw new MalformedPictureException("no frame or no scan");
    }

    // A marker may have any number of 0xFF before it.
    private static async ValueTask<Segment> NextAsync(ByteCursor file)
    {
        if (await file.ByteAsync() != Mark)
        {
            throw new MalformedPictureException("no marker");
        }

        byte marker;
        do
        {
            marker = await file.ByteAsync();
        }
        while (marker == Mark);

        return new Segment(file.Position - 2, marker);
    }

    // Takes a segment or leaves it out; tells whether it is a frame.
    private static async ValueTask<bool> TakeAsync(ByteCursor file, CopyPlan plan, Segment segment, int length)
    {
        if (segment.Marker is App0 or App1 or App2 or App14)
        {
            await TakeApplicationAsync(file, plan, segment, length);
            return false;
        }

        var isFrame = segment.Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
        if (isFrame || segment.Marker is 0xC4 or 0xCC or (>= Sos and <= 0xDF))
        {
            if (isFrame && await file.BytesAsync(Math.Min(length, 5)) is { Length: 5 } frame)
            {
                plan.Pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)) * BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3));
            }

            plan.Keep(segment.At, length + 4);
        }

        return isFrame;
    }

    private static async ValueTask TakeApplicationAsync(ByteCursor file, CopyPlan plan, Segment segment, int length)
    {
        var payload = await file.BytesAsync(length);
        switch (segment.Marker)
        {
            case App0 when length >= JfifBytes && payload.AsSpan().StartsWith("JFIF\0"u8):
                // The last two say how large the thumbnail is.
                plan.Write([Mark, App0, 0, JfifBytes + 2, .. payload[..(JfifBytes - 2)], 0, 0]);
                break;
            case App1 when ExifOrientation.Of(payload) is > 1 and var orientation:
                plan.Write(ExifOrientation.Segment(orientation));
                break;
            case App2 when payload.AsSpan().StartsWith("ICC_PROFILE\0"u8):
                plan.Keep(segment.At, length + 4);
                break;
            case App14 when length >= AdobeBytes && payload.AsSpan().StartsWith("Adobe"u8):
                plan.Write([Mark, App14, 0, AdobeBytes + 2, .. payload[..AdobeBytes]]);
                break;
        }
    }

    // In a scan 0xFF 0x00 is a byte, and RST0 to RST7 belong to it; any other marker ends it.
    private static async ValueTask<Segment> KeepScanAsync(ByteCursor file, CopyPlan plan)
    {
        var begin = file.Position;
        while (true)
        {
            await file.FindAsync(Mark);
            var next = await NextAsync(file);
            if (next.Marker is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                plan.Keep(begin, next.At - begin);
                return next;
            }
        }
    }

    // At: place of the 0xFF right before the marker.
    private readonly record struct Segment(long At, byte Marker);
}
