using System.Text;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Signing;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Tests;

public class PledgeRecordTests
{
    private static readonly Guid SignatureId = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid DeclarationId = new("00000000-0000-7000-8000-000000000002");
    private static readonly Guid TextId = new("00000000-0000-7000-8000-000000000003");

    // Recorded in the evening of Jayapura; the day in the log is the one in UTC.
    private static readonly DateTimeOffset RecordedAt = new(2026, 11, 22, 1, 30, 15, 999, TimeSpan.FromHours(9));

    private static readonly SignatureRow Row = new("Penanda uji", "190001011920011999", "Lurah", "Unit uji", OfficeTenure.Plt, "", "");

    [Fact]
    public void A_record_has_a_line_for_each_thing_that_was_signed_and_by_whom() =>
        Assert.Equal(
            """
            netralitas/pledge/v1
            190001011920011999
            2026-11-21T16:30:15Z
            00000000-0000-7000-8000-000000000003
            00000000-0000-7000-8000-000000000002
            00000000-0000-7000-8000-000000000001
            Penanda uji
            Lurah
            Unit uji
            Plt



            """.ReplaceLineEndings("\n"),
            Text(Row));

    [Fact]
    public void No_words_can_pass_for_other_lines()
    {
        SignatureRow[] rows =
        [
            Row, Row with { Name = "a\nb", Position = "c" }, Row with { Name = "a", Position = "b\nc" }, Row with { Name = "a\\nb", Position = "c" },
            Row with { Name = "a\\\nb", Position = "c" }, Row with { Name = "a", Position = "b", Agency = "c" },
        ];

        Assert.All(rows, row => Assert.Equal(12, Text(row).Count(character => character == '\n')));
        Assert.Equal(rows.Length, rows.Select(Text).Distinct().Count());
    }

    [Fact]
    public void An_entry_commits_to_its_record_and_shows_the_day_alone()
    {
        var one = PledgeRecord.Of(SignatureId, DeclarationId, TextId, Row, RecordedAt);
        var other = PledgeRecord.Of(SignatureId, DeclarationId, TextId, Row, RecordedAt);

        Assert.Equal(Text(Row), Encoding.UTF8.GetString(one.Record));
        Assert.True(CommitmentEntry.TryRead(one.Entry, out var entry, out var problem), problem);
        Assert.Equal(new CommitmentEntry(CommitmentKind.Pledge, 20_778, CommitmentEntry.Commit(one.Nonce, one.Record)), entry);
        // The same record twice: nobody sees that it is.
        Assert.NotEqual(one.Nonce, other.Nonce);
        Assert.NotEqual(one.Entry, other.Entry);
    }

    private static string Text(SignatureRow row) => Encoding.UTF8.GetString(PledgeRecord.Encode(SignatureId, DeclarationId, TextId, row, RecordedAt));
}
