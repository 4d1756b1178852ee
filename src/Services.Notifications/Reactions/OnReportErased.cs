using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A report is erased: the office that handled it and those above it are told, once. Notices of the report hold its number and nothing of what was reported, so they stay.</summary>
internal sealed class OnReportErased(NotificationsDb db, TimeProvider clock) : IConsumer<ReportErased>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ReportErased> context) => db.OnceAsync(context, nameof(OnReportErased), () =>
    {
        var happened = context.Message;
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfCase(happened.OfficeCode, andAbove: true), NoticeKind.ReportStatusChanged, happened.ReportId, happened.Version, title, body, happened.RegionCode, clock.Now())]);
    });
}
