using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Coverage;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.PublicCoverage;

internal sealed partial class PublicCoverageEndpoint
{
    /// <summary>Who should have pledged in a region, and who has, without small groups and without what would give them away.</summary>
    /// <exception cref="RefusalException">COVERAGE_INVALID, REGION_UNKNOWN, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT.</exception>
    [AllowAnonymous]
    public override async Task<GetPublicCoverageResponse> GetPublicCoverage(GetPublicCoverageRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        faults.Unless(request.Breakdown is not (CoverageBreakdown.Agency or CoverageBreakdown.Day) && Enum.IsDefined(request.Breakdown), "breakdown", "Pilih rincian menurut wilayah, kategori, atau jabatan.");
        if (faults.Any)
        {
            throw PledgeRefusals.CoverageInvalid(faults.Found);
        }

        var asked = await query.ReadAsync(request.Subject, request.RegionCode, context.CancellationToken);
        List<Region> path = [.. asked.Region.Code.Upwards.Reverse().Select(code => RegionDirectory.Find(code)!)];

        var counts = await ReadAsync(asked, path, request.Breakdown, context.CancellationToken);
        return Answer(counts, [.. path.Select(region => region.Code.ToString())], asked.Region, request.Breakdown);
    }

    // The region, what it lies in, and the regions beside each: from a whole and all of its other parts a small part could be reckoned.
    private async Task<CoverageQuery.Counts> ReadAsync(CoverageQuery.Asked asked, List<Region> path, CoverageBreakdown breakdown, CancellationToken cancel)
    {
        var around = path.SkipLast(1).SelectMany(region => RegionDirectory.Children(region.Code)).Prepend(path[0]).Select(region => region.Code.ToString()).ToArray();
        return breakdown switch
        {
            CoverageBreakdown.Category => await query.CountsAsync(asked, around, "category", cancel),
            CoverageBreakdown.Position => await query.CountsAsync(asked, around, "position", cancel),
            CoverageBreakdown.Region => await query.CountsAsync(asked, [.. around, .. RegionDirectory.Children(asked.Region.Code).Select(child => child.Code.ToString())], "all", cancel),
            CoverageBreakdown.Unspecified or CoverageBreakdown.Agency or CoverageBreakdown.Day => await query.CountsAsync(asked, around, "all", cancel),
        };
    }

    private static GetPublicCoverageResponse Answer(CoverageQuery.Counts counts, IReadOnlyList<string> path, Region region, CoverageBreakdown breakdown)
    {
        var groups = new ToldGroups(counts.Whole, code => RegionDirectory.Children(RegionCode.Parse(code)).Select(child => child.Code.ToString()), counts.Values);
        var answer = new GetPublicCoverageResponse { Total = ToWire("", region.FullName, counts.Whole(path[^1]), counts.Whole(path[^1]).All > 0 && groups.IsTold(path)) };
        if (answer.Total.IsWithheld)
        {
            return answer;
        }

        if (breakdown is CoverageBreakdown.Region)
        {
            var withheld = groups.WithheldBelow(path[^1]);
            answer.Parts.Add(RegionDirectory.Children(region.Code).Select(child => (Code: child.Code.ToString(), child.FullName)).Where(child => counts.Whole(child.Code) != default)
                .OrderBy(child => child.Code, StringComparer.Ordinal).Select(child => ToWire(child.Code, child.FullName, counts.Whole(child.Code), !withheld.Contains(child.Code))));
        }
        else if (breakdown is not CoverageBreakdown.Unspecified)
        {
            answer.Parts.Add(groups.ValuesOf(path).Select(each => ToWire(each.Value, each.Value, counts.Values(path[^1]).GetValueOrDefault(each.Value), each.IsTold)));
        }

        return answer;
    }

    private static Wire.PublicCoverage ToWire(string key, string label, GroupCount people, bool isTold) => new()
    {
        Key = key,
        Label = label,
        IsWithheld = !isTold,
        Expected = isTold ? people.All : 0,
        Pledged = isTold ? people.Those : 0,
    };
}
