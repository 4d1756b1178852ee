using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    private const int MaxInstitutions = 30;

    /// <summary>Records an integrated team with its decree.</summary>
    /// <remarks>When this returns, the team survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PREVENTION_INVALID, PREVENTION_DUTY_UNKNOWN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordJointTeamResponse> RecordJointTeam(RecordJointTeamRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (now, office) = (clock.Now(), Caller.Of(context).Office);
            var duty = await db.OwnDutyAsync(request.DutyId, office, context.CancellationToken);
            var faults = new Faults();
            CheckWords(request.Title, "title", MaxWords, faults);
            CheckWords(request.Decree, "decree", MaxWords, faults);
            var decreedOn = Dates.Read(request.DecreedOn, "decreed_on", Earliest, duty.Today(now), faults);
            faults.Unless(request.Institutions.Count is > 0 and <= MaxInstitutions && request.Institutions.All(each => each.Trim().Length is > 0 and <= MaxWords),
                "institutions", $"Sebutkan 1 sampai {MaxInstitutions} lembaga, masing-masing paling banyak {MaxWords} karakter.");
            Refuse(faults);
            var id = Guid.CreateVersion7();
            string[] institutions = [.. request.Institutions.Select(each => each.Trim())];
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledges.prevention_teams (id, duty_id, title, decree, decreed_on, institutions, recorded_by, recorded_at)
                values ({id}, {duty.Id}, {request.Title.Trim()}, {request.Decree.Trim()}, {decreedOn}, {institutions}, {office.ToString()}, {now})
                """, context.CancellationToken);
            return new RecordJointTeamResponse { TeamId = id.ToString() };
        });
}
