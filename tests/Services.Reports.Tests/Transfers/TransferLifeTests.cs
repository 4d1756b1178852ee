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
        Pending | Cancel | Cancelled

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

    [Fact]
    public void At_the_top_it_climbs_no_more()
    {
        var transfer = Sent(TransferKind.HandOver, "00", "75");
        transfer.AwaitUntil(DateTimeOffset.UnixEpoch);

        Assert.Null(transfer.ClimbsAt);
        Assert.Equal("TRANSFER_NOT_PENDING", Assert.Throws<RefusalException>(() =>
        {
            transfer.Acknowledge("75", DateTimeOffset.UnixEpoch, null);
            transfer.Return("75", DateTimeOffset.UnixEpoch, "CONTOH", null);
        }).Reason);
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
