using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>What names of holders are sealed for. Never changed.</summary>
    private const string HolderPurpose = "prevention-holder";

    /// <summary>Records who holds an office from a day on. Nothing of the duty changes: it is the office's [LAW-PRV-01].</summary>
    /// <remarks>When this returns, the holder survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PREVENTION_INVALID, PREVENTION_DUTY_UNKNOWN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordDutyHolderResponse> RecordDutyHolder(RecordDutyHolderRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (now, office) = (clock.Now(), Caller.Of(context).Office);
            var duty = await db.OwnDutyAsync(request.DutyId, office, context.CancellationToken);
            var faults = new Faults();
            CheckWords(request.HolderName, "holder_name", MaxWords, faults);
            faults.Unless(request.Tenure is not OfficeTenure.Unspecified && Enum.IsDefined(request.Tenure), "tenure", "Pilih definitif, Pj, Plt, Pjs, atau Plh.");
            var holdsFrom = Dates.Read(request.HoldsFrom, "holds_from", Earliest, duty.Today(now).AddDays(LongestAhead), faults);
            faults.Unless(request.Decree.Length <= MaxWords, "decree", $"Keputusan pengangkatan paling banyak {MaxWords} karakter.");
            Refuse(faults);
            var id = Guid.CreateVersion7();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledges.prevention_holders (id, duty_id, sealed, tenure, holds_from, decree, recorded_by, recorded_at)
                values ({id}, {duty.Id}, {personal.Seal(HolderPurpose, request.HolderName.Trim())}, {request.Tenure.ToString()}, {holdsFrom}, {request.Decree.Trim()}, {office.ToString()}, {now})
                """, context.CancellationToken);
            return new RecordDutyHolderResponse { HolderId = id.ToString() };
        });
}
