using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.Services.Reports.FollowUp;
using CriminalTerm = Netralitas.Services.Reports.FollowUp.CriminalTerm;
using Forwarding = Netralitas.Services.Reports.FollowUp.Forwarding;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>
/// The way of a crime and the terms that its steps start: LAW-CLK-14 first discussion, LAW-CLK-15 investigation, LAW-CLK-16 return of the file, LAW-CLK-17 the file once more, LAW-CLK-18 referral to the court,
/// LAW-CLK-19 verdict, LAW-CLK-20 appeal, LAW-CLK-21 verdict on appeal.
/// </summary>
public class CriminalLifeTests
{
    private static readonly DateTimeOffset Now = At("2026-11-23T03:00Z");
    private static readonly RegionCode Office = RegionCode.Parse("62.06");

    // Step; what may follow; the terms that it starts, in brackets those that nobody owes; what it is for the forwarding.
    private const string Life = """
        Unspecified | FirstDiscussion InvestigationBegun | GakkumduFirstDiscussion | -
        FirstDiscussion | InvestigationBegun Stopped |  | Discuss
        InvestigationBegun | ResultHandedOver Stopped | GakkumduInvestigation | Proceed
        ResultHandedOver | FileReturned CourtReferral Stopped | (GakkumduFileReturn) GakkumduCourtReferral | Proceed
        FileReturned | FileResubmitted Stopped | GakkumduFileResubmission | Proceed
        FileResubmitted | FileReturned CourtReferral Stopped | (GakkumduFileReturn) GakkumduCourtReferral | Proceed
        CourtReferral | Verdict | GakkumduVerdict | Proceed
        Verdict | Appeal | (GakkumduAppeal) | Decide
        Appeal | AppealVerdict | GakkumduAppealVerdict | Reopen
        AppealVerdict |  |  | Decide
        Stopped |  |  | Decide

        """;

    // Step and its local time in Katingan (WIB); each term with the last minute that is in time. 27 November 2024 was voting day, 25 December Christmas and 26 December cuti bersama.
    private const string Terms = """
        Unspecified | 2024-11-10 10:00 -> GakkumduFirstDiscussion Mon 2024-11-11 09:59
        InvestigationBegun | 2024-11-13 00:00 -> GakkumduInvestigation Wed 2024-12-04 23:59
        ResultHandedOver | 2024-12-04 15:00 -> GakkumduFileReturn Mon 2024-12-09 23:59, GakkumduCourtReferral Wed 2024-12-11 23:59
        FileReturned | 2024-12-20 00:00 -> GakkumduFileResubmission Fri 2024-12-27 23:59
        FileResubmitted | 2024-12-23 00:00 -> GakkumduFileReturn Mon 2024-12-30 23:59, GakkumduCourtReferral Thu 2025-01-02 23:59
        CourtReferral | 2024-12-23 00:00 -> GakkumduVerdict Mon 2024-12-30 23:59
        Verdict | 2024-12-26 00:00 -> GakkumduAppeal Sun 2024-12-29 23:59
        Appeal | 2024-12-27 00:00 -> GakkumduAppealVerdict Fri 2025-01-03 23:59
        AppealVerdict | 2025-01-03 00:00 -> 
        Stopped | 2025-01-03 00:00 -> 

        """;

    [Fact]
    public void Every_step_is_followed_and_starts_terms_as_the_table_says() => Assert.Equal(Life, string.Concat(Enum.GetValues<CriminalStep>().Select(step =>
    {
        var starts = CriminalLife.Starts(step).Select(subject => CriminalLife.IsOwed(subject) ? $"{subject}" : $"({subject})");
        return $"{step} | {string.Join(' ', CriminalLife.Next(step))} | {string.Join(' ', starts)} | {(step == CriminalStep.Unspecified ? "-" : CriminalLife.ForForwarding(step))}\n";
    })));

    [Fact]
    public void Every_step_can_be_reached_and_every_term_of_the_Sentra_Gakkumdu_is_started()
    {
        Assert.Equal(Enum.GetValues<CriminalStep>().Skip(1), Enum.GetValues<CriminalStep>().SelectMany(CriminalLife.Next).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<ClockSubject>().Where(subject => subject.ToString().StartsWith("Gakkumdu", StringComparison.Ordinal)),
            Enum.GetValues<CriminalStep>().SelectMany(CriminalLife.Starts).Distinct().Order());
    }

    [Fact]
    public void Each_term_ends_as_the_law_of_Pilkada_counts_it() => Assert.Equal(Terms, string.Concat(Terms.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input =>
    {
        var cells = input.Split(" | ");
        var terms = CriminalTerm.Of(Started(Enum.Parse<CriminalStep>(cells[0]), Local(cells[1]), Under(ContestFamily.Pilkada)), Under(ContestFamily.Pilkada), Now);
        return $"{input} -> {string.Join(", ", terms.Select(term => $"{term.Subject} {term.EndsAt!.Value.AddMinutes(-1).ToOffset(TimeSpan.FromHours(7)).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}"))}\n";
    })));

    [Fact]
    public void A_term_says_in_a_sentence_when_it_ends_why_and_how_well_that_is_known()
    {
        var progress = CriminalWire.Of(Started(CriminalStep.Unspecified, Local("2024-11-10 10:00"), Under(ContestFamily.Pilkada)), Under(ContestFamily.Pilkada), At("2024-11-11T03:00Z"));

        var term = Assert.Single(progress.Terms);
        Assert.Equal(
            "Batas pembahasan pertama Sentra Gakkumdu Senin, 11 November 2024 pukul 10.00 WIB: 1 x 24 jam sejak diregistrasi Minggu, 10 November 2024 pukul 10.00 WIB (Peraturan Bersama Sentra Gakkumdu), "
            + "ketentuan berdasarkan pengetahuan umum dan belum ditemukan pada sumber yang dibaca [G].", term.Sentence);
        Assert.Equal(("pilkada-gakkumdu-first-discussion", 1, "General", true, true, ""), (term.RuleId, term.RuleVersion, term.Mark, term.IsPast, term.IsOwed, progress.NoTerm));
    }

    [Fact]
    public void A_holiday_that_becomes_known_late_moves_what_runs_and_one_after_the_mark_does_not_mark_it_again()
    {
        var (before, after) = (Under(ContestFamily.Pilkada), Under(ContestFamily.Pilkada, "2024-11-28"));
        var forwarding = Started(CriminalStep.InvestigationBegun, Local("2024-11-13 00:00"), before);

        forwarding.Hold(before, Now);
        var first = forwarding.OverdueAt;
        forwarding.Hold(after, Now);

        Assert.Equal((Local("2024-12-05 00:00"), Local("2024-12-06 00:00")), (first, forwarding.OverdueAt));
        Assert.Contains("Kamis, 28 November 2024 (libur nasional Hari Contoh, Keppres Contoh)", CriminalTerm.Of(forwarding, after, Now)[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(first, CriminalTerm.Of(forwarding, after, Now.AddDays(-1))[0].EndsAt);
    }

    [Fact]
    public void What_is_written_down_late_is_overdue_a_day_later_at_the_earliest_and_what_nobody_owes_never_is()
    {
        var handling = Under(ContestFamily.Pilkada);
        var (late, option) = (Started(CriminalStep.CourtReferral, Local("2024-12-19 00:00"), handling, TimeSpan.FromDays(1)), Started(CriminalStep.Verdict, Local("2024-12-26 00:00"), handling));

        Assert.Equal(Now.AddDays(1), late.OverdueAt);
        Assert.Null(option.TermsCalendar);
        Assert.Null(option.Hold(handling, Now));
    }

    [Fact]
    public void The_end_of_a_term_waits_for_the_holidays_of_a_year_that_are_not_known_and_the_awaited_time_holds_until_then()
    {
        var handling = Under(ContestFamily.Pilkada);
        var forwarding = Started(CriminalStep.InvestigationBegun, Local("2026-12-28 00:00"), handling);
        var awaited = forwarding.OverdueAt;
        var known = handling with { Law = handling.Law with { Calendar = handling.Law.Calendar.With(new CalendarYear(2027, Now, Decree())) } };

        Assert.Null(forwarding.Hold(handling, Now));
        Assert.Equal(("", "belum dapat dihitung"), (CriminalWire.Of(forwarding, handling, Now).Terms[0].DueOn, CriminalTerm.Of(forwarding, handling, Now)[0].Sentence.Contains("belum dapat dihitung", StringComparison.Ordinal) ? "belum dapat dihitung" : ""));
        Assert.NotNull(forwarding.Hold(known, Now));
        Assert.NotEqual(awaited, forwarding.OverdueAt);
    }

    [Fact]
    public void A_case_that_was_taken_over_keeps_the_date_of_the_start_and_ends_by_the_clock_of_the_new_office()
    {
        var maluku = Under(ContestFamily.Pilkada) with { Office = RegionCode.Parse("81.71") };
        var forwarding = Started(CriminalStep.CourtReferral, new DateTimeOffset(2024, 12, 19, 0, 0, 0, TimeSpan.FromHours(9)), maluku);

        Assert.Equal(Local("2024-12-27 00:00"), CriminalTerm.Of(forwarding, Under(ContestFamily.Pilkada), Now)[0].EndsAt);
    }

    [Theory]
    [InlineData(ContestFamily.Pemilu, "ketentuan Pemilu tentang waktu penanganan Sentra Gakkumdu belum tercatat")]
    [InlineData(null, "pemilihan yang belum dikenali")]
    public void Where_the_law_has_no_such_term_none_runs_and_that_is_said(ContestFamily? family, string told)
    {
        var forwarding = Started(CriminalStep.InvestigationBegun, Local("2024-11-13 00:00"), Under(family));
        var progress = CriminalWire.Of(forwarding, Under(family), Now);

        Assert.Empty(progress.Terms);
        Assert.Contains(told, progress.NoTerm, StringComparison.Ordinal);
        Assert.Equal(Local("2024-12-13 00:00"), forwarding.OverdueAt);
    }

    private static Forwarding Started(CriminalStep step, DateTimeOffset at, Handling handling, TimeSpan grace = default)
    {
        var forwarding = AwaitedTimeTests.Forwarded(ForwardingTrack.Crime);
        (forwarding.ActByOn, forwarding.OverdueAt) = (new DateOnly(2024, 12, 12), Local("2024-12-13 00:00"));
        forwarding.LastStep = step;
        forwarding.StartTerms(handling.RulesOf(CriminalLife.Starts(step), handling.Zone.LocalDate(at)), at, handling, grace == default ? DateTimeOffset.MinValue : Now, grace);
        if (grace == default && forwarding.TermsFrom is not null)
        {
            forwarding.Hold(handling, Now);
        }

        return forwarding;
    }

    private static Handling Under(ContestFamily? family, params string[] holidays) => new(Office, family, null, "", ElectionLaw.Published with
    {
        Calendar = ElectionLaw.Published.Calendar.With(
            holidays.Select(day => new Holiday(DateOnly.Parse(day, CultureInfo.InvariantCulture), HolidayKind.LiburNasional, RegionCode.Parse("00"), HolidayEffect.Ditetapkan, "Hari Contoh", Now, Decree()))),
    });

    private static Citation Decree() => new("Keppres Contoh", "https://example.org", Mark.Derived, "LAW-CAL-01");

    private static DateTimeOffset Local(string text) => new DateTimeOffset(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(7)).ToUniversalTime();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
