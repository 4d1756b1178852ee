using System.Text;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>What a file is, by its content. A label: nothing is refused for it, and the name and type that a client gives are not looked at. Pure.</summary>
internal static class MediaTypes
{
    /// <summary>A JPEG picture.</summary>
    internal const string Jpeg = "image/jpeg";

    /// <summary>A PNG picture.</summary>
    internal const string Png = "image/png";

    /// <summary>A WebP picture.</summary>
    internal const string Webp = "image/webp";

    /// <summary>What has no other label.</summary>
    internal const string Unknown = "application/octet-stream";

    /// <summary>How many bytes of the beginning are looked at.</summary>
    internal const int HeadBytes = 4096;

    private static readonly (byte[] Magic, string Type)[] Beginnings =
    [
        ([0xFF, 0xD8, 0xFF], Jpeg),
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], Png),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ("BM"u8.ToArray(), "image/bmp"),
        ([(byte)'I', (byte)'I', 0x2A, 0x00], "image/tiff"),
        ([(byte)'M', (byte)'M', 0x00, 0x2A], "image/tiff"),
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ("OggS"u8.ToArray(), "audio/ogg"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        ("#!AMR"u8.ToArray(), "audio/amr"),
        ("Rar!"u8.ToArray(), "application/vnd.rar"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([0x1F, 0x8B], "application/gzip"),
        ("{\\rtf"u8.ToArray(), "application/rtf"),
    ];

    // What stands in an Office file's list of parts, near its beginning.
    private static readonly (string Part, string Type)[] OfficeParts =
    [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ];

    /// <summary>The label of a file.</summary>
    /// <param name="head">Its first bytes, at most <see cref="HeadBytes"/>.</param>
    internal static string Of(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head.StartsWith("RIFF"u8))
        {
            return head[8..].StartsWith("WEBP"u8) ? Webp : head[8..].StartsWith("WAVE"u8) ? "audio/wav" : head[8..].StartsWith("AVI "u8) ? "video/x-msvideo" : Unknown;
        }

        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
        {
            return OfBrand(Encoding.ASCII.GetString(head.Slice(8, 4)));
        }

        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return OfZip(Encoding.Latin1.GetString(head));
        }

        foreach (var (magic, type) in Beginnings)
        {
            if (head.StartsWith(magic))
            {
                return type;
            }
        }

        return IsText(head) ? "text/plain" : Unknown;
    }

    private static string OfBrand(string brand) => brand switch
    {
        "heic" or "heix" or "hevc" or "hevx" or "heim" or "heis" or "mif1" or "msf1" => "image/heic",
        "avif" or "avis" => "image/avif",
        "qt  " => "video/quicktime",
        "M4A " => "audio/mp4",
        _ when brand.StartsWith("3g", StringComparison.Ordinal) => "video/3gpp",
        _ => "video/mp4",
    };

    private static string OfZip(string head) => OfficeParts.FirstOrDefault(office => head.Contains(office.Part, StringComparison.Ordinal)).Type ?? "application/zip";

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        // The end of what is looked at may cut a character.
        for (var cut = 0; cut <= 3 && cut < head.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut]))
            {
                return !head[..^cut].ContainsAnyInRange((byte)0x00, (byte)0x08);
            }
        }

        return false;
    }
}
