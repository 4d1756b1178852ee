using System.Text;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.Tests.EvidenceFiles;

public class MediaTypesTests
{
    [Theory]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("89504E470D0A1A0A", "image/png")]
    [InlineData("52494646000000005745425056503820", "image/webp")]
    [InlineData("000000186674797068656963", "image/heic")]
    [InlineData("000000186674797069736F6D", "video/mp4")]
    [InlineData("0000001466747970717420200000", "video/quicktime")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("D0CF11E0A1B11AE1", "application/x-ole-storage")]
    [InlineData("4F67675300", "audio/ogg")]
    [InlineData("504B030414000000", "application/zip")]
    [InlineData("48616C6F2C2042617761736C75", "text/plain")]
    [InlineData("4D5A900003000000", "application/octet-stream")]
    [InlineData("FF", "application/octet-stream")]
    public void The_label_is_by_content(string head, string label) => Assert.Equal(label, MediaTypes.Of(Convert.FromHexString(head)));

    [Fact]
    public void An_Office_file_is_told_from_an_archive() =>
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", MediaTypes.Of(Encoding.Latin1.GetBytes("PK\u0003\u0004....[Content_Types].xml....word/document.xml")));

    [Fact]
    public void Text_whose_last_character_is_cut_is_text() => Assert.Equal("text/plain", MediaTypes.Of([.. "Bukti "u8, 0xE2, 0x82]));
}
