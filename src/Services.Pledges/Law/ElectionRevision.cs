using System.Text.Json;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges.Law;

/// <summary>A contest or the dates of a stage that central put on record, as the event told it.</summary>
/// <param name="Version">Its place among all of them: from 1, without gaps.</param>
/// <param name="Event">Name of the event's type.</param>
/// <param name="Facts">The event.</param>
internal sealed record ElectionRevision(int Version, string Event, string Facts)
{
    /// <summary>Of an event.</summary>
    /// <exception cref="ArgumentException">It names a body of law, a kind or a region that this release does not know: it waits, set aside, for one that does.</exception>
    internal static ElectionRevision Of(ContestRecorded happened)
    {
        ToContest(happened);
        return new ElectionRevision(happened.Version, nameof(ContestRecorded), JsonSerializer.Serialize(happened, JsonSerializerOptions.Web));
    }

    /// <summary>Of an event.</summary>
    /// <exception cref="ArgumentException">It names a kind or a region that this release does not know.</exception>
    internal static ElectionRevision Of(StageRevised happened)
    {
        ToStage(happened);
        return new ElectionRevision(happened.Version, nameof(StageRevised), JsonSerializer.Serialize(happened, JsonSerializerOptions.Web));
    }

    /// <summary>The elections with it. Pure.</summary>
    /// <param name="schedule">The elections with all before it.</param>
    internal ElectionSchedule AddTo(ElectionSchedule schedule)
    {
        if (Event == nameof(ContestRecorded))
        {
            return schedule.With(ToContest(JsonSerializer.Deserialize<ContestRecorded>(Facts, JsonSerializerOptions.Web)!));
        }

        var stage = JsonSerializer.Deserialize<StageRevised>(Facts, JsonSerializerOptions.Web)!;
        return schedule.With(ToStage(stage));
    }

    private static Contest ToContest(ContestRecorded happened) => new()
    {
        Id = happened.ContestId,
        Event = happened.Event,
        Family = Enum.Parse<ContestFamily>(happened.Family),
        Kind = Enum.Parse<ContestKind>(happened.Kind),
        Name = happened.Title,
        Only = Regions(happened.Only),
        Except = Regions(happened.Except),
        Citation = Citation(happened.Basis, happened.Source),
    };

    private static Stage ToStage(StageRevised happened) => new()
    {
        Id = happened.StageId,
        Version = 1, // the schedule numbers its versions itself
        Scope = happened.Scope,
        Region = Region(happened.RegionCode),
        Kind = Enum.Parse<StageKind>(happened.Kind),
        StartsOn = happened.StartsOn,
        EndsOn = happened.EndsOn,
        KnownSince = happened.KnownSince,
        Citation = Citation(happened.Basis, happened.Source),
    };

    private static IReadOnlyList<RegionCode> Regions(string codes) => [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Region)];

    private static RegionCode Region(string code) => RegionCode.TryParse(code, out var region) ? region : throw new ArgumentException($"{code} is no code of a region.");

    // An officer of the centre read the decree.
    private static Citation Citation(string basis, string source) => new(basis, source, Mark.Verified, "LAW-STG-07");
}
