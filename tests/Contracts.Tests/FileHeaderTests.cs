using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Netralitas.Gateway.Evidence;

namespace Netralitas.Contracts.Tests;

/// <summary>Headers of files over HTTP, which anyone can write.</summary>
public class FileHeaderTests
{
    private const long Size = 1000;

    private static readonly EntityTagHeaderValue Tag = new("\"a\"");

    [Theory]
    [InlineData("", "attachment; filename=bukti")]
    [InlineData("..", "attachment; filename=bukti")]
    [InlineData("../../etc/passwd", "attachment; filename=etcpasswd")]
    [InlineData("C:\\x\\foto.jpg", "attachment; filename=Cxfoto.jpg")]
    [InlineData("a\r\nSet-Cookie: x=1", "attachment; filename=\"aSet-Cookie x=1\"")]
    public void A_name_has_no_folder_and_no_second_line(string name, string header) =>
        Assert.Equal(header, FileNames.Attachment(name).Split("; filename*")[0]);

    [Fact]
    public void A_long_name_keeps_its_end() => Assert.Contains(".jpg", FileNames.Attachment(new string('a', 255) + ".jpg"), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, 0)]
    [InlineData("sha-512=:AAAA:", 0)]
    [InlineData("sha-512=:AAAA:, sha-256=:AAAA:", 3)]
    [InlineData("sha-256=AAAA", 1)]
    [InlineData("sha-256=:%%%:", 1)]
    public void Of_hashes_the_one_that_is_known_is_read_and_what_is_none_is_left_to_be_refused(string? header, int bytes) => Assert.Equal(bytes, Digests.Sha256Of(header).Length);

    [Theory]
    [InlineData("bytes=0-", null, "0 1000")]
    [InlineData("bytes=10-19", null, "10 10")]
    [InlineData("bytes=990-2000", null, "990 10")]
    [InlineData("bytes=-10", null, "990 10")]
    [InlineData("bytes=-5000", null, "0 1000")]
    [InlineData("bytes=1000-", null, "1001 0")]
    [InlineData("bytes=-0", null, "1001 0")]
    [InlineData("bytes=5-4", null, "-")]
    [InlineData("bytes=0-1,3-4", null, "-")]
    [InlineData("bytes=0-1", "\"a\"", "0 2")]
    [InlineData("bytes=0-1", "\"b\"", "-")]
    [InlineData("bytes=0-1", "W/\"a\"", "-")]
    [InlineData("bytes=0-1", "Wed, 21 Oct 2015 07:28:00 GMT", "-")]
    public void A_range_is_a_part_the_whole_or_behind_the_end(string range, string? condition, string part)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Range = range;
        request.Headers.IfRange = condition;

        Assert.Equal(part, ByteRange.Of(request.GetTypedHeaders(), Tag, Size) is { } found ? $"{found.Offset} {found.Length}" : "-");
    }
}
