using System.Text;

namespace Netralitas.TransparencyLog.Tests;

public class SignedNoteTests
{
    private const string Vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string Example = "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private const string Unknown = "\u2014 example.com/bar Uw2QOkn8srV1yJGh\n";

    [Fact]
    public void The_example_of_the_specification_holds()
    {
        var note = Parse(Example);

        Assert.True(note.TryVerify([Key(Vkey)], out var verified, out var problem), problem);
        Assert.Equal("This is an example message.\n", note.Text);
        Assert.Equal("example.com/foo", Assert.Single(verified).Key.Name);
        Assert.Null(verified[0].CosignedAt);
        Assert.Equal(Example, note.ToString());
    }

    [Fact]
    public void The_text_ends_at_the_last_empty_line()
    {
        using var key = LogKey("example.com/log");
        foreach (var text in new[] { "a\n", "\n", "\n\n", "a\n\nb\n", "a\n\n", "a\n\n\u2014 b c\n" })
        {
            var note = Parse(new SignedNote(text, [key.Sign(text)]).ToString());

            Assert.Equal(text, note.Text);
            Assert.True(note.TryVerify([key.Verifier], out _, out var problem), problem);
        }
    }

    [Fact]
    public void Lines_of_unknown_keys_are_ignored_also_with_the_name_or_the_id_of_a_known_one()
    {
        var sameName = "\u2014 example.com/foo Uw2QOw==\n".Replace("Uw2QOw==", Convert.ToBase64String([0x53, 0x0d, 0x90, 0x3b, 1]), StringComparison.Ordinal);
        var sameId = $"\u2014 example.com/other {Convert.ToBase64String([0x53, 0x0d, 0x90, 0x3a, 1])}\n";
        var note = Parse(Example + Unknown + sameName + sameId);

        Assert.True(note.TryVerify([Key(Vkey)], out var verified, out var problem), problem);
        Assert.Equal(4, note.Signatures.Count);
        Assert.Single(verified);
    }

    [Fact]
    public void A_line_of_a_known_key_that_does_not_hold_rejects_the_note_also_beside_one_that_does()
    {
        var broken = $"\u2014 example.com/foo {Convert.ToBase64String([0x53, 0x0d, 0x90, 0x3a, .. new byte[64]])}\n";
        foreach (var note in new[] { Example + broken, Example.Replace("\n\n", "\n\n" + broken, StringComparison.Ordinal) })
        {
            Assert.False(Parse(note).TryVerify([Key(Vkey)], out var verified, out var problem));
            Assert.Null(verified);
            Assert.Equal("the signature of example.com/foo does not hold", problem);
        }
    }

    [Fact]
    public void A_note_without_a_known_key_is_rejected()
    {
        using var other = LogKey("example.com/foo");

        Assert.False(Parse(Example).TryVerify([other.Verifier], out _, out var problem));
        Assert.Equal("no known key has signed", problem);
        Assert.False(Parse(Example).TryVerify([], out _, out _));
    }

    [Fact]
    public void A_key_that_signed_twice_counts_once()
    {
        var line = Example[Example.IndexOf('\u2014', StringComparison.Ordinal)..];

        Assert.True(Parse(Example + line).TryVerify([Key(Vkey)], out var verified, out _));
        Assert.Single(verified);
    }

    [Fact]
    public void Two_known_keys_of_one_name_and_id_are_a_mistake() =>
        Assert.Throws<ArgumentException>(() => Parse(Example).TryVerify([Key(Vkey), Key(Vkey)], out _, out _));

    [Theory]
    [InlineData("another text", "This is an example message", "This is an example massage")]
    [InlineData("a space added", "message.\n", "message. \n")]
    [InlineData("a line added", "message.\n", "message.\n\n")]
    public void Another_text_does_not_hold(string _, string before, string after) =>
        Assert.False(Parse(Example.Replace(before, after, StringComparison.Ordinal)).TryVerify([Key(Vkey)], out var _, out var _));

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("only a text", "a\n")]
    [InlineData("no empty line", "a\n\u2014 k AAAAAAA=\n")]
    [InlineData("no signature", "a\n\n")]
    [InlineData("no text", "\n\u2014 k AAAAAAA=\n")]
    [InlineData("no last line feed", "a\n\n\u2014 k AAAAAAA=")]
    [InlineData("hyphen for em dash", "a\n\n- k AAAAAAA=\n")]
    [InlineData("en dash for em dash", "a\n\n\u2013 k AAAAAAA=\n")]
    [InlineData("no name", "a\n\n\u2014 AAAAAAA=\n")]
    [InlineData("empty name", "a\n\n\u2014  AAAAAAA=\n")]
    [InlineData("a plus in the name", "a\n\n\u2014 k+l AAAAAAA=\n")]
    [InlineData("a wide space in the name", "a\n\n\u2014 k\u3000l AAAAAAA=\n")]
    [InlineData("a third part", "a\n\n\u2014 k AAAAAAA= b\n")]
    [InlineData("a space behind", "a\n\n\u2014 k AAAAAAA= \n")]
    [InlineData("an id alone", "a\n\n\u2014 k AAAAAA==\n")]
    [InlineData("base64 without padding", "a\n\n\u2014 k AAAAAAA\n")]
    [InlineData("base64 with unused bits", "a\n\n\u2014 k AAAAAAB=\n")]
    [InlineData("base64 of addresses", "a\n\n\u2014 k AAAAAA-_\n")]
    [InlineData("a carriage return", "a\r\n\n\u2014 k AAAAAAA=\n")]
    [InlineData("a carriage return behind", "a\n\n\u2014 k AAAAAAA=\r\n")]
    [InlineData("a tab", "a\tb\n\n\u2014 k AAAAAAA=\n")]
    [InlineData("a NUL", "a\0\n\n\u2014 k AAAAAAA=\n")]
    [InlineData("an escape in the name", "a\n\n\u2014 k\u001b AAAAAAA=\n")]
    [InlineData("an empty line among the signatures", "a\n\n\u2014 k AAAAAAA=\n\n")]
    [InlineData("text behind the signatures", "a\n\n\u2014 k AAAAAAA=\nb\n")]
    public void Anything_else_is_no_note(string _, string bytes)
    {
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(bytes), out var note, out var problem));
        Assert.Null(note);
        Assert.NotNull(problem);
    }

    [Fact]
    public void What_is_not_utf_8_is_no_note()
    {
        byte[] note = [0xC0, 0x80, .. Encoding.UTF8.GetBytes(Example)];

        Assert.False(SignedNote.TryParse(note, out _, out var problem));
        Assert.Equal("not UTF-8", problem);
    }

    [Fact]
    public void A_hundred_signatures_are_read_and_not_one_more()
    {
        var hundred = "a\n\n" + string.Concat(Enumerable.Repeat(Unknown, 100));

        Assert.Equal(100, Parse(hundred).Signatures.Count);
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(hundred + Unknown), out _, out var problem));
        Assert.Equal("over 100 signatures", problem);
    }

    [Fact]
    public void A_mebibyte_is_read_and_not_one_byte_more()
    {
        var text = new string('a', SignedNote.MaxLength - 2 - Encoding.UTF8.GetByteCount(Unknown)) + "\n";
        var note = text + "\n" + Unknown;

        Assert.Equal(SignedNote.MaxLength, Encoding.UTF8.GetByteCount(note));
        Assert.Equal(text, Parse(note).Text);
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("a" + note), out _, out var problem));
        Assert.Equal("over 1048576 bytes", problem);
    }

    internal static SignedNote Parse(string text)
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var problem), problem);
        return note;
    }

    internal static VerifierKey Key(string text)
    {
        Assert.True(VerifierKey.TryParse(text, out var key, out var problem), problem);
        return key;
    }

    internal static SignerKey LogKey(string name) => new(name, SignatureType.Ed25519, Cryptography.Ed25519PrivateKey.Generate());

    internal static SignerKey WitnessKey(string name) => new(name, SignatureType.Cosignature, Cryptography.Ed25519PrivateKey.Generate());
}
