using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.FollowUp;

// The terms of the law on the criminal track.
internal sealed partial class Forwarding
{
    /// <summary>The last step of a crime that was recorded; none before the first, and on other tracks.</summary>
    public CriminalStep LastStep { get; set; }

    /// <summary>The rules of the terms that run, as <see cref="CriminalTerm.Written"/> writes them; all count from <see cref="TermsFrom"/>.</summary>
    public IReadOnlyList<string> Terms { get; private set; } = [];

    /// <summary>The instant from which they count; null while none runs.</summary>
    public DateTimeOffset? TermsFrom { get; private set; }

    /// <summary>Kemendagri code of the region of the office that handled the case then; null likewise.</summary>
    public string? TermsOffice { get; private set; }

    /// <summary>The newest calendar that <see cref="OverdueAt"/> was held against; null while nothing that is owed runs.</summary>
    public DateTimeOffset? TermsCalendar { get; private set; }

    /// <summary>Ends the terms that ran, and starts those that count from an instant.</summary>
    /// <param name="rules">Their rules; perhaps none.</param>
    /// <param name="from">The instant.</param>
    /// <param name="handling">Who handles the case.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="grace">How long after now it becomes overdue at the earliest: whoever writes down what happened long ago is not overtaken.</param>
    /// <remarks>While no term that is owed runs, the awaited time holds again [LAW-FWD-06].</remarks>
    internal void StartTerms(IReadOnlyList<ClockRule> rules, DateTimeOffset from, Handling handling, DateTimeOffset now, TimeSpan grace)
    {
        var isOther = Terms.Count > 0 || rules.Count > 0;
        Terms = [.. rules.Select(CriminalTerm.Written)];
        (TermsFrom, TermsOffice) = rules.Count > 0 ? ((DateTimeOffset?)from.ToUniversalTime(), handling.Office.ToString()) : (null, null);
        if (isOther)
        {
            OverdueSince = null;
            Hold(handling, now);
            OverdueAt = OverdueAt > now + grace ? OverdueAt : now + grace;
        }
    }

    /// <summary>Holds the instant from which it is overdue against the calendar that is known now.</summary>
    /// <returns>The term that is owed and ends first, as far as its end can be said; null when there is none.</returns>
    internal CriminalTerm? Hold(Handling handling, DateTimeOffset now)
    {
        var owed = CriminalTerm.Of(this, handling, now).Where(term => term.IsOwed).ToList();
        var first = owed.FirstOrDefault(term => term.EndsAt is not null);
        OverdueAt = first?.EndsAt ?? AwaitedUntil(handling.Zone);
        TermsCalendar = owed.Count > 0 ? handling.Law.Calendar.AsKnownAt(now).KnownSince.ToUniversalTime() : null;
        return first;
    }

    private void EndTerms() => (Terms, TermsFrom, TermsOffice, TermsCalendar) = ([], null, null, null);

    private DateTimeOffset AwaitedUntil(IndonesianTimeZone zone) => zone.LocalDateTime(ActByOn.AddDays(1), TimeOnly.MinValue).ToUniversalTime();
}
