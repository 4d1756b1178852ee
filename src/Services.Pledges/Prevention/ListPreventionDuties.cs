using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    private const int MaxPage = 1_000;

    /// <summary>Duties of a region of the caller and below it, in the order in which they were recorded.</summary>
    /// <exception cref="RefusalException">PREVENTION_INVALID, REGION_UNKNOWN, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<ListPreventionDutiesResponse> ListPreventionDuties(ListPreventionDutiesRequest request, ServerCallContext context)
    {
        var page = Page.Read(request.PageSize, request.PageToken, MaxPage);
        var region = OwnRegion.Read(request.RegionCode, context);
        var faults = new Faults();
        faults.Unless(Enum.IsDefined(request.HolderKind), "holder_kind", "Pilih PPK, OPD, kecamatan, atau kelurahan, atau kosongkan.");
        Refuse(faults);
        var (now, cancel) = (clock.Now(), context.CancellationToken);
        var rule = await RuleAsync(now, cancel);
        // What is past its due date is overdue, whether it was counted yet or not.
        var duties = await db.DutiesAsync(
            """
            where d.id > {0} and ({1} = '00' or d.region_code = {1} or d.region_code like {2}) and ({3} = '' or d.holder_kind = {3})
                and (not {4} or d.counts_from < {5} - {6}) order by d.id limit {7}
            """,
            [
                page.After, request.RegionCode, request.RegionCode + ".%", request.HolderKind is DutyHolderKind.Unspecified ? "" : request.HolderKind.ToString(), request.IsOverdueOnly,
                region.TimeZone.LocalDate(now), rule.IntervalDays, page.Size,
            ], cancel);
        return new ListPreventionDutiesResponse
        {
            Duties = { duties.Select(duty => duty.ToWire(rule, now)) },
            NextPageToken = Page.Next(duties.Count == page.Size ? duties[^1].Id : null),
        };
    }
}
