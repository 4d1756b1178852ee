using System.Text;

namespace Netralitas.TransparencyLog.Tests;

public class AddCheckpointRequestTests
{
    // The example of C2SP tlog-witness.
    private const string Example = """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

        """;

    [Fact]
    public void The_example_of_the_specification_is_read_and_written_as_it_was()
    {
        Assert.True(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(Example), out var request, out var problem), problem);
        Assert.Equal(20_852_014, request.OldSize);
        Assert.Equal(4, request.Proof.Count);
        Assert.Equal("example.com/behind-the-sofa", request.Checkpoint.Origin);
        Assert.Equal(20_852_163, request.Checkpoint.Size);
        Assert.Equal(2, request.Note.Signatures.Count);
        Assert.Equal(Example, Encoding.UTF8.GetString(request.ToBytes()));
    }

    [Fact]
    public void Without_an_old_size_there_is_no_proof()
    {
        using var log = SignedNoteTests.LogKey("example.com/log");
        var checkpoint = new Checkpoint("example.com/log", 0, MerkleHash.Empty);
        var request = new AddCheckpointRequest(0, [], checkpoint.Sign(log), checkpoint);

        Assert.StartsWith("old 0\n\nexample.com/log\n0\n", Encoding.UTF8.GetString(request.ToBytes()), StringComparison.Ordinal);
        Assert.True(AddCheckpointRequest.TryParse(request.ToBytes(), out var read, out var problem), problem);
        Assert.Empty(read.Proof);
        Assert.Equal(checkpoint, read.Checkpoint);
    }

    [Theory]
    [InlineData("old 20852014\n", "")]
    [InlineData("old 20852014\n", "old\n")]
    [InlineData("old 20852014\n", "old 020852014\n")]
    [InlineData("old 20852014\n", "old -1\n")]
    [InlineData("old 20852014\n", "old 20852014 \n")]
    [InlineData("old 20852014\n", "old 20852014\0\n")]
    [InlineData("old 20852014\n", "Old 20852014\n")]
    [InlineData("old 20852014\n", "old 9223372036854775808\n")]
    [InlineData("old 20852014\n", "old 20852014\r\n")]
    [InlineData("old 20852014\n", "\nold 20852014\n")]
    [InlineData("old 20852014\n", "old \u0662\n")]
    [InlineData("PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n", "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=\n")]
    [InlineData("PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n", "PlRN\n")]
    [InlineData("=\n\nexample", "=\nexample")]
    [InlineData("20852163\n", "020852163\n")]
    [InlineData("\n\n\u2014", "\n\u2014")]
    public void Anything_else_is_no_request(string before, string after)
    {
        var changed = Example.Replace(before, after, StringComparison.Ordinal);

        Assert.NotEqual(Example, changed);
        Assert.False(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(changed), out var request, out var problem));
        Assert.Null(request);
        Assert.NotNull(problem);
    }

    [Fact]
    public void Sixty_three_hashes_are_read_and_not_one_more()
    {
        Assert.True(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(Example), out var example, out _));
        var request = example with { Proof = [.. Enumerable.Repeat(MerkleHash.Empty, 63)] };

        Assert.True(AddCheckpointRequest.TryParse(request.ToBytes(), out _, out _));
        Assert.False(AddCheckpointRequest.TryParse((request with { Proof = [.. request.Proof, MerkleHash.Empty] }).ToBytes(), out _, out var problem));
        Assert.Equal("over 63 hashes", problem);
    }
}
