using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Rosters, for organisers. One file for each RPC.</summary>
internal sealed partial class RosterEndpoint(PledgesDb db, RosterStaging staging, RosterMerge merge, PersonalData personal, TimeProvider clock) : RosterService.RosterServiceBase
{
    private const int FaultsInReport = 100;

    private async Task<RosterReport> ReportAsync(RosterUpload upload, CancellationToken cancel) => new()
    {
        UploadId = upload.Id.ToString(),
        ReceivedBytes = upload.ReceivedBytes,
        IsComplete = upload.Status is UploadStatus.Done,
        Rows = upload.Rows,
        Added = upload.Added,
        Changed = upload.Changed,
        Unchanged = upload.Unchanged,
        Rejected = upload.Rejected,
        Faults = { await FaultsAsync(upload.Id, (0, ""), FaultsInReport, cancel) },
    };

    private async Task<List<RosterFault>> FaultsAsync(Guid uploadId, (int Line, string Column) after, int most, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<RowFault>(
            $"""
            select line as "Line", field as "Column", reason as "Reason" from pledges.roster_faults
            where upload_id = {uploadId} and (line, field) > ({after.Line}, {after.Column}) order by line, field limit {most}
            """).ToListAsync(cancel);
        return [.. rows.Select(row => new RosterFault { Line = row.Line, Column = row.Column, Reason = row.Reason })];
    }
}

/// <summary>Adds what rosters need.</summary>
internal static class RosterRegistration
{
    internal static void AddRosters(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<RosterStaging>();
        builder.Services.AddScoped<RosterMerge>();
        builder.Services.AddSingleton((builder.Configuration.GetSection("Pledges:Rosters").Get<RosterOptions>() ?? new RosterOptions()).Checked());
        builder.Services.AddHostedService<AbandonedUploads>();
    }
}
