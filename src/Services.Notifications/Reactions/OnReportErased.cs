using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A report is erased: the office that handled it and those above it are told, once. Notices of the report hold its number and nothing of what was reported, so they stay.</summary>
internal sealed class OnReportErased(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<ReportErased>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ReportErased> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var offices = await directory.OfCaseAsync(happened.OfficeCode, andAbove: true, now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnReportErased), new NoticeDraft(offices, NoticeKind.ReportStatusChanged, happened.ReportId, happened.Version, title, body, happened.RegionCode, now));
    }
}
