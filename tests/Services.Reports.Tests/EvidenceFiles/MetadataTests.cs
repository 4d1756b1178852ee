using System.Buffers.Binary;
using System.Text;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.EvidenceFiles.Metadata;

namespace Netralitas.Services.Reports.Tests.EvidenceFiles;

/// <summary>Copies without metadata, of pictures that are whole and of files that were made to hurt.</summary>
public class MetadataTests
{
    [Fact]
    public async Task A_JPEG_keeps_its_picture_its_colours_and_which_way_up_it_is_and_nothing_else()
    {
        var (plan, copy) = await CopyAsync(Pictures.Jpeg(orientation: 6), MediaTypes.Jpeg);

        Assert.NotNull(plan);
        Assert.Equal(12_000_000, plan.Pixels);
        Assert.DoesNotContain(Pictures.Secret, Text(copy), StringComparison.Ordinal);
        Assert.Equal(["E0 14", "E1 32", "E2 16", "EE 12", "DB 65", "C0 9", "C4 17", "DA 6", "D9 0"], Segments(copy));
        Assert.Equal((byte[])[.. "Exif\0\0MM\0*"u8.ToArray(), 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0], copy.AsSpan(24, 32).ToArray());
        // The scan, bytes that look like markers included.
        Assert.EndsWith(Convert.ToHexString([0xFF, 0x00, 0xD9, 0xFF, 0xD3, 0x11, 0xFF, 0xD9]), Convert.ToHexString(copy), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public async Task An_orientation_that_says_nothing_is_not_taken_over(int orientation)
    {
        var (_, copy) = await CopyAsync(Pictures.Jpeg(orientation), MediaTypes.Jpeg);

        Assert.DoesNotContain("Exif", Text(copy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_is_its_own_copy()
    {
        foreach (var (file, type) in new[]
        {
            (Pictures.Jpeg(), MediaTypes.Jpeg), (Pictures.Png(("sRGB", [0]), ("tEXt", Pictures.Hidden)), MediaTypes.Png),
            (Pictures.Webp(("VP8X", Pictures.Vp8X(0x0C)), ("VP8L", [0x2F, 1, 0, 0, 0, 9]), ("EXIF", Pictures.Hidden)), MediaTypes.Webp),
        })
        {
            var (_, once) = await CopyAsync(file, type);
            var (_, twice) = await CopyAsync(once, type);
            Assert.Equal(once, twice);
        }
    }

    [Fact]
    public async Task More_than_50_million_dots_are_noted_and_no_more()
    {
        var (plan, _) = await CopyAsync(Pictures.Jpeg(height: 65_000, width: 65_000), MediaTypes.Jpeg);

        Assert.Equal(4_225_000_000, plan!.Pixels);
    }

    [Fact]
    public async Task A_PNG_keeps_the_chunks_that_draw_it_and_one_way_to_tell_its_colours()
    {
        var (plan, copy) = await CopyAsync(
            Pictures.Png(("iCCP", [1, 2]), ("sRGB", [0]), ("gAMA", [0, 0, 0, 1]), ("tEXt", Pictures.Hidden), ("iTXt", Pictures.Hidden), ("zTXt", Pictures.Hidden), ("eXIf", Pictures.Hidden), ("PLTE", [1, 2, 3]), ("tRNS", [9]), ("abCd", Pictures.Hidden)),
            MediaTypes.Png);
        var (_, withProfile) = await CopyAsync(Pictures.Png(("iCCP", [1, 2]), ("cHRM", new byte[32])), MediaTypes.Png);

        Assert.Equal(4096L * 2048, plan!.Pixels);
        Assert.Equal("IHDR sRGB gAMA PLTE tRNS IDAT IDAT IEND", ChunksOf(copy));
        Assert.DoesNotContain(Pictures.Secret, Text(copy), StringComparison.Ordinal);
        Assert.Equal("IHDR cHRM iCCP IDAT IDAT IEND", ChunksOf(withProfile));
    }

    [Fact]
    public async Task A_WebP_loses_EXIF_XMP_and_unknown_chunks_and_says_so_in_its_flags()
    {
        var file = Pictures.Webp(("VP8X", Pictures.Vp8X(0x3E)), ("ICCP", [7]), ("VP8L", [0x2F, 1, 0, 0, 0]), ("EXIF", Pictures.Hidden), ("XMP ", Pictures.Hidden), ("abcd", Pictures.Hidden));

        var (plan, copy) = await CopyAsync([.. file, .. Pictures.Hidden], MediaTypes.Webp);

        Assert.Equal(128, plan!.Pixels);
        Assert.DoesNotContain(Pictures.Secret, Text(copy), StringComparison.Ordinal);
        Assert.Equal(Pictures.Webp(("VP8X", Pictures.Vp8X(0x32)), ("ICCP", [7]), ("VP8L", [0x2F, 1, 0, 0, 0])), copy);
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_refused_or_as_good_as_whole_and_never_an_error()
    {
        var files = new[]
        {
            (Pictures.Jpeg(), MediaTypes.Jpeg), (Pictures.Png(("sRGB", [0])), MediaTypes.Png),
            (Pictures.Webp(("VP8X", Pictures.Vp8X(0x0C)), ("VP8L", [0x2F, 1, 0, 0, 0]), ("EXIF", Pictures.Hidden)), MediaTypes.Webp),
        };
        foreach (var (file, type) in files)
        {
            var (_, whole) = await CopyAsync(file, type);
            for (var length = 0; length < file.Length; length++)
            {
                var (plan, copy) = await CopyAsync(file[..length], type);
                Assert.True(plan is null || copy.AsSpan().SequenceEqual(whole), $"{type} cut to {length}");
            }
        }
    }

    [Fact]
    public async Task A_byte_changed_anywhere_never_brings_the_secret_into_the_copy_of_a_PNG_and_never_an_error()
    {
        var file = Pictures.Png(("tEXt", Pictures.Hidden));
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var change in new byte[] { 0x01, 0x80, 0xFF })
            {
                var changed = (byte[])file.Clone();
                changed[at] ^= change;
                var (plan, copy) = await CopyAsync(changed, MediaTypes.Png);
                Assert.True(plan is null || !Text(copy).Contains(Pictures.Secret, StringComparison.Ordinal), $"byte {at}");
            }
        }
    }

    [Fact]
    public async Task Lengths_that_lie_and_check_values_that_are_wrong_make_no_copy()
    {
        var wrongCrc = Pictures.Png();
        wrongCrc[29] ^= 1;
        var hugeChunk = Pictures.Png();
        BinaryPrimitives.WriteUInt32BigEndian(hugeChunk.AsSpan(33), 0xFFFFFFF0);
        var hugeWebp = Pictures.Webp(("VP8L", [0x2F, 1, 0, 0, 0]));
        BinaryPrimitives.WriteUInt32LittleEndian(hugeWebp.AsSpan(16), 0xFFFFFFFF);

        foreach (var (file, type) in new[]
        {
            (wrongCrc, MediaTypes.Png), (hugeChunk, MediaTypes.Png), (hugeWebp, MediaTypes.Webp), ([0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x00], MediaTypes.Jpeg),
            ([0xFF, 0xD8, 0xFF, 0xD9], MediaTypes.Jpeg), ([0xFF, 0xD8, .. Pictures.Segment(0xE1, [.. "Exif\0\0II*\0"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]), 0xFF, 0xD9], MediaTypes.Jpeg),
            (Pictures.Jpeg(), "application/pdf"), ([.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8], MediaTypes.Webp),
        })
        {
            Assert.Null((await CopyAsync(file, type)).Plan);
        }
    }

    [Fact]
    public async Task A_file_of_very_many_pieces_makes_no_copy()
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        for (var n = 0; n < CopyPlan.MostPieces; n++)
        {
            file.Write([.. Pictures.Segment(0xDB, [1]), .. Pictures.Segment(0xFE, [1])]);
        }

        file.Write([.. Pictures.Jpeg().AsSpan(2)]);

        Assert.Null((await CopyAsync(file.ToArray(), MediaTypes.Jpeg)).Plan);
    }

    private static async Task<(CopyPlan? Plan, byte[] Copy)> CopyAsync(byte[] file, string type)
    {
        using var original = new MemoryStream(file);
        var plan = await MetadataFreeCopy.PlanAsync(original, type, CancellationToken.None);
        using var copy = new MemoryStream();
        if (plan is not null)
        {
            await MetadataFreeCopy.MakeAsync(plan, original, async bytes => await copy.WriteAsync(bytes), CancellationToken.None);
            Assert.Equal(plan.Length, copy.Length);
        }

        return (plan, copy.ToArray());
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static IEnumerable<string> Segments(byte[] jpeg)
    {
        for (var at = 2; at < jpeg.Length;)
        {
            var marker = jpeg[at + 1];
            var length = marker == 0xD9 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)) - 2;
            yield return $"{marker:X2} {length}";
            at = marker is 0xDA or 0xD9 ? (marker == 0xD9 ? jpeg.Length : jpeg.Length - 2) : at + 4 + length;
        }
    }

    private static string ChunksOf(byte[] png)
    {
        var names = new List<string>();
        for (var at = 8; at < png.Length;)
        {
            names.Add(Encoding.ASCII.GetString(png, at + 4, 4));
            at += 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
        }

        return string.Join(' ', names);
    }
}
