using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.FollowUp;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>LAW-FWD-08: the time in which a decision is awaited counts from the receipt, once that is known before the time is over.</summary>
public class AwaitedTimeTests
{
    private const string Table = """
        received   known at          act by
        2024-11-01 2024-11-01T03:00Z 2024-12-01
        2024-11-20 2024-11-20T03:00Z 2024-12-20
        2024-12-01 2024-12-01T15:59Z 2024-12-31
        2024-12-01 2024-12-01T16:00Z 2024-12-01
        2024-11-20 2024-12-24T03:00Z 2024-12-01
        2024-10-31 2024-11-20T03:00Z 2024-12-01

        """;

    [Fact]
    public void It_counts_from_the_receipt_and_nobody_gains_time_by_a_late_one()
    {
        var rows = Table.Split('\n').Skip(1).SkipLast(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(row =>
        {
            var forwarding = Forwarded();
            var now = DateTimeOffset.Parse(row[1], CultureInfo.InvariantCulture);
            forwarding.Advance(FollowUpStep.Receive, now);
            forwarding.CountFrom(DateOnly.Parse(row[0], CultureInfo.InvariantCulture), 30, IndonesianTimeZone.Wita, now);
            Assert.Equal(IndonesianTimeZone.Wita.LocalDateTime(forwarding.ActByOn.AddDays(1), TimeOnly.MinValue), forwarding.OverdueAt);
            return $"{row[0]} {row[1]} {forwarding.ActByOn:yyyy-MM-dd}\n";
        });

        Assert.Equal(Table, "received   known at          act by\n" + string.Concat(rows));
    }

    [Fact]
    public void What_is_decided_or_marked_as_overdue_is_not_counted_anew()
    {
        var now = new DateTimeOffset(2024, 11, 20, 3, 0, 0, TimeSpan.Zero);
        var decided = Forwarded();
        decided.Advance(FollowUpStep.Decide, now);
        decided.CountFrom(new DateOnly(2024, 11, 20), 30, IndonesianTimeZone.Wita, now);
        var overdue = Forwarded();
        overdue.Advance(FollowUpStep.FallOverdue, now);
        overdue.Advance(FollowUpStep.Receive, now);
        overdue.CountFrom(new DateOnly(2024, 11, 20), 30, IndonesianTimeZone.Wita, now);

        Assert.Equal((new DateOnly(2024, 12, 1), new DateOnly(2024, 12, 1)), (decided.ActByOn, overdue.ActByOn));
    }

    internal static Services.Reports.FollowUp.Forwarding Forwarded(ForwardingTrack track = ForwardingTrack.OtherLaw) => new()
    {
        Id = Guid.Empty,
        ReportId = Guid.Empty,
        Respondent = 1,
        Track = track,
        AuthorityId = "bkn",
        AuthorityVersion = 1,
        PersonnelAuthorityId = null,
        PersonnelAuthorityVersion = null,
        AgencyOffice = "ppk:75.71",
        IsAbove = false,
        Agency = "CONTOH",
        EmployeeKind = EmployeeKind.Pns,
        DocumentNumber = "CONTOH",
        DocumentOn = new DateOnly(2024, 11, 1),
        Summary = "CONTOH",
        Evidence = [],
        ForwardedOn = new DateOnly(2024, 11, 1),
        ActByOn = new DateOnly(2024, 12, 1),
        OverdueAt = IndonesianTimeZone.Wita.LocalDateTime(new DateOnly(2024, 12, 2), TimeOnly.MinValue).ToUniversalTime(),
    };
}
