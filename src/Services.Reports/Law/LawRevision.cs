using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Authorities;
using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Retention;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Law;

/// <summary>What a revision changes.</summary>
internal enum LawRevisionKind
{
    /// <summary>Holidays.</summary>
    Calendar,

    /// <summary>The dates of a stage.</summary>
    Stage,

    /// <summary>A contest.</summary>
    Contest,

    /// <summary>The term of informasi awal.</summary>
    InformationTerm,

    /// <summary>How long cases of a class are kept.</summary>
    RetentionTerm,

    /// <summary>Who takes what is forwarded.</summary>
    Authority,
}

/// <summary>A change of the law that central recorded. Never changed.</summary>
/// <remarks>
/// Law: holidays and cuti bersama can be decreed late [LAW-CAL-06]; stages and contests are changed by decisions of the KPU and of the Constitutional Court [LAW-STG-07];
/// the term of informasi awal is set by decree, if at all [LAW-CLK-13]; those of retention by the archive schedule [LAW-PDP-04]; the body after BKN is yet to be set up [LAW-FWD-01].
/// </remarks>
internal sealed class LawRevision
{
    /// <summary>From 1, without gaps: whoever sees one sees all before it.</summary>
    public required int Number { get; init; }

    public required LawRevisionKind Kind { get; init; }

    /// <summary>Since when it is known; later than of all before it.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>The request that made it, without its id, in protobuf's binary form.</summary>
    public required byte[] Facts { get; init; }

    /// <summary>The decree that it is founded on.</summary>
    internal Decree Decree => Kind switch
    {
        LawRevisionKind.Calendar => ReviseCalendarRequest.Parser.ParseFrom(Facts).Decree,
        LawRevisionKind.Stage => ReviseStageRequest.Parser.ParseFrom(Facts).Decree,
        LawRevisionKind.Contest => RecordContestRequest.Parser.ParseFrom(Facts).Decree,
        LawRevisionKind.InformationTerm => SetInformationTermRequest.Parser.ParseFrom(Facts).Decree,
        LawRevisionKind.RetentionTerm => SetRetentionTermRequest.Parser.ParseFrom(Facts).Decree,
        LawRevisionKind.Authority => RecordAuthorityRequest.Parser.ParseFrom(Facts).Decree,
    };

    /// <summary>The law with it. Pure.</summary>
    internal ElectionLaw AddTo(ElectionLaw law) => Kind switch
    {
        LawRevisionKind.Calendar => law with { Calendar = With(law.Calendar, ReviseCalendarRequest.Parser.ParseFrom(Facts)) },
        LawRevisionKind.Stage => law with { Schedule = With(law.Schedule, ReviseStageRequest.Parser.ParseFrom(Facts)) },
        LawRevisionKind.Contest => law with { Schedule = law.Schedule.With(ContestOf(RecordContestRequest.Parser.ParseFrom(Facts))) },
        LawRevisionKind.InformationTerm => law with { Clocks = With(law.Clocks, SetInformationTermRequest.Parser.ParseFrom(Facts)) },
        LawRevisionKind.RetentionTerm => law with { Retention = With(law.Retention, SetRetentionTermRequest.Parser.ParseFrom(Facts)) },
        LawRevisionKind.Authority => law with { Authorities = With(law.Authorities, RecordAuthorityRequest.Parser.ParseFrom(Facts)) },
    };

    private LegalCalendar With(LegalCalendar calendar, ReviseCalendarRequest request)
    {
        var holidays = request.Holidays.Select(holiday => new Holiday(
            Date(holiday.Date), Enum.Parse<HolidayKind>(holiday.Kind), RegionCode.Parse(holiday.RegionCode), holiday.IsWithdrawn ? HolidayEffect.Dicabut : HolidayEffect.Ditetapkan,
            holiday.Name, KnownSince, Citation(request.Decree, "LAW-CAL-06")));
        return request.CompleteYear == 0 ? calendar.With(holidays) : calendar.With(new CalendarYear(request.CompleteYear, KnownSince, Citation(request.Decree, "LAW-CAL-06")), holidays);
    }

    private ElectionSchedule With(ElectionSchedule schedule, ReviseStageRequest request) => schedule.With(new Stage
    {
        Id = request.StageId,
        Version = 1, // the schedule numbers its versions itself
        Scope = request.Scope,
        Region = RegionCode.Parse(request.RegionCode),
        Kind = Enum.Parse<StageKind>(request.Kind),
        StartsOn = Date(request.StartsOn),
        EndsOn = Date(request.EndsOn),
        KnownSince = KnownSince,
        Citation = Citation(request.Decree, "LAW-STG-07"),
    });

    private static Contest ContestOf(RecordContestRequest request) => new()
    {
        Id = request.ContestId,
        Event = request.Event,
        Family = Enum.Parse<ContestFamily>(request.Family),
        Kind = Enum.Parse<ContestKind>(request.Kind),
        Name = request.Name,
        Only = [.. request.Only.Select(region => RegionCode.Parse(region))],
        Except = [.. request.Except.Select(region => RegionCode.Parse(region))],
        Citation = Citation(request.Decree, "LAW-STG-07"),
    };

    private static ClockRules With(ClockRules rules, SetInformationTermRequest request)
    {
        var family = Enum.Parse<ContestFamily>(request.Family);
        var before = rules.All.Where(rule => rule.Family == family && rule.Subject == ClockSubject.PreliminaryInformation).MaxBy(rule => rule.Version)!;
        return rules.With(before with
        {
            Version = before.Version + 1,
            Use = RuleUse.Applied,
            Unit = Enum.Parse<ClockUnit>(request.Unit),
            Length = request.LengthDays,
            ValidFrom = Date(request.ValidFrom),
            Citation = Citation(request.Decree, "LAW-CLK-13"),
        });
    }

    private static RetentionRules With(RetentionRules rules, SetRetentionTermRequest request)
    {
        var before = rules.LatestOf(Enum.Parse<RetentionClass>(request.RetentionClass));
        return rules.With(before with { Version = before.Version + 1, Years = request.Years, ValidFrom = Date(request.ValidFrom), Citation = Citation(request.Decree, "LAW-PDP-04") });
    }

    private static AuthorityTable With(AuthorityTable authorities, RecordAuthorityRequest request)
    {
        var track = Enum.Parse<Elections.Authorities.ForwardingTrack>(request.Track);
        return authorities.With(new Authority
        {
            Id = request.AuthorityId,
            Version = authorities.LatestVersionOf(request.AuthorityId) + 1,
            Track = track,
            ValidFrom = Date(request.ValidFrom),
            ValidTo = null,
            Name = request.Name,
            Channel = request.Channel,
            Citation = Citation(request.Decree, authorities.All.First(row => row.Track == track).Citation.Key),
        });
    }

    // An officer of the centre read the decree.
    private static Citation Citation(Decree decree, string key) => new(decree.Basis, decree.Source, Mark.Verified, key);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
