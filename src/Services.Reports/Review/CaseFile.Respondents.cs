using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Violations;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class CaseFile
{
    /// <summary>Whom the case is about, by number.</summary>
    /// <remarks>
    /// A number never changes: whom the office added keeps the number that was next when it did, and whom the reporter names later gets the next after it. What the office recorded of who it is is opened to
    /// offices alone; a reporter's process reads only what the reporter told.
    /// </remarks>
    internal IReadOnlyList<NamedRespondent> Respondents
    {
        get
        {
            var records = Records.ToList();
            var added = records.Where(record => IsAdded(record.Facts)).Select(record => record.Facts.Respondent).ToHashSet();
            var latest = records.GroupBy(record => record.Facts.Respondent).ToDictionary(each => each.Key, each => each.Last());
            var reported = new Queue<Respondent>(Report.Whole.Report.Respondents);
            return [.. Enumerable.Range(1, reported.Count + added.Count).Select(number =>
            {
                var last = latest.GetValueOrDefault(number);
                return new NamedRespondent(
                    number, added.Contains(number) ? null : reported.Dequeue(), last.Step?.RequestKey is { } key ? Report.Recorded.GetValueOrDefault(key) : null, last.Step?.At, last.Facts?.Basis ?? "");
            })];
        }
    }

    /// <summary>How many respondents there are to decide on: one, where nobody is named.</summary>
    internal int RespondentCount => Math.Max(1, Respondents.Count);

    /// <summary>Respondents of joined reports of whom an officer said who they are here: public number of the report, number there, number here.</summary>
    internal IEnumerable<JoinedRespondent> Matched =>
        Records.SelectMany(record => record.Facts.Joined.Select(joined => new JoinedRespondent { Number = joined.Number, Respondent = joined.Respondent, RespondentHere = record.Facts.Respondent }));

    // What offices recorded of respondents, in the order in which they did.
    private IEnumerable<(CaseEvent Step, RecordRespondentRequest Facts)> Records =>
        Events.Where(happened => happened.Step == CaseStep.Identify).Select(happened => (happened, RecordRespondentRequest.Parser.ParseFrom(happened.Facts)));

    /// <summary>The acts as they were last qualified; empty before.</summary>
    internal IReadOnlyList<CaseAct> Acts => Qualification is not { } qualification ? [] : [.. qualification.Qualifications.Select(act =>
    {
        var day = DayOf(act, qualification)!.Value;
        return new CaseAct(act.Respondent, day, ViolationCatalogue.Published.Find(act.Code, day)!);
    })];

    /// <summary>Local date of an act: its own, else that of the request; null when neither is a date.</summary>
    internal static DateOnly? DayOf(Qualification act, QualifyCaseRequest qualification) => FilingTime.DayOf(act.HappenedOn.Length > 0 ? act.HappenedOn : qualification.HappenedOn);

    /// <summary>The office says who a respondent is.</summary>
    /// <param name="facts">What it recorded, without who the person is.</param>
    /// <param name="details">Who the person is.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="requestKey">The request; by it the addition with <paramref name="details"/> is found.</param>
    internal void Identify(RecordRespondentRequest facts, Respondent details, ServiceDefaults.Caller by, DateTimeOffset now, Guid requestKey)
    {
        Report = Report with { Recorded = new Dictionary<Guid, Respondent>(Report.Recorded) { [requestKey] = details } };
        Take(CaseStep.Identify, by, now, facts, requestKey);
    }

    /// <summary>It goes to the office that got the report which it follows.</summary>
    internal void GoAlong(CaseFile lead, DateTimeOffset now) => MoveTo(lead.Office, Take(CaseStep.GoAlong, null, now));

    // Of whom the office added nothing was told before: the step says what it takes the place of, in an empty message.
    private static bool IsAdded(RecordRespondentRequest facts) => facts.Details is null;
}

/// <summary>A respondent of a case.</summary>
/// <param name="Number">From 1; never changes.</param>
/// <param name="Reported">As the reporter told it; null for whom the office added.</param>
/// <param name="Recorded">As the office last recorded it; null when it never did, and where the reporter reads.</param>
/// <param name="RecordedAt">When it did.</param>
/// <param name="Basis">How the office knows; empty when it never recorded it.</param>
internal sealed record NamedRespondent(int Number, Respondent? Reported, Respondent? Recorded, DateTimeOffset? RecordedAt, string Basis)
{
    /// <summary>Who it is, as far as it is known.</summary>
    internal Respondent Details { get; } = Recorded ?? Reported ?? new Respondent();
}

/// <summary>A respondent's act with its row of the catalogue.</summary>
/// <param name="Respondent">Number of the respondent.</param>
/// <param name="HappenedOn">Local date of the act.</param>
/// <param name="Row">The row that held on that day.</param>
internal sealed record CaseAct(int Respondent, DateOnly HappenedOn, Violation Row);
