using Netralitas.Elections.Clocks;
using Netralitas.Elections.Notices;

namespace Netralitas.Elections.Tests.Notices;

/// <summary>What counts as service of a notice to a reporter: LAW-SVC-01.</summary>
public class ServiceRulesTests
{
    private const string Followed = """
        ConfirmedByCode | 2026-11-22 -> confirmed-by-code 1 Applied Derived
        HandedOver | 2026-11-22 -> handed-over 1 Applied Uncertain
        Announced | 2026-11-22 -> announced 1 Applied General
        Readable | 2026-11-22 -> readable 1 Alternative Uncertain

        """;

    private const string AfterDecree = """
        Readable | 2026-12-31 -> readable 1 Alternative Uncertain
        Readable | 2027-01-01 -> readable 2 Applied Uncertain
        Announced | 2027-01-01 -> announced 1 Applied General

        """;

    [Fact]
    public void A_notice_counts_when_somebody_has_it_and_not_when_it_could_be_read() => Assert.Equal(Followed, Table.Filled(Followed, input => Of(ServiceRules.Published, input)));

    [Fact]
    public void A_decree_changes_that_from_its_day_on()
    {
        var rules = ServiceRules.Published.With(ServiceRules.Published.Of(ServiceMeans.Readable, Table.Date("2026-11-22")) with { Version = 2, Use = RuleUse.Applied, ValidFrom = Table.Date("2027-01-01") });

        Assert.Equal(AfterDecree, Table.Filled(AfterDecree, input => Of(rules, input)));
        Assert.True(rules.Counts(ServiceMeans.Readable, Table.Date("2027-01-01")));
    }

    private static string Of(ServiceRules rules, string[] input)
    {
        var rule = rules.Of(Enum.Parse<ServiceMeans>(input[0]), Table.Date(input[1]));
        return $"{rule.Id} {rule.Version} {rule.Use} {rule.Citation.Mark}";
    }
}
