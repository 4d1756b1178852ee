namespace Netralitas.Elections.Contests;

/// <summary>Reads contests.csv, stages.csv and single-candidates.csv.</summary>
internal static class ScheduleData
{
    internal static IEnumerable<Contest> Contests() => DataRow.Read("contests").Select(row => new Contest
    {
        Id = row.Text("id"),
        Event = row.Text("event"),
        Family = row.Value<ContestFamily>("family"),
        Kind = row.Value<ContestKind>("kind"),
        Name = row.Text("name"),
        Only = row.Regions("only"),
        Except = row.Regions("except"),
        Citation = row.Citation(),
    });

    internal static IEnumerable<Stage> Stages() => DataRow.Read("stages").Select(row => new Stage
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Scope = row.Text("scope"),
        Region = row.Region("region"),
        Kind = row.Value<StageKind>("stage"),
        StartsOn = row.Date("starts_on"),
        EndsOn = row.Date("ends_on"),
        KnownSince = row.KnownSince("known_since"),
        Citation = row.Citation(),
    });

    internal static IEnumerable<SingleCandidacy> SingleCandidacies() => DataRow.Read("single-candidates")
        .Select(row => new SingleCandidacy(row.Text("contest"), row.Region("region"), row.KnownSince("known_since"), row.Citation()));
}
