using System.Security.Cryptography;
using System.Text;
using Netralitas.Services.Reports.Receipts;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Reports.Tests.Receipts;

public class ReceiptEntryTests
{
    private static readonly DateTimeOffset ReceivedAt = new(2026, 11, 21, 23, 59, 59, 999, TimeSpan.Zero);

    [Fact]
    public void The_record_is_one_and_the_same_for_ever()
    {
        Assert.Equal(
            """
            netralitas/report/v1
            7K2M9QXD4T0B
            2026-11-21T23:59:59Z
            ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35

            """.ReplaceLineEndings("\n"), Encoding.ASCII.GetString(ReceiptEntry.Encode("7K2M9QXD4T0B", ReceivedAt, "abc"u8.ToArray(), "2"u8.ToArray())));
        Assert.EndsWith("15ad\n\n", Encoding.ASCII.GetString(ReceiptEntry.Encode("7K2M9QXD4T0B", ReceivedAt, "abc"u8.ToArray(), null)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_entry_shows_the_day_and_nothing_else_and_each_has_a_nonce_of_its_own()
    {
        var entries = Enumerable.Range(0, 3).Select(_ => ReceiptEntry.Open("7K2M9QXD4T0B", ReceivedAt, [1], null)).ToList();

        Assert.All(entries, entry => Assert.True(entry.Holds));
        Assert.Equal(3, entries.DistinctBy(entry => Convert.ToHexString(entry.Nonce.Span)).Count());
        Assert.Equal(3, entries.DistinctBy(entry => entry.Entry.Commitment).Count());
        Assert.All(entries, entry => Assert.Equal("4E54524C010200000000512A00000000", Convert.ToHexString(entry.Entry.ToBytes()[..16])));
    }

    [Fact]
    public void An_entry_that_was_stored_is_made_the_same_again()
    {
        var entry = ReceiptEntry.Open("7K2M9QXD4T0B", ReceivedAt, [1], [2]);

        var again = ReceiptEntry.Again(entry.Nonce.ToArray(), entry.Record.ToArray(), ReceivedAt);

        Assert.Equal(entry.ToBytes(), again.ToBytes());
        Assert.Equal(CommitmentEntry.NonceLength, again.Nonce.Length);
    }

    [Fact]
    public void Who_guesses_the_record_and_not_the_nonce_has_nothing()
    {
        var entry = ReceiptEntry.Open("7K2M9QXD4T0B", ReceivedAt, [1], null);

        Assert.NotEqual(entry.Entry.Commitment, CommitmentEntry.Commit(RandomNumberGenerator.GetBytes(32), entry.Record.Span));
        Assert.NotEqual(entry.Entry.Commitment, CommitmentEntry.Commit(new byte[32], entry.Record.Span));
    }
}
