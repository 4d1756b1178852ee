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
    [InlineData("DAFTAR PEGAWAI\na,b,c\n1,2,3\n", "1:DAFTAR PEGAWAI 2:a|b|c 3:1|2|3")]
    [InlineData("ASN, Kota X\r\n\r\na;b;c\r\nBudi, S.Sos, M.Si, M.M;2;3", "1:ASN, Kota X 2: 3:a|b|c 4:Budi, S.Sos, M.Si, M.M|2|3")]
    [InlineData("a;b;c\n1,2,3,4,5;2;3", "1:a|b|c 2:1,2,3,4,5|2|3")]
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

    [Theory]
    [InlineData('x', 1, 10_001)]
    [InlineData(',', 1_000, 0)]
    public void What_is_no_table_is_not_held_whole(char only, int cells, int length)
    {
        var row = Assert.Single(new DelimitedText(new StringReader("a,b,c\n" + new string(only, 5_000_000))).Rows().Skip(1));

        Assert.Equal((cells, length), (row.Cells.Count, row.Cells[0].Length));
    }
}
