using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>Records the duty of a personnel authority [LAW-PRV-01].</summary>
    /// <remarks>When this returns, the duty survives a crash. The same request again gets the first answer; of two for one office at once one is refused.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PREVENTION_INVALID, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, PREVENTION_DUTY_EXISTS, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordPreventionDutyResponse> RecordPreventionDuty(RecordPreventionDutyRequest request, ServerCallContext context)
    {
        var region = OwnRegion.Read(request.RegionCode, context);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var now = clock.Now();
            var faults = new Faults();
            faults.Unless(region.Level <= RegionLevel.Regency, "region_code", "PPK ada pada provinsi, kabupaten, dan kota, atau 00. Kewajiban unit di bawahnya diteruskan dengan PassOnPreventionDuty.");
            var startsOn = Dates.Read(request.StartsOn, "starts_on", Earliest, region.TimeZone.LocalDate(now).AddDays(LongestAhead), faults);
            CheckWords(request.Basis, "basis", MaxBasis, faults);
            Refuse(faults);
            var duty = new NewDuty(Guid.CreateVersion7(), DutyHolderKind.Ppk, region, "", null, startsOn, request.Basis.Trim());
            return new RecordPreventionDutyResponse { Duty = await AddAsync(duty, now, context) };
        });
    }
}
