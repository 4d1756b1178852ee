using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Violations;

internal sealed partial class ViolationEndpoint
{
    private const int MostViolations = 1_000_000;
    private const int MaxSource = 500;

    /// <summary>Records what a source tells of an election. A later figure of the same region, election and source takes the place of the earlier one.</summary>
    /// <remarks>When this returns, the figure survives a crash. The same request again gets the first answer. An election is known here moments after central put it on record [LAW-STG-07].</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, VIOLATION_FIGURE_INVALID, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<RecordViolationFigureResponse> RecordViolationFigure(RecordViolationFigureRequest request, ServerCallContext context)
    {
        OwnRegion.Read(request.RegionCode, context);
        var faults = new Faults();
        var schedule = await elections.ReadAsync(db, context.CancellationToken);
        faults.Unless(schedule.Contests.Any(contest => contest.Id == request.ContestId), "contest_id",
            "Isi dengan contest_id pemilihan yang tercatat pada ListContests, misalnya pemilu-2024-presiden. Pemilihan lain lebih dahulu dicatat Bawaslu RI.");
        faults.Unless(request.Violations is >= 0 and <= MostViolations, "violations", $"Isi dengan 0 sampai {MostViolations}.");
        faults.Unless(request.Source.Trim().Length is > 0 and <= MaxSource, "source", $"Sebutkan sumber angka ini, paling banyak {MaxSource} karakter.");
        if (faults.Any)
        {
            throw ViolationRefusals.Invalid(faults.Found);
        }

        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var id = (await db.Database.SqlQuery<Guid>(
                $"""
                insert into pledges.violation_figures as f (id, region_code, contest_id, violations, source, recorded_by, recorded_at)
                values ({Guid.CreateVersion7()}, {request.RegionCode}, {request.ContestId}, {request.Violations}, {request.Source.Trim()}, {Caller.Of(context).Office.ToString()}, {clock.Now()})
                on conflict (region_code, contest_id, source) do update set violations = excluded.violations, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                returning id as "Value"
                """).ToListAsync(context.CancellationToken)).Single();
            return new RecordViolationFigureResponse { FigureId = id.ToString() };
        });
    }
}
