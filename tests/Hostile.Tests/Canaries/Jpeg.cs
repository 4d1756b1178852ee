using System.Text;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>A picture of one pixel that carries words where a camera and an editor put them, and after its end.</summary>
internal static class Jpeg
{
    // Baseline JPEG, 1 x 1, grey: from SOI to EOI without metadata.
    private const string Pixel =
        "/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=";

    /// <summary>The picture, with a text in EXIF, XMP, a comment, and behind it.</summary>
    internal static byte[] With(string text)
    {
        var picture = Convert.FromBase64String(Pixel);
        return [.. picture[..2], .. Segment(0xE1, $"Exif\0\0{text}-exif"), .. Segment(0xE1, $"http://ns.adobe.com/xap/1.0/\0<x>{text}-xmp</x>"), .. Segment(0xFE, $"{text}-comment"), .. picture[2..], .. Encoding.UTF8.GetBytes($"{text}-behind")];
    }

    private static byte[] Segment(byte marker, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return [0xFF, marker, (byte)((bytes.Length + 2) >> 8), (byte)(bytes.Length + 2), .. bytes];
    }
}
