using System.Text;
using Netralitas.Services.Reports.Reading;

namespace Netralitas.Services.Reports.Tests.Reading;

public class CsvLineTests
{
    [Theory]
    [InlineData("biasa", "biasa")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("kata \"ini\"", "\"kata \"\"ini\"\"\"")]
    [InlineData("dua\r\nbaris", "\"dua\r\nbaris\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+62", "'+62")]
    [InlineData("-1", "'-1")]
    [InlineData("@A1", "'@A1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    public void A_cell_is_quoted_where_it_must_be_and_computes_nothing(string value, string cell) => Assert.Equal(cell, CsvLine.Cell(value));

    [Fact]
    public void A_line_ends_as_the_format_says()
    {
        var text = new StringBuilder();

        CsvLine.Write(text, ["a", "b,c"]);

        Assert.Equal("a,\"b,c\"\r\n", text.ToString());
    }
}
