using Netralitas.Services.Pledges.Rosters;

namespace Netralitas.Services.Pledges.Tests.Rosters;

public class DelimitedTextTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a;b;c\r\n1;2,5;3", "1:a|b|c 2:1|2,5|3")]
    [InlineData("a\tb\r\n1\t2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n\"x, y\",\"ia berkata \"\"ya\"\"\"\n", "1:a|b 2:x, y|ia berkata \"ya\"")]
    [InlineData("a,b\n\"dua\nbaris\",2\n3,4\n", "1:a|b 2:dua\nbaris|2 4:3|4")]
    [InlineData("\"a;b\",c\n1,2", "1:a;b|c 2:1|2")]
    [InlineData("a,b\n\n1,2\n", "1:a|b 2: 3:1|2")]
    [InlineData("", "")]
    public void Rows_begin_on_the_line_that_is_told(string text, string rows) =>
        Assert.Equal(rows, string.Join(' ', new DelimitedText(new StringReader(text)).Rows().Select(row => $"{row.Line}:{string.Join('|', row.Cells)}")));

    [Fact]
    public void A_quote_that_is_never_closed_does_not_take_the_rest_of_the_file()
    {
        var text = "a,b\n\"lupa," + string.Concat(Enumerable.Repeat("x,y\n", 10_000));

        var rows = new DelimitedText(new StringReader(text)).Rows().ToList();

        Assert.True(rows.Count > 7_000, $"{rows.Count} rows");
    }
}
