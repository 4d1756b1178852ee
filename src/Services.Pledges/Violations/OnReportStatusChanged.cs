using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Violations;

/// <summary>A case has another status: it is counted once it is registered, and once a plenary found a violation, in whatever order the events come.</summary>
/// <remarks>What was once registered or found stays counted when the case goes on, is concluded or erased. Region and election are those of the newest event.</remarks>
internal sealed class OnReportStatusChanged(PledgesDb db) : IConsumer<ReportStatusChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ReportStatusChanged> context) => db.OnceAsync(context, nameof(OnReportStatusChanged), () =>
    {
        var happened = context.Message;
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.violation_cases as c (report_id, version, region_code, contest_id, is_registered, is_violation)
            values ({happened.ReportId}, {happened.Version}, {happened.RegionCode ?? happened.OfficeCode}, {happened.ContestId ?? ""},
                {happened.Status is nameof(ReportStatus.Registered) or nameof(ReportStatus.Violation)}, {happened.Status == nameof(ReportStatus.Violation)})
            on conflict (report_id) do update set is_registered = c.is_registered or excluded.is_registered, is_violation = c.is_violation or excluded.is_violation,
                version = greatest(c.version, excluded.version),
                region_code = case when excluded.version > c.version then excluded.region_code else c.region_code end,
                contest_id = case when excluded.version > c.version then excluded.contest_id else c.contest_id end
            """, context.CancellationToken);
    });
}
