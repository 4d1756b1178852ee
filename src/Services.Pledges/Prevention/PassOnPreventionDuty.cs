using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>Records that a duty was passed on to the head of a unit [LAW-PRV-03].</summary>
    /// <remarks>When this returns, the unit's duty survives a crash. The same request again gets the first answer; of two for one unit at once one is refused.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, PREVENTION_INVALID, REGION_UNKNOWN, PREVENTION_DUTY_UNKNOWN, CASCADE_NOT_ALLOWED, PREVENTION_DUTY_EXISTS, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<PassOnPreventionDutyResponse> PassOnPreventionDuty(PassOnPreventionDutyRequest request, ServerCallContext context)
    {
        var region = OwnRegion.Existing(request.RegionCode);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var now = clock.Now();
            var parent = await db.OwnDutyAsync(request.DutyId, Caller.Of(context).Office, context.CancellationToken);
            var isOpd = request.HolderKind is DutyHolderKind.Opd;
            var faults = new Faults();
            faults.Unless(request.HolderKind is DutyHolderKind.Opd or DutyHolderKind.Kecamatan or DutyHolderKind.Kelurahan, "holder_kind", "Pilih OPD, kecamatan, atau kelurahan.");
            faults.Unless(isOpd ? request.Unit.Trim().Length is > 0 and <= MaxWords : request.Unit.Length == 0,
                "unit", isOpd ? $"Nama OPD harus diisi, paling banyak {MaxWords} karakter." : "Kosongkan: nama kecamatan dan kelurahan diambil dari daftar wilayah.");
            var passedOnOn = Dates.Read(request.PassedOnOn, "passed_on_on", Earliest, parent.Today(now), faults);
            CheckWords(request.Instrument, "instrument", MaxBasis, faults);
            Refuse(faults);
            if (!DutyRules.MayPassOn(parent.Kind, parent.Region.Code, request.HolderKind, region.Code))
            {
                throw PreventionRefusals.CascadeNotAllowed();
            }

            var duty = new NewDuty(Guid.CreateVersion7(), request.HolderKind, region, request.Unit.Trim(), parent.Id, passedOnOn, request.Instrument.Trim());
            return new PassOnPreventionDutyResponse { Duty = await AddAsync(duty, now, context) };
        });
    }
}
