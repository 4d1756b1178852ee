using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Tests.Transfers;

/// <summary>The life of a transfer, and to whom it is addressed: LAW-TRF-03.</summary>
public class TransferLifeTests
{
    private const string Life = """
        Pending | Acknowledge | Acknowledged
        Pending | Return | Returned
        Pending | Climb | Pending
        Pending | Lapse | Returned
        Pending | Cancel | Cancelled
        Pending | Recall | Cancelled

        """;

    // From, to and how often it has climbed; who may answer of 75.71, 75, 71.71, 71 and 00.
    private const string Addressed = """
        HandOver | 75 | 75.71 | 0 -> 75.71
        HandOver | 75 | 75.71 | 1 -> 75.71 00
        HandOver | 71.71 | 75.71 | 0 -> 75.71
        HandOver | 71.71 | 75.71 | 1 -> 75.71 75
        HandOver | 71.71 | 75.71 | 2 -> 75.71 75 00
        HandOver | 00 | 75.71 | 1 -> 75.71 75
        Referral | 75.71 |  | 0 -> 75.71
        Referral | 75.71 |  | 1 -> 75.71 75

        """;

    [Fact]
    public void Every_status_takes_every_step_as_the_table_says() => Assert.Equal(Life, string.Concat(
        from status in Enum.GetValues<TransferStatus>()
        where status != TransferStatus.Unspecified
        from step in Enum.GetValues<TransferStep>()
        where TransferLife.After(status, step) is not null
        select $"{status} | {step} | {TransferLife.After(status, step)}\n"));

    [Fact]
    public void The_receiver_answers_and_those_up_to_where_it_has_climbed_but_never_the_sender() => Assert.Equal(Addressed, string.Concat(
        Addressed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input =>
        {
            var cells = input.Split(" | ");
            var transfer = Sent(Enum.Parse<TransferKind>(cells[0]), cells[1], cells[2].Length == 0 ? null : cells[2]);
            for (var climbs = int.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture); climbs > 0; climbs--)
            {
                transfer.Climb(DateTimeOffset.UnixEpoch);
            }

            var may = new[] { "75.71", "75", "71.71", "71", "00" }.Where(code => transfer.IsAddressedTo(new Office("bawaslu", code)));
            return $"{input} -> {string.Join(' ', may)}\n";
        })));

    // Kind, from, to, how often it has climbed -> what its time brings.
    private const string Times = """
        HandOver | 71.71 | 75.71 | 0 -> climbs to 75
        HandOver | 71.71 | 75.71 | 1 -> climbs to 00
        HandOver | 71.71 | 75.71 | 2 -> lapses
        HandOver | 75 | 75.71 | 0 -> climbs to 00
        HandOver | 00 | 75 | 0 -> lapses
        HandOver | 00 | 75.71 | 0 -> climbs to 75
        HandOver | 00 | 75.71 | 1 -> lapses
        Referral | 75.71 |  | 0 -> climbs to 75
        Referral | 75.71 |  | 2 -> waits
        Referral | 00 |  | 0 -> waits

        """;

    [Fact]
    public void Where_nobody_is_above_a_hand_over_lapses_and_a_referral_waits() => Assert.Equal(Times, string.Concat(
        Times.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input =>
        {
            var cells = input.Split(" | ");
            var transfer = Sent(Enum.Parse<TransferKind>(cells[0]), cells[1], cells[2].Length == 0 ? null : cells[2]);
            transfer.AwaitUntil(DateTimeOffset.UnixEpoch.AddHours(24));
            for (var climbs = int.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture); climbs > 0; climbs--)
            {
                transfer.Climb(DateTimeOffset.UnixEpoch.AddHours(24));
            }

            Assert.False(transfer.IsDue(DateTimeOffset.UnixEpoch.AddHours(23), TimeSpan.FromHours(24)));
            Assert.Equal(transfer.ClimbsAt is not null, transfer.IsDue(DateTimeOffset.UnixEpoch.AddHours(24), TimeSpan.FromHours(24)));
            return $"{input} -> {(transfer.ClimbsAt is null ? "waits" : transfer.Lapses ? "lapses" : $"climbs to {transfer.Next()}")}\n";
        })));

    [Fact]
    public void What_lapsed_is_returned_without_an_answer_and_what_waited_for_ever_lapses_too()
    {
        var transfer = Sent(TransferKind.HandOver, "00", "75");
        Assert.True(transfer.IsDue(DateTimeOffset.UnixEpoch.AddHours(24), TimeSpan.FromHours(24)));

        transfer.Lapse(DateTimeOffset.UnixEpoch);

        Assert.Equal((TransferStatus.Returned, (string?)null, DateTimeOffset.UnixEpoch), (transfer.Status, transfer.AnsweredBy, transfer.AnsweredAt));
        Assert.NotEmpty(transfer.AnswerReason!);
        Assert.Equal("TRANSFER_NOT_PENDING", Assert.Throws<RefusalException>(() => transfer.Acknowledge("75", DateTimeOffset.UnixEpoch, null)).Reason);
    }

    [Fact]
    public void What_is_answered_is_answered_once()
    {
        var transfer = Sent(TransferKind.HandOver, "00", "75");
        transfer.Acknowledge("75", DateTimeOffset.UnixEpoch, null);

        Assert.Equal("TRANSFER_NOT_PENDING", Assert.Throws<RefusalException>(() => transfer.Return("75", DateTimeOffset.UnixEpoch, "CONTOH", null)).Reason);
    }

    private static Transfer Sent(TransferKind kind, string from, string? to) => new()
    {
        Id = Guid.NewGuid(),
        ReportId = Guid.NewGuid(),
        Number = 1,
        Kind = kind,
        FromOffice = from,
        ToOffice = to,
        Body = null,
        RuleId = null,
        RuleVersion = null,
        Reason = "CONTOH",
        DocumentNumber = "1",
        DocumentOn = new DateOnly(2024, 10, 1),
        SentAt = DateTimeOffset.UnixEpoch,
    };
}
