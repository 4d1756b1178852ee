using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    private const int MostUnits = 2_000;

    // How rosters name units that are OPD.
    private const string OpdKind = "OPD";

    /// <summary>The units below an office, each with its duty or none [LAW-PRV-03].</summary>
    /// <exception cref="RefusalException">PREVENTION_DUTY_UNKNOWN.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<ListDutyCascadeResponse> ListDutyCascade(ListDutyCascadeRequest request, ServerCallContext context)
    {
        var (now, cancel) = (clock.Now(), context.CancellationToken);
        var duty = await db.OwnDutyAsync(request.DutyId, Caller.Of(context).Office, cancel);
        var rule = await RuleAsync(now, cancel);
        // Of a kelurahan it does not matter who passed it on: the camat or the personnel authority.
        var below = duty.RegionCode + ".%";
        var duties = await db.DutiesAsync("where d.parent_id = {0} or (d.parent_id is not null and d.region_code like {1})", [duty.Id, below], cancel);
        var known = duties.ToDictionary(each => new UnitKey(each.Kind, each.RegionCode, WordKey.Of(each.Unit)));
        var units = (await UnitsAsync(duty, cancel)).Concat(known.Keys.Where(key => key.Kind is DutyHolderKind.Opd && key.RegionCode == duty.RegionCode)
            .Select(key => (Key: key, known[key].Unit))).DistinctBy(unit => unit.Key).ToList();
        return new ListDutyCascadeResponse
        {
            Units =
            {
                units.Take(MostUnits).Select(unit => new CascadeUnit
                {
                    HolderKind = unit.Key.Kind,
                    RegionCode = unit.Key.RegionCode,
                    UnitText = DutyRules.Words(unit.Key.Kind, RegionDirectory.Find(RegionCode.Parse(unit.Key.RegionCode))!, unit.Unit),
                    Duty = known.GetValueOrDefault(unit.Key)?.ToWire(rule, now),
                }),
            },
            Expected = units.Count,
            PassedOn = units.Count(unit => known.ContainsKey(unit.Key)),
        };
    }

    private async Task<IEnumerable<(UnitKey Key, string Unit)>> UnitsAsync(Duty duty, CancellationToken cancel)
    {
        var region = duty.Region;
        var places = duty.Kind switch
        {
            DutyHolderKind.Ppk when region.Level is RegionLevel.Regency => [.. RegionDirectory.Within(region.Code, RegionLevel.District), .. RegionDirectory.Within(region.Code, RegionLevel.Village)],
            DutyHolderKind.Kecamatan => RegionDirectory.Children(region.Code),
            _ => [],
        };
        var heads = places.Where(place => place.Kind is RegionKind.Kecamatan or RegionKind.Kelurahan)
            .Select(place => (new UnitKey(place.Kind is RegionKind.Kecamatan ? DutyHolderKind.Kecamatan : DutyHolderKind.Kelurahan, place.Code.ToString(), ""), ""));
        if (duty.Kind is not DutyHolderKind.Ppk)
        {
            return heads;
        }

        var agencies = await db.Database.SqlQuery<string>(
            $"""select name as "Value" from pledges.agencies where region_code = {duty.RegionCode} and upper(kind) = {OpdKind} order by name""").ToListAsync(cancel);
        return agencies.Select(name => (new UnitKey(DutyHolderKind.Opd, duty.RegionCode, WordKey.Of(name)), name)).Concat(heads);
    }

    private sealed record UnitKey(DutyHolderKind Kind, string RegionCode, string Unit);
}
