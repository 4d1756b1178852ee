using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>The status of a report changed: the office that handles it is told, and where the case is accepted or over, those above it. Once, and nothing of what was reported.</summary>
internal sealed class OnReportStatusChanged(NotificationsDb db, TimeProvider clock) : IConsumer<ReportStatusChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ReportStatusChanged> context) => db.OnceAsync(context, nameof(OnReportStatusChanged), () =>
    {
        var happened = context.Message;
        var isForAbove = Enum.TryParse<ReportStatus>(happened.Status, out var status) && CaseWords.IsForOfficesAbove(status);
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfCase(happened.OfficeCode, andAbove: isForAbove), NoticeKind.ReportStatusChanged, happened.ReportId, happened.Version, title, body, happened.RegionCode, clock.Now())]);
    });
}
