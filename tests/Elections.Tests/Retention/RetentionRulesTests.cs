using Netralitas.Elections.Retention;

namespace Netralitas.Elections.Tests.Retention;

/// <summary>How long cases are kept: LAW-PDP-04.</summary>
public class RetentionRulesTests
{
    private const string Followed = """
        Information | 2026-11-22 -> retensi-informasi-awal 1 none Uncertain
        NotRegistered | 2026-11-22 -> retensi-tidak-diregistrasi 1 none Uncertain
        Withdrawn | 2026-11-22 -> retensi-dicabut 1 none Uncertain
        Referred | 2026-11-22 -> retensi-diteruskan-ke-lembaga-lain 1 none Uncertain
        NoViolation | 2026-11-22 -> retensi-bukan-pelanggaran 1 none Uncertain
        Violation | 2026-11-22 -> retensi-pelanggaran 1 none Uncertain

        """;

    private const string AfterDecree = """
        Withdrawn | 2026-12-31 -> retensi-dicabut 1 none Uncertain
        Withdrawn | 2027-01-01 -> retensi-dicabut 2 5 Uncertain
        Violation | 2027-01-01 -> retensi-pelanggaran 1 none Uncertain

        """;

    [Fact]
    public void No_published_row_has_a_term() => Assert.Equal(Followed, Table.Filled(Followed, input => Of(RetentionRules.Published, input)));

    [Fact]
    public void A_decree_sets_one_from_its_day_on()
    {
        var rules = RetentionRules.Published.With(RetentionRules.Published.LatestOf(RetentionClass.Withdrawn) with { Version = 2, Years = 5, ValidFrom = Table.Date("2027-01-01") });

        Assert.Equal(AfterDecree, Table.Filled(AfterDecree, input => Of(rules, input)));
        Assert.Equal(Table.Date("2031-10-01"), rules.LatestOf(RetentionClass.Withdrawn).KeptUntil(Table.Date("2026-10-01")));
    }

    [Fact]
    public void Rows_that_contradict_each_other_are_not_taken()
    {
        var one = RetentionRules.Published.LatestOf(RetentionClass.Referred);

        Assert.Throws<ArgumentException>(() => RetentionRules.Published.With(one));
        Assert.Throws<ArgumentException>(() => RetentionRules.Published.With(one with { Version = 2, Years = 0 }));
        Assert.Throws<ArgumentException>(() => new RetentionRules([one]));
    }

    private static string Of(RetentionRules rules, string[] input) =>
        rules.Of(Enum.Parse<RetentionClass>(input[0]), Table.Date(input[1])) is var rule ? $"{rule.Id} {rule.Version} {rule.Years?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} {rule.Citation.Mark}" : "";
}
