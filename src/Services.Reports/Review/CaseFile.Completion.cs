using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Notices;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class CaseFile
{
    /// <summary>The first study stands still. The reporter's time runs once the notice is served, or at once where that it can be read is enough [LAW-SVC-01].</summary>
    internal void AwaitCompletion(ContestFamily family, DateTimeOffset askedAt)
    {
        Clocks.Pause(ClockSubject.InitialReview, askedAt);
        if (Law.Service.Counts(ServiceMeans.Readable, RegionDirectory.TimeZoneOf(Office).LocalDate(askedAt)))
        {
            Clocks.Start(ClockSubject.Completion, family, Office, askedAt, askedAt);
        }
    }

    /// <summary>The reporter handed in a file or a link beside what was asked for: who works on the case has something to look at. What is over stays over, and keeps the evidence all the same.</summary>
    /// <returns>Whether the case has a step of it.</returns>
    internal bool HandIn(DateTimeOffset at)
    {
        if (CaseLife.After(Case.Status, CaseStep.HandIn) is null)
        {
            return false;
        }

        Take(CaseStep.HandIn, null, at);
        Case.UnreadMessages++;
        return true;
    }

    /// <summary>The reporter has the notice that asks for a completion: the reporter's time runs from then on.</summary>
    /// <param name="served">How, and since when.</param>
    /// <param name="by">Who recorded it; null for the reporter.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="requestKey">The reporter's request.</param>
    internal void Serve(RecordServiceRequest served, ServiceDefaults.Caller? by, DateTimeOffset now, Guid? requestKey = null)
    {
        var at = Take(CaseStep.Serve, by, now, served, requestKey);
        StartCompletion(AskedCompletion.Of(this)!, at);
    }

    // What is served runs from its service, whenever the law of the case becomes known; one that runs already is not started again.
    private void StartCompletion(AskedCompletion notice, DateTimeOffset at)
    {
        if (notice.ServedAt is { } servedAt && Case.Family is { } family && !Clocks.All.Any(clock => clock.Subject == ClockSubject.Completion && clock.IsOpen))
        {
            Clocks.Start(ClockSubject.Completion, family, Office, servedAt, at);
        }
    }
}
