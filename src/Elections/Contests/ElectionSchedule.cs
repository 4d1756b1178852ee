using Netralitas.Geography;

namespace Netralitas.Elections.Contests;

/// <summary>Contests and their stages, each as it was known at an instant.</summary>
public sealed class ElectionSchedule
{
    private readonly ILookup<string, Stage> _stagesById;
    private readonly IReadOnlyList<SingleCandidacy> _singleCandidacies;

    /// <summary>Holds the rows, in any order.</summary>
    /// <exception cref="ArgumentException">Versions of a stage do not run 1, 2, 3 with their knowledge, a stage ends before it starts, or its scope is no contest and no event.</exception>
    public ElectionSchedule(IEnumerable<Contest> contests, IEnumerable<Stage> stages, IEnumerable<SingleCandidacy> singleCandidacies)
    {
        Contests = [.. contests];
        _stagesById = stages.OrderBy(stage => stage.Version).ToLookup(stage => stage.Id);
        _singleCandidacies = [.. singleCandidacies];
        foreach (var versions in _stagesById)
        {
            Check([.. versions]);
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static ElectionSchedule Published { get; } = new(ScheduleData.Contests(), ScheduleData.Stages(), ScheduleData.SingleCandidacies());

    /// <summary>All contests, in the order of the rows.</summary>
    public IReadOnlyList<Contest> Contests { get; }

    /// <summary>All stages, in all their versions.</summary>
    public IEnumerable<Stage> Stages => _stagesById.SelectMany(versions => versions);

    /// <summary>A schedule with a further version of a stage, as after a decree. Its place among the versions is by when it was known, whatever number it has: rows of a later release may be known before or after it.</summary>
    /// <exception cref="ArgumentException">The stage ends before it starts, or its scope is no contest and no event.</exception>
    public ElectionSchedule With(Stage further)
    {
        var versions = _stagesById[further.Id].Where(stage => stage.KnownSince != further.KnownSince).Append(further).OrderBy(stage => stage.KnownSince).Select((stage, place) => stage with { Version = place + 1 });
        return new(Contests, Stages.Where(stage => stage.Id != further.Id).Concat(versions), _singleCandidacies);
    }

    /// <summary>A schedule with a contest, in the place of one with its id if there is one.</summary>
    public ElectionSchedule With(Contest contest) => new(
        Contests.Any(each => each.Id == contest.Id) ? Contests.Select(each => each.Id == contest.Id ? contest : each) : Contests.Append(contest), Stages, _singleCandidacies);

    /// <summary>The version of a stage that is the last; 0 when there is no such stage.</summary>
    public int LatestVersionOf(string stageId) => _stagesById[stageId].LastOrDefault()?.Version ?? 0;

    /// <summary>The stages of a contest in all regions, in the order of their dates, each in its version known at an instant.</summary>
    public IReadOnlyList<Stage> StagesOf(Contest contest, DateTimeOffset knownAt) =>
        [.. KnownAt(knownAt).Where(stage => IsOf(contest, stage)).OrderBy(stage => stage.StartsOn).ThenBy(stage => stage.EndsOn).ThenBy(stage => stage.Id, StringComparer.Ordinal)];

    /// <summary>The stages of a contest in a region, in the order of their dates, each in its version known at an instant.</summary>
    /// <returns>Empty when the region does not elect.</returns>
    public IReadOnlyList<Stage> StagesOf(Contest contest, RegionCode region, DateTimeOffset knownAt)
    {
        if (contest.ElectingRegionOf(region) is not { } electing)
        {
            return [];
        }

        return [.. KnownAt(knownAt).Where(stage => IsOf(contest, stage) && stage.Region.Contains(electing)).OrderBy(stage => stage.StartsOn).ThenBy(stage => stage.EndsOn)];
    }

    /// <summary>The first vote of a contest in a region, or in a region within it.</summary>
    /// <returns>Null when none there elects, or the day was not known at that instant.</returns>
    public Stage? VoteIn(Contest contest, RegionCode region, DateTimeOffset knownAt) =>
        StagesOf(contest, knownAt).FirstOrDefault(stage => stage.Kind == StageKind.PemungutanSuara && Elects(contest, region, stage.Region));

    /// <summary>Where a contest stands in a region on a local date.</summary>
    /// <returns>Null when the region does not elect, or when it was not known at that instant on which day the candidates would be fixed.</returns>
    /// <remarks>Law: SKB 2022, Lampiran II, parts the violations by the fixing of candidates [LAW-STG-01]. That the day itself is after it, is ours [D].</remarks>
    public Phase? PhaseOf(Contest contest, RegionCode region, DateOnly date, DateTimeOffset knownAt)
    {
        var stages = StagesOf(contest, region, knownAt);
        if (stages.FirstOrDefault(stage => stage.Kind == StageKind.PenetapanCalon) is not { } fixing)
        {
            return null;
        }

        if (Is(StageKind.PemungutanSuara) || Is(StageKind.PemungutanSuaraUlang))
        {
            return Phase.PemungutanSuara;
        }

        if (Is(StageKind.MasaTenang) || Is(StageKind.MasaTenangUlang))
        {
            return Phase.MasaTenang;
        }

        var voting = stages.FirstOrDefault(stage => stage.Kind == StageKind.PemungutanSuara);
        return date < fixing.StartsOn ? Phase.Bakal : voting is not null && date > voting.EndsOn ? Phase.SetelahPemungutanSuara : Phase.Calon;

        bool Is(StageKind kind) => stages.Any(stage => stage.Kind == kind && stage.Includes(date));
    }

    /// <summary>The contests in which a region elects, from the first day of the first stage known to the last day of the last.</summary>
    /// <param name="region">A region of any level; of a province only what it elects as a whole.</param>
    /// <param name="date">Local date.</param>
    /// <param name="knownAt">Instant of the knowledge.</param>
    public IReadOnlyList<Contest> ContestsInForce(RegionCode region, DateOnly date, DateTimeOffset knownAt) =>
        [.. Contests.Where(contest =>
            StagesOf(contest, region, knownAt) is { Count: > 0 } stages && date >= stages[0].StartsOn && date <= stages.Max(stage => stage.EndsOn))];

    /// <summary>Whether a local date lies in a stage of any contest of a family that an office supervises: where its region elects, and where a region within it does.</summary>
    public bool IsIn(StageKind kind, ContestFamily family, RegionCode office, DateOnly date, DateTimeOffset knownAt) =>
        KnownAt(knownAt).Any(stage => stage.Kind == kind && stage.Includes(date)
            && Contests.Any(contest => contest.Family == family && IsOf(contest, stage) && Elects(contest, office, stage.Region)));

    /// <summary>The row that says that one pair stands alone in a region.</summary>
    /// <returns>Null when no row says so; the rows name 18 of the 37 regions of 2024, so null is not a no.</returns>
    public SingleCandidacy? SingleCandidacyIn(Contest contest, RegionCode region, DateTimeOffset knownAt) =>
        contest.ElectingRegionOf(region) is { } electing
            ? _singleCandidacies.FirstOrDefault(row => row.ContestId == contest.Id && row.Region == electing && row.KnownSince <= knownAt)
            : null;

    private static bool IsOf(Contest contest, Stage stage) => stage.Scope == contest.Id || stage.Scope == contest.Event;

    private static bool Elects(Contest contest, RegionCode office, RegionCode region) => contest.ElectingRegionOf(office) is { } electing
        ? region.Contains(electing)
        : contest.ElectingRegions().Any(within => office.Contains(within.Code) && region.Contains(within.Code));

    private IEnumerable<Stage> KnownAt(DateTimeOffset instant) =>
        _stagesById.Select(versions => versions.LastOrDefault(stage => stage.KnownSince <= instant)).OfType<Stage>();

    private void Check(Stage[] versions)
    {
        for (var i = 0; i < versions.Length; i++)
        {
            var stage = versions[i];
            var isInOrder = stage.Version == i + 1 && (i == 0 || stage.KnownSince > versions[i - 1].KnownSince);
            if (!isInOrder || stage.EndsOn < stage.StartsOn || !Contests.Any(contest => IsOf(contest, stage)))
            {
                throw new ArgumentException($"Stage {stage.Id}, version {stage.Version}: out of order, ends before it starts, or of no contest.");
            }
        }
    }
}
