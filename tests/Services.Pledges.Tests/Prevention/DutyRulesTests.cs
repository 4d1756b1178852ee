using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Prevention;
using Netralitas.Services.Pledges.Reminders;

namespace Netralitas.Services.Pledges.Tests.Prevention;

/// <summary>LAW-PRV-02 and LAW-PRV-03 as tables; the rules of reminders.</summary>
public class DutyRulesTests
{
    [Theory]
    [InlineData("Ppk 81.71 -> Opd 81.71", true)]
    [InlineData("Ppk 81.71 -> Opd 81.72", false)]
    [InlineData("Ppk 81 -> Opd 81", true)]
    [InlineData("Ppk 81.71 -> Kecamatan 81.71.01", true)]
    [InlineData("Ppk 81.71 -> Kecamatan 81.72.01", false)]
    [InlineData("Ppk 81 -> Kecamatan 81.71.01", false)]
    [InlineData("Ppk 81.71 -> Kelurahan 81.71.01.1001", true)]
    [InlineData("Ppk 81.71 -> Kelurahan 81.71.01.2001", false)]
    [InlineData("Kecamatan 81.71.01 -> Kelurahan 81.71.01.1001", true)]
    [InlineData("Kecamatan 81.71.02 -> Kelurahan 81.71.01.1001", false)]
    [InlineData("Kecamatan 81.71.01 -> Opd 81.71.01", false)]
    [InlineData("Opd 81.71 -> Kelurahan 81.71.01.1001", false)]
    [InlineData("Kelurahan 81.71.01.1001 -> Opd 81.71.01.1001", false)]
    [InlineData("Ppk 81.71 -> Ppk 81.71", false)]
    public void A_duty_is_passed_on_to_units_below_an_office_and_to_no_village_that_governs_itself(string step, bool mayBe)
    {
        var words = step.Split(' ');

        Assert.Equal(mayBe, DutyRules.MayPassOn(Enum.Parse<DutyHolderKind>(words[0]), RegionCode.Parse(words[1]), Enum.Parse<DutyHolderKind>(words[3]), RegionCode.Parse(words[4])));
    }

    [Theory]
    [InlineData(PreventionMeasure.Sosialisasi, true)]
    [InlineData(PreventionMeasure.Pembinaan, true)]
    [InlineData(PreventionMeasure.Pengawasan, false)]
    public void Telling_and_training_begin_the_interval_anew_and_supervising_does_not(PreventionMeasure measure, bool counts) => Assert.Equal(counts, DutyRules.Counts(measure));

    [Fact]
    public void The_last_day_in_time_is_an_interval_after_the_last_activity() => Assert.Equal(new DateOnly(2024, 8, 12), DutyRules.DueOn(new DateOnly(2024, 5, 14), 90));

    [Theory]
    [InlineData("2026-11-22", 10, 4, "Remind")]
    [InlineData("2026-11-22", 10, 10, "Complete")]
    [InlineData("2026-11-22", 10, 11, "Complete")]
    [InlineData("2026-11-22", 0, 0, "Wait")]
    [InlineData("2026-11-21", 10, 4, "Expire")]
    public void A_round_reminds_while_somebody_is_missing_and_the_last_day_is_not_past(string lastDay, long expected, long pledged, string outcome) =>
        Assert.Equal(Enum.Parse<RoundOutcome>(outcome), ReminderRounds.OutcomeOf(new DateOnly(2026, 11, 22), DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture), expected, pledged));
}
