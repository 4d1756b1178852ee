using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Coverage;

/// <summary>Reads the sums: of one region and text, as a whole and in parts.</summary>
/// <remarks>Distinct people who signed, of those whom the rosters expect; presence is no signature [LAW-PLG-02].</remarks>
internal sealed class CoverageQuery(PledgesDb db)
{
    private const int MostParts = 1_000;

    // Of units in the order of their names, so many are looked up in the sums, each by its key.
    private const int MostUnits = 2 * MostParts;

    // Written so that an index is walked, whatever the parameters.
    private const string UnitsOpening = """select a.id as "Id", a.name as "Name", s.* from """;

    private const string UnitsOfCountry = "(select id, name from pledges.agencies order by name, id limit {3})";

    private const string UnitsOfRegion =
        """
        (select id, name from pledges.agencies where region_code = {4}
        union all select id, name from pledges.agencies where region_code ~>=~ {5} and region_code ~<~ {6} order by name, id limit {3})
        """;

    private const string UnitsClosing =
        """
         a cross join lateral (
            select sum(expected)::bigint as "Expected", sum(pledged)::bigint as "Pledged", sum(present)::bigint as "Present", sum(on_behalf)::bigint as "OnBehalf", sum(outside)::bigint as "Outside"
            from pledges.coverage where area = 'a:' || a.id and dimension = 'all' and pledge_scope in ({0}, {1}) offset 0) s
        where (s."Expected", s."Pledged", s."Present", s."OnBehalf", s."Outside") <> (0, 0, 0, 0, 0) order by a.name, a.id limit {2}
        """;

    /// <summary>What is asked, read and found whole.</summary>
    /// <param name="Scope">Text and contests.</param>
    /// <param name="Region">The region.</param>
    /// <param name="Unit">A unit of it, which alone is meant; null for the region itself.</param>
    internal sealed record Asked(Guid Scope, Region Region, Unit? Unit = null)
    {
        /// <summary>As the sums name it.</summary>
        internal string Area => Unit is { } unit ? $"a:{unit.Id}" : Region.Code.ToString();
    }

    /// <summary>A unit of the rosters.</summary>
    internal sealed record Unit(Guid Id, string Name);

    /// <summary>Reads a subject and a region.</summary>
    /// <exception cref="RefusalException">COVERAGE_INVALID, REGION_UNKNOWN, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT.</exception>
    internal async Task<Asked> ReadAsync(CoverageSubject? subject, string regionCode, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.Unless(subject is not null && (subject.DeclarationId.Length > 0) != (subject.PledgeTextId.Length > 0), "subject", "Sebutkan satu deklarasi atau satu teks.");
        faults.Unless(subject is null || subject.Contests.Count == 0 || subject.PledgeTextId.Length > 0, "subject.contests", "Pemilihan hanya disebut bersama teks.");
        var textId = Guid.Empty;
        faults.Unless(subject is null || subject.PledgeTextId.Length == 0 || Guid.TryParse(subject.PledgeTextId, out textId), "subject.pledge_text_id", "Id harus berupa UUID.");
        if (faults.Any)
        {
            throw PledgeRefusals.CoverageInvalid(faults.Found);
        }

        var region = OwnRegion.Existing(regionCode);
        var scope = subject!.PledgeTextId.Length > 0 ? PledgeScope.Of(textId, subject.Contests) : await ScopeOfAsync(subject.DeclarationId, cancel);
        return new Asked(scope, region);
    }

    /// <summary>A unit of a region or of those below it; null when it is none.</summary>
    internal async Task<Unit?> FindUnitAsync(Region region, Guid id, CancellationToken cancel)
    {
        var (code, below) = (region.Code.ToString(), region.Code + ".%");
        return (await db.Database.SqlQuery<Unit>(
            $"""select id as "Id", name as "Name" from pledges.agencies where id = {id} and ({code} = '00' or region_code = {code} or region_code like {below})""").ToListAsync(cancel)).SingleOrDefault();
    }

    /// <summary>The region, or the unit, as a whole.</summary>
    internal async Task<Wire.Coverage> TotalAsync(Asked asked, CancellationToken cancel)
    {
        var area = asked.Area;
        var sums = await SumsAsync($"select * from pledges.coverage where area = {area} and dimension = 'all'", asked.Scope, cancel);
        return ToWire("", asked.Unit?.Name ?? asked.Region.FullName, sums.GetValueOrDefault(""));
    }

    /// <summary>Its parts, those with nothing in them left out, in the order of their keys.</summary>
    internal async Task<IReadOnlyList<Wire.Coverage>> PartsAsync(Asked asked, CoverageBreakdown breakdown, CancellationToken cancel)
    {
        var area = asked.Area;
        return breakdown switch
        {
            CoverageBreakdown.Region => await RegionsAsync(asked, cancel),
            CoverageBreakdown.Agency => await AgenciesAsync(asked, cancel),
            CoverageBreakdown.Category => Parts(await SumsAsync($"select * from pledges.coverage where area = {area} and dimension = 'category'", asked.Scope, cancel)),
            CoverageBreakdown.Position => Parts(await SumsAsync($"select * from pledges.coverage where area = {area} and dimension = 'position'", asked.Scope, cancel)),
            CoverageBreakdown.Day => Days(await SumsAsync($"select * from pledges.coverage where area = {area} and dimension in ('all', 'day')", asked.Scope, cancel)),
            CoverageBreakdown.Unspecified => [],
        };
    }

    /// <summary>Who is expected and who of them has pledged in several regions, as wholes and by a dimension, all of one moment.</summary>
    /// <param name="asked">Text and contests.</param>
    /// <param name="areas">Codes of the regions.</param>
    /// <param name="dimension"><c>category</c>, <c>position</c>, or <c>all</c> for the wholes alone.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<Counts> CountsAsync(Asked asked, string[] areas, string dimension, CancellationToken cancel) => new(await db.Database.SqlQuery<AreaCount>(
        $"""
        select area as "Area", dimension as "Dimension", value as "Value", sum(expected)::bigint as "Expected", sum(pledged)::bigint as "Pledged"
        from pledges.coverage where area = any({areas}) and dimension in ('all', {dimension}) and pledge_scope in ({asked.Scope}, {PledgeScope.Expected})
        group by 1, 2, 3 having (sum(expected), sum(pledged)) <> (0, 0)
        """).ToListAsync(cancel));

    private async Task<Guid> ScopeOfAsync(string declarationId, CancellationToken cancel)
    {
        var declaration = Guid.TryParse(declarationId, out var id)
            ? await db.Declarations.AsNoTracking().Where(d => d.Id == id).Select(d => new { d.PledgeTextId, d.Contests }).SingleOrDefaultAsync(cancel)
            : null;
        return declaration is null ? throw PledgeRefusals.DeclarationUnknown()
            : declaration.PledgeTextId is { } textId ? PledgeScope.Of(textId, declaration.Contests)
            : throw PledgeRefusals.DeclarationWithoutText();
    }

    private async Task<List<Wire.Coverage>> RegionsAsync(Asked asked, CancellationToken cancel)
    {
        var children = RegionDirectory.Children(asked.Region.Code).ToDictionary(child => child.Code.ToString());
        string[] codes = [.. children.Keys];
        var sums = await SumsAsync($"select * from pledges.coverage where area = any({codes}) and dimension = 'all'", asked.Scope, cancel, byArea: true);
        return [.. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => ToWire(sum.Key, children[sum.Key].FullName, sum.Value))];
    }

    private async Task<List<Wire.Coverage>> AgenciesAsync(Asked asked, CancellationToken cancel)
    {
        var code = asked.Region.Code.ToString();
        var wanted = UnitsOpening + (code == "00" ? UnitsOfCountry : UnitsOfRegion) + UnitsClosing;
        var agencies = await db.Database.SqlQueryRaw<Agency>(wanted, asked.Scope, PledgeScope.Expected, MostParts, MostUnits, code, code + ".", code + "/").ToListAsync(cancel);
        return [.. agencies.Select(agency => ToWire(agency.Id.ToString(), agency.Name, new Sum(agency.Expected, agency.Pledged, agency.Present, agency.OnBehalf, agency.Outside)))];
    }

    private async Task<Dictionary<string, Sum>> SumsAsync(FormattableString rows, Guid scope, CancellationToken cancel, bool byArea = false)
    {
        var found = await db.Database.SqlQuery<CoverageRow>(rows).Where(row => row.PledgeScope == scope || row.PledgeScope == PledgeScope.Expected).ToListAsync(cancel);
        return found.GroupBy(row => byArea ? row.Area : row.Value)
            .Select(group => (group.Key, Sum: new Sum(group.Sum(r => r.Expected), group.Sum(r => r.Pledged), group.Sum(r => r.Present), group.Sum(r => r.OnBehalf), group.Sum(r => r.Outside))))
            .Where(part => part.Sum != new Sum(0, 0, 0, 0, 0))
            .ToDictionary(part => part.Key, part => part.Sum);
    }

    private static List<Wire.Coverage> Parts(Dictionary<string, Sum> sums) =>
        [.. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Take(MostParts).Select(sum => ToWire(sum.Key, sum.Key, sum.Value))];

    // Whom the rosters expect has no day: each is told with all of today, and with who had pledged by then. The whole is among the sums, under no name.
    private static List<Wire.Coverage> Days(Dictionary<string, Sum> sums)
    {
        var expected = sums.GetValueOrDefault("")?.Expected ?? 0;
        var days = new List<Wire.Coverage>();
        var soFar = 0L;
        foreach (var (day, sum) in sums.Where(sum => sum.Key.Length > 0).OrderBy(sum => sum.Key, StringComparer.Ordinal))
        {
            soFar += sum.Pledged;
            var told = ToWire(day, IndonesianDates.Date(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)), sum with { Expected = expected });
            (told.PledgedByThen, told.IsComplete) = (soFar, expected > 0 && soFar >= expected);
            days.Add(told);
        }

        return days[Math.Max(0, days.Count - MostParts)..];
    }

    private static Wire.Coverage ToWire(string key, string label, Sum? sum) => new()
    {
        Key = key,
        Label = label,
        Expected = sum?.Expected ?? 0,
        Pledged = sum?.Pledged ?? 0,
        PledgedByThen = sum?.Pledged ?? 0,
        Present = sum?.Present ?? 0,
        OnBehalf = sum?.OnBehalf ?? 0,
        OutsideRoster = sum?.Outside ?? 0,
        IsComplete = sum is { Expected: > 0 } && sum.Pledged >= sum.Expected,
    };

    /// <summary>Counts of regions.</summary>
    internal sealed class Counts(IReadOnlyList<AreaCount> found)
    {
        private static readonly Dictionary<string, GroupCount> Nobody = [];

        private readonly Dictionary<string, GroupCount> wholes = found.Where(each => each.Dimension == "all").ToDictionary(each => each.Area, each => new GroupCount(each.Expected, each.Pledged));

        private readonly Dictionary<string, Dictionary<string, GroupCount>> values = found.Where(each => each.Dimension != "all").GroupBy(each => each.Area)
            .ToDictionary(area => area.Key, area => area.ToDictionary(each => each.Value, each => new GroupCount(each.Expected, each.Pledged)));

        /// <summary>People of a region and those below it.</summary>
        internal GroupCount Whole(string area) => wholes.GetValueOrDefault(area);

        /// <summary>The same by the dimension that was read; who nobody has is left out.</summary>
        internal IReadOnlyDictionary<string, GroupCount> Values(string area) => values.GetValueOrDefault(area, Nobody);
    }

    /// <summary>A sum of a region.</summary>
    internal sealed record AreaCount(string Area, string Dimension, string Value, long Expected, long Pledged);

    private sealed record Sum(long Expected, long Pledged, long Present, long OnBehalf, long Outside);

    private sealed record Agency(Guid Id, string Name, long Expected, long Pledged, long Present, long OnBehalf, long Outside);
}
