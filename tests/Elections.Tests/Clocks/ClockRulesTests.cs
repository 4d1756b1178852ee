using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;

namespace Netralitas.Elections.Tests.Clocks;

public class ClockRulesTests
{
    private const string Rules = """
        LAW-CLK-01 | pemilu-report-filing v1 | Applied | 7 hari kerja | Verified | UU 7/2017 Pasal 454 ayat (6)
        LAW-CLK-02 | pilkada-report-filing v1 | Applied | 7 hari kalender | Verified | UU 1/2015 Pasal 134 ayat (4)
        LAW-CLK-03 | pemilu-initial-review v1 | Applied | 2 hari kerja | Verified | Perbawaslu 7/2022 Pasal 15 ayat (1)
        LAW-CLK-04 | pilkada-initial-review v1 | Applied | 2 hari kalender | General | Perbawaslu 8/2020 jo. Perbawaslu 9/2024
        LAW-CLK-04 | pilkada-initial-review-3-days v1 | Alternative | 3 hari kalender | Secondary | Perbawaslu 8/2020 jo. Perbawaslu 9/2024
        LAW-CLK-05 | pemilu-completion v1 | Applied | 2 hari kerja | General | Perbawaslu 7/2022
        LAW-CLK-05 | pemilu-completion-3-days v1 | Alternative | 3 hari kerja | Secondary | aturan sebelum Perbawaslu 7/2022
        LAW-CLK-06 | pilkada-completion v1 | Applied | 48 jam | Secondary | Perbawaslu 8/2020
        LAW-CLK-06 | pilkada-completion-3-days v1 | Alternative | 3 hari kalender | Secondary | Perbawaslu 8/2020
        LAW-CLK-07 | pemilu-physical-handover v1 | Applied | 2 hari kerja | Verified | Juknis SigapLapor (Kep. 0207.1/2023)
        LAW-CLK-08 | pilkada-physical-handover v1 | Applied | 7 hari kalender | Secondary | UU 1/2015 Pasal 134 ayat (4)
        LAW-CLK-09 | pemilu-handling v1 | Applied | 7 + 7 hari kerja | Verified | UU 7/2017 Pasal 454 ayat (7); UU 7/2017 Pasal 454 ayat (8)
        LAW-CLK-10 | pilkada-handling v1 | Applied | 3 + 2 hari kalender | Verified | UU 1/2015 Pasal 134 ayat (5); UU 1/2015 Pasal 134 ayat (6)
        LAW-CLK-11 | pemilu-finding v1 | Applied | 7 hari kalender | Secondary | UU 7/2017 Pasal 454 ayat (5)
        LAW-CLK-11 | pemilu-finding-working-days v1 | Alternative | 7 hari kerja | General | UU 7/2017 Pasal 454 ayat (5)
        LAW-CLK-12 | pilkada-finding v1 | Applied | 7 hari kalender | General | Perbawaslu 8/2020 jo. Perbawaslu 9/2024
        LAW-CLK-13 | pemilu-preliminary-information v1 | OnRequest | no length | Uncertain | belum ditetapkan
        LAW-CLK-13 | pilkada-preliminary-information v1 | OnRequest | no length | Uncertain | belum ditetapkan
        LAW-CLK-14 | pilkada-gakkumdu-first-discussion v1 | Applied | 24 jam | General | Peraturan Bersama Sentra Gakkumdu
        LAW-CLK-15 | pilkada-gakkumdu-investigation v1 | Applied | 14 hari kerja | Verified | UU 10/2016
        LAW-CLK-16 | pilkada-gakkumdu-file-return v1 | Applied | 3 hari kerja | Verified | UU 10/2016
        LAW-CLK-17 | pilkada-gakkumdu-file-resubmission v1 | Applied | 3 hari kerja | Secondary | UU 10/2016
        LAW-CLK-18 | pilkada-gakkumdu-court-referral v1 | Applied | 5 hari kerja | Verified | UU 10/2016
        LAW-CLK-19 | pilkada-gakkumdu-verdict v1 | Applied | 7 hari kalender | Secondary | UU 10/2016
        LAW-CLK-20 | pilkada-gakkumdu-appeal v1 | Applied | 3 hari kalender | Secondary | UU 10/2016
        LAW-CLK-21 | pilkada-gakkumdu-appeal-verdict v1 | Applied | 7 hari kalender | Secondary | UU 10/2016

        """;

    private static readonly DateOnly Day = Table.Date("2024-10-01");

    [Fact]
    public void Every_rule_has_its_length_its_unit_its_law_and_its_mark() => Assert.Equal(Rules, Table.Joined(ClockRules.Published.All.Select(rule =>
    {
        var unit = rule.Unit switch { ClockUnit.CalendarDay => "hari kalender", ClockUnit.WorkingDay => "hari kerja", ClockUnit.Hour => "jam" };
        var length = rule.Length is null ? "no length" : rule.Extension is null ? $"{rule.Length} {unit}" : $"{rule.Length} + {rule.Extension} {unit}";
        var basis = rule.ExtensionBasis.Length == 0 ? rule.Citation.Basis : $"{rule.Citation.Basis}; {rule.ExtensionBasis}";
        return $"{rule.Citation.Key} | {rule.Id} v{rule.Version} | {rule.Use} | {length} | {rule.Citation.Mark} | {basis}";
    })));

    [Fact]
    public void How_many_days_for_the_handling_of_a_Pilkada_report()
    {
        var rule = ClockRules.Published.Of(ContestFamily.Pilkada, ClockSubject.Handling, Day);

        Assert.Equal((3, 2, ClockUnit.CalendarDay), (rule?.Length, rule?.Extension, rule?.Unit));
        Assert.Equal(ClockUnit.CalendarDay, ClockRules.Published.DayCountOf(ContestFamily.Pilkada, Day));
        Assert.Equal(ClockUnit.WorkingDay, ClockRules.Published.DayCountOf(ContestFamily.Pemilu, Day));
    }

    [Theory]
    [InlineData(ContestFamily.Pilkada, ClockSubject.Completion, "pilkada-completion")]
    [InlineData(ContestFamily.Pilkada, ClockSubject.PreliminaryInformation, null)]
    [InlineData(ContestFamily.Pemilu, ClockSubject.GakkumduVerdict, null)]
    public void Alternatives_and_rules_on_request_are_not_followed_by_themselves(ContestFamily family, ClockSubject subject, string? id) =>
        Assert.Equal(id, ClockRules.Published.Of(family, subject, Day)?.Id);

    [Fact]
    public void A_decree_is_a_further_version_and_the_old_one_still_explains_what_was_opened_under_it()
    {
        var changed = Table.Rule("pilkada-completion") with { Version = 2, Unit = ClockUnit.CalendarDay, Length = 3, ValidFrom = Table.Date("2026-01-01") };
        var rules = ClockRules.Published.With(changed);

        Assert.Equal(1, rules.Of(ContestFamily.Pilkada, ClockSubject.Completion, Table.Date("2025-12-31"))?.Version);
        Assert.Equal(2, rules.Of(ContestFamily.Pilkada, ClockSubject.Completion, Table.Date("2026-01-01"))?.Version);
        Assert.Equal((48, 3), (rules[new("pilkada-completion", 1)].Length, rules[new("pilkada-completion", 2)].Length));
    }

    [Fact]
    public void A_rule_that_has_ended_is_not_followed()
    {
        var ended = Table.Rule("pilkada-completion") with { ValidFrom = Table.Date("2020-01-01"), ValidTo = Table.Date("2024-09-29") };
        var rules = new ClockRules([ended]);

        Assert.Equal([false, true, true, false], new[] { "2019-12-31", "2020-01-01", "2024-09-29", "2024-09-30" }
            .Select(date => rules.Of(ContestFamily.Pilkada, ClockSubject.Completion, Table.Date(date)) is not null));
        Assert.Throws<InvalidOperationException>(() => rules.DayCountOf(ContestFamily.Pilkada, Day));
    }

    [Fact]
    public void Rows_that_contradict_themselves_are_not_taken()
    {
        var handling = Table.Rule("pilkada-handling");

        Assert.Throws<ArgumentException>(() => new ClockRules([handling, handling]));
        Assert.Throws<ArgumentException>(() => new ClockRules([handling with { Length = 0 }]));
        Assert.Throws<ArgumentException>(() => new ClockRules([handling with { Length = null }]));
        Assert.Throws<ArgumentException>(() => new ClockRules([handling with { Extension = 0 }]));
        Assert.Throws<ArgumentException>(() => new ClockRules([handling, handling with { Id = "pilkada-handling-4-days", Length = 4 }]));
    }
}
