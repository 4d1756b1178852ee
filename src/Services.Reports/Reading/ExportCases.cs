using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Reports.Reading;

internal sealed partial class WorkListEndpoint
{
    /// <summary>All cases that fit, as one file, read row by row while it is sent: one piece is in memory, however many rows there are.</summary>
    /// <remarks>One statement reads it, so it is the state of one instant. A caller who reads slowly slows the reading; one who goes away ends the statement.</remarks>
    /// <exception cref="RefusalException">FILTER_INVALID with all faults.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task ExportCases(ExportCasesRequest request, IServerStreamWriter<ExportCasesResponse> responseStream, ServerCallContext context)
    {
        var (filter, cancel) = (request.Filter ?? new CaseFilter(), context.CancellationToken);
        var (text, values) = CaseQuery.Of(filter, Caller.Of(context), names, clock.Now(), ExportFaults(request, filter)).All();
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(text, (NpgsqlConnection)db.Database.GetDbConnection()) { CommandTimeout = 0 };
        command.Parameters.AddRange(values.ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var file = new CaseExport(request.Format);
        file.Begin();
        while (await rows.ReadAsync(cancel))
        {
            file.Add(rows);
            if (file.IsFull)
            {
                await responseStream.WriteAsync(new ExportCasesResponse { Data = file.TakePiece() }, cancel);
            }
        }

        file.End();
        await responseStream.WriteAsync(new ExportCasesResponse { Data = file.TakePiece() }, cancel);
    }

    private static IEnumerable<FieldFault> ExportFaults(ExportCasesRequest request, CaseFilter filter)
    {
        if (filter.Respondent.Length > 0)
        {
            yield return new FieldFault("filter.respondent", "Kosongkan: berkas ekspor tidak disaring menurut nama.");
        }

        if (filter.Text.Length > 0)
        {
            yield return new FieldFault("filter.text", "Kosongkan: berkas ekspor tidak disaring menurut kata.");
        }

        if (!Enum.IsDefined(request.Format))
        {
            yield return new FieldFault("format", "Pilih CSV atau JSON.");
        }
    }
}
