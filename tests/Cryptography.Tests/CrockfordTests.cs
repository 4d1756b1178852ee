namespace Netralitas.Cryptography.Tests;

public class CrockfordTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Theory]
    [InlineData("00", 1, "0")]
    [InlineData("FF", 1, "Z")]
    [InlineData("08", 1, "1")]
    [InlineData("0443", 3, "0H1")]
    [InlineData("00443214C74254B635CF", 16, "0123456789ABCDEF")]
    [InlineData("84653A56D7C675BE77DF", 16, "GHJKMNPQRSTVWXYZ")]
    [InlineData("FFFFFFFFFFFFFFFF", 12, "ZZZZZZZZZZZZ")]
    [InlineData("0123456789ABCDEF", 12, "04HMASW9NF6Y")]
    [InlineData("DEADBEEF", 6, "VTPVXV")]
    [InlineData("48656C6C6F", 8, "91JPRV3F")]
    public void Bytes_are_written_from_the_most_significant_bit(string bytes, int length, string text) =>
        Assert.Equal(text, Crockford.Encode(Convert.FromHexString(bytes), length));

    [Fact]
    public void More_characters_than_bits_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Crockford.Encode([1, 2], 4));

    [Theory]
    [InlineData("7K2M-9QXD-4T0B", "7K2M9QXD4T0B")]
    [InlineData("7k2m9qxd4t0b", "7K2M9QXD4T0B")]
    [InlineData(" 7K2M 9QXD 4TOB ", "7K2M9QXD4T0B")]
    [InlineData("7K2M-9QXD-4ToB", "7K2M9QXD4T0B")]
    [InlineData("IiLl-1oO0-0000", "111110000000")]
    public void What_people_type_is_read_with_its_look_alikes_set_right(string typed, string text)
    {
        Assert.True(Crockford.TryRead(typed, 12, out var read));

        Assert.Equal(text, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7K2M-9QXD-4T0")]
    [InlineData("7K2M-9QXD-4T0B0")]
    [InlineData("7K2M-9QXD-4T0U")]
    [InlineData("7K2M-9QXD-4T0*")]
    [InlineData("7K2M_9QXD_4T0B")]
    [InlineData("７K2M-9QXD-4T0B")]
    public void Anything_else_is_not_read(string typed)
    {
        Assert.False(Crockford.TryRead(typed, 12, out var read));
        Assert.Null(read);
    }

    [Fact]
    public void What_is_written_in_groups_is_read_back()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var bytes = new byte[15];
            new Random(seed).NextBytes(bytes);
            var text = Crockford.Encode(bytes, 24);

            Assert.True(Crockford.TryRead(Crockford.Grouped(text), 24, out var read));
            Assert.Equal(text, read);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("7K2", "7K2")]
    [InlineData("7K2M", "7K2M")]
    [InlineData("7K2M9", "7K2M-9")]
    [InlineData("7K2M9QXD4T0B", "7K2M-9QXD-4T0B")]
    public void Groups_are_of_four(string text, string grouped) => Assert.Equal(grouped, Crockford.Grouped(text));

    [Theory]
    [InlineData("0", "00")]
    [InlineData("1", "1Y")]
    [InlineData("Z", "Z1")]
    [InlineData("7K2M9QXD4T0", "7K2M9QXD4T0M")]
    [InlineData("NETRA1TAS", "NETRA1TASK")]
    [InlineData(Alphabet, Alphabet + "8")]
    public void The_check_character_is_Luhn_modulo_32(string text, string withCheck)
    {
        Assert.Equal(withCheck, Crockford.WithCheck(text));
        Assert.True(Crockford.HasValidCheck(withCheck));
    }

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        var code = Crockford.WithCheck("7K2M9QXD4T0BZ0AF5HJR8WV");

        var missed = from position in Enumerable.Range(0, code.Length)
                     from wrong in Alphabet
                     where wrong != code[position]
                     let typed = string.Concat(code.AsSpan(0, position), [wrong], code.AsSpan(position + 1))
                     where Crockford.HasValidCheck(typed)
                     select typed;

        Assert.Empty(missed);
    }

    [Fact]
    public void Of_all_swaps_of_neighbours_only_that_of_the_first_and_the_last_digit_is_missed()
    {
        var pairs = (from a in Alphabet from b in Alphabet where a != b select (a, b)).ToList();

        foreach (var before in new[] { "7K2M", "7K2MX" })
        {
            var missed = pairs.Where(pair =>
            {
                var code = Crockford.WithCheck($"{before}{pair.a}{pair.b}9Q");
                return Crockford.HasValidCheck($"{before}{pair.b}{pair.a}{code[^3..]}");
            });

            Assert.Equal([('0', 'Z'), ('Z', '0')], missed);
        }

        Assert.Equal(992, pairs.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    public void What_was_written_in_whole_bytes_is_read_again(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(n => (byte)(n * 37 + 11)).ToArray();

        Assert.Equal(bytes, Crockford.Decode(Crockford.Encode(bytes, length * 8 / 5)));
    }
}
