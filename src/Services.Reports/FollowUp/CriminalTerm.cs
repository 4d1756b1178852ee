using Netralitas.Elections;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Who handles the case of a forwarding, and under which law.</summary>
/// <param name="Office">Region of the office that handles it now.</param>
/// <param name="Family">The body of law; null while the contest is not known.</param>
/// <param name="RegisteredAt">When it was registered; null when it was not.</param>
/// <param name="RegistrationNumber">Number of that; empty likewise.</param>
/// <param name="Law">The law as it is known.</param>
internal sealed record Handling(RegionCode Office, ContestFamily? Family, DateTimeOffset? RegisteredAt, string RegistrationNumber, ElectionLaw Law)
{
    /// <summary>The zone of the office.</summary>
    internal IndonesianTimeZone Zone => RegionDirectory.TimeZoneOf(Office);

    /// <summary>The rules of the terms that start on a local date.</summary>
    internal IReadOnlyList<ClockRule> RulesOf(IEnumerable<ClockSubject> subjects, DateOnly on) =>
        Family is { } family ? [.. subjects.Select(subject => Law.Clocks.Of(family, subject, on)).OfType<ClockRule>()] : [];
}

/// <summary>A term of the law that runs for a forwarding on the criminal track. Pure.</summary>
/// <param name="Clock">Counted anew at each reading, by the calendar that is known then.</param>
internal sealed record CriminalTerm(Clock Clock)
{
    /// <summary>What it limits.</summary>
    internal ClockSubject Subject => Clock.Rule.Subject;

    /// <summary>Whether its passing makes the forwarding overdue.</summary>
    internal bool IsOwed => CriminalLife.IsOwed(Subject);

    /// <summary>The first instant that is too late; null while it cannot be said.</summary>
    internal DateTimeOffset? EndsAt => Clock.Deadline.EndsAt?.ToUniversalTime();

    /// <summary>When it ends and why, with the citation and how well that is known.</summary>
    internal string Sentence => $"{ExplainDeadline.Sentence(Clock)[..^1]}, {Certainty(Clock.Rule.Citation.Mark)}.";

    /// <summary>The terms that run, the earliest end first.</summary>
    /// <param name="forwarding">The forwarding.</param>
    /// <param name="handling">Who handles its case.</param>
    /// <param name="now">The present instant, whose calendar holds.</param>
    /// <remarks>The rule and the local date of the start are those of the step; a case that was taken over since ends its terms by the clock of the new office.</remarks>
    internal static IReadOnlyList<CriminalTerm> Of(Forwarding forwarding, Handling handling, DateTimeOffset now)
    {
        if (forwarding.TermsFrom is not { } from)
        {
            return [];
        }

        var (started, calendar) = (RegionCode.Parse(forwarding.TermsOffice), handling.Law.Calendar.AsKnownAt(now).KnownSince);
        return [.. forwarding.Terms.Select(Rule).Select(rule => new CriminalTerm(Clock.Fold(History(rule), handling.Law))).OrderBy(term => term.EndsAt ?? DateTimeOffset.MaxValue)];

        IEnumerable<ClockEvent> History(RuleReference rule) =>
            [new ClockStarted(from, rule, calendar, from, started), .. started == handling.Office ? Array.Empty<ClockEvent>() : [new ClockTransferred(from, rule, calendar, handling.Office)]];
    }

    /// <summary>A rule as a row names it: <c>pilkada-gakkumdu-verdict/1</c>.</summary>
    internal static string Written(ClockRule rule) => $"{rule.Id}/{rule.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private static RuleReference Rule(string written) =>
        written.Split('/') is [var id, var version] ? new RuleReference(id, int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)) : throw new FormatException($"{written} names no rule.");

    private static string Certainty(Mark mark) => mark switch
    {
        Mark.Verified => "ketentuan dibaca pada sumber yang dirujuk [V]",
        Mark.Secondary => "ketentuan baru dibaca pada pemberitaan atau salinan yang belum pasti [V~]",
        Mark.General => "ketentuan berdasarkan pengetahuan umum dan belum ditemukan pada sumber yang dibaca [G]",
        Mark.Uncertain => "ketentuan belum pasti [U]",
        Mark.Derived => "ketentuan berdasarkan penafsiran sendiri [D]",
    };
}
