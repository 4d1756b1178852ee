using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Retention;
using Netralitas.Geography;
using Netralitas.Services.Reports.Retention;

namespace Netralitas.Services.Reports.Tests.Retention;

/// <summary>Which cases have a term, and its last day: LAW-PDP-02, LAW-PDP-04.</summary>
public sealed class RetentionTermTests
{
    private const string Classes = """
        Received -> none
        InitialReview -> none
        CompletionRequested -> none
        Completed -> none
        Registered -> none
        NotRegistered -> NotRegistered
        PreliminaryInformation -> Information
        Withdrawn -> Withdrawn
        Clarification -> none
        Study -> none
        Plenary -> none
        Violation -> none
        NoViolation -> NoViolation
        Discontinued -> NoViolation
        Referred -> Referred
        Joined -> none
        Forwarded -> none
        Concluded -> Violation

        """;

    // Instant of the last move | office | -> last local date, after two years.
    private const string Days = """
        2024-10-01T16:59:59Z | 35.75 -> 2026-10-01
        2024-10-01T17:00:00Z | 35.75 -> 2026-10-02
        2024-10-01T16:00:00Z | 75.71 -> 2026-10-02
        2024-10-01T15:00:00Z | 81.71 -> 2026-10-02
        2024-02-29T00:00:00Z | 81.71 -> 2026-02-28

        """;

    private static readonly RetentionRules TwoYears = Enum.GetValues<RetentionClass>().Aggregate(RetentionRules.Published, (rules, each) => rules.With(rules.LatestOf(each) with { Version = 2, Years = 2 }));

    [Fact]
    public void Only_what_is_over_has_a_class() => Assert.Equal(Classes, string.Concat(
        Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified && Classes.Contains($"{status} ->", StringComparison.Ordinal))
            .OrderBy(status => Classes.IndexOf($"{status} ->", StringComparison.Ordinal)).Select(status => $"{status} -> {RetentionTerm.ClassOf(status)?.ToString() ?? "none"}\n")));

    [Fact]
    public void The_last_day_is_told_by_the_calendar_of_the_office() => Assert.Equal(Days, string.Concat(
        Days.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input => (Input: input, Parts: input.Split(" | "))).Select(row =>
            $"{row.Input} -> {RetentionTerm.Of(ReportStatus.Withdrawn, DateTimeOffset.Parse(row.Parts[0], System.Globalization.CultureInfo.InvariantCulture), RegionCode.Parse(row.Parts[1]), new DateOnly(2026, 11, 22), TwoYears)!.KeptUntil:yyyy-MM-dd}\n")));

    [Fact]
    public void Without_a_term_nothing_is_due_ever()
    {
        Assert.Null(RetentionTerm.Of(ReportStatus.Withdrawn, DateTimeOffset.UnixEpoch, RegionCode.National, DateOnly.MaxValue, ElectionLaw.Published.Retention));
        Assert.Null(RetentionTerm.LatestDue(new DateOnly(2100, 1, 1), ElectionLaw.Published.Retention));
        Assert.Null(RetentionTerm.Of(ReportStatus.Forwarded, DateTimeOffset.UnixEpoch, RegionCode.National, new DateOnly(2100, 1, 1), TwoYears));
    }
}
