namespace Netralitas.TransparencyLog.Tests;

public class CommitmentEntryTests
{
    private const string Entry = "4e54524c010100000000512a0000000065b3e508221dd82624d56739bd4100f77e00c0aac766467517c31cbea0ee2872";

    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    private static ReadOnlySpan<byte> Record => "netralitas/pledge/v1\n190001011920011999\n2026-11-21T02:00:00Z\nikrar-netralitas-2029-v3\n"u8;

    [Fact]
    public void A_record_under_a_nonce_is_this_entry_to_the_byte()
    {
        var commitment = CommitmentEntry.Commit(Nonce, Record);
        var day = (uint)DateOnly.Parse("2026-11-21", System.Globalization.CultureInfo.InvariantCulture).DayNumber - (uint)DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        var bytes = new CommitmentEntry(CommitmentKind.Pledge, day, commitment).ToBytes();

        Assert.Equal("65b3e508221dd82624d56739bd4100f77e00c0aac766467517c31cbea0ee2872", Convert.ToHexStringLower(commitment.ToArray()));
        Assert.Equal(20_778u, day);
        Assert.Equal(Entry, Convert.ToHexStringLower(bytes));
        Assert.Equal("42ff8304c45fb049b6c4131d8f55ec28e42e07ad78d7d75f17ba1db228d6ddba", Convert.ToHexStringLower(MerkleHash.OfLeaf(bytes).ToArray()));
    }

    [Theory]
    [InlineData(CommitmentKind.Pledge, 0u)]
    [InlineData(CommitmentKind.Report, 20_778u)]
    [InlineData(CommitmentKind.Roll, 20_778u)]
    [InlineData(CommitmentKind.Erasure, uint.MaxValue)]
    public void An_entry_that_was_written_is_read(CommitmentKind kind, uint day)
    {
        var entry = new CommitmentEntry(kind, day, CommitmentEntry.Commit(Nonce, Record));

        Assert.Equal(48, entry.ToBytes().Length);
        Assert.True(CommitmentEntry.TryRead(entry.ToBytes(), out var read, out var problem), problem);
        Assert.Equal(entry, read);
    }

    /// <summary>All but day and commitment is fixed: 12 bytes of which no bit can be another, but for the kind.</summary>
    [Fact]
    public void No_other_version_kind_or_filling_is_an_entry()
    {
        var valid = Convert.FromHexString(Entry);
        foreach (var at in new[] { 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15 })
        {
            foreach (var value in Enumerable.Range(0, 256).Select(n => (byte)n).Where(value => value != valid[at] && !(at == 5 && value is 0x02 or 0x03 or 0x7F)))
            {
                var changed = valid.ToArray();
                changed[at] = value;

                Assert.False(CommitmentEntry.TryRead(changed, out _, out var problem), $"byte {at} = {value}");
                Assert.Equal("not an entry of version 1", problem);
            }
        }

        Assert.False(CommitmentEntry.TryRead(valid.AsSpan(1), out _, out _));
        Assert.False(CommitmentEntry.TryRead([.. valid, 0], out _, out _));
    }

    [Fact]
    public void Another_nonce_or_record_is_another_commitment()
    {
        byte[] other = [.. Nonce[..31], 0];

        Assert.NotEqual(CommitmentEntry.Commit(Nonce, Record), CommitmentEntry.Commit(other, Record));
        Assert.NotEqual(CommitmentEntry.Commit(Nonce, Record), CommitmentEntry.Commit(Nonce, Record[1..]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(65)]
    public void A_nonce_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => CommitmentEntry.Commit(new byte[length], Record));
}
