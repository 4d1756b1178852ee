using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>The personnel authority confirmed the notice of a forwarding: the ledger says since when it has it, and the awaited time counts from there [LAW-FWD-08].</summary>
/// <remarks>A receipt that was recorded before stays, and this changes nothing; likewise a notice of something that is not here.</remarks>
internal sealed class OnNoticeServed(ReportsDb db, CaseFiles cases, FollowUpOptions options, TimeProvider clock) : IConsumer<NoticeServed>
{
    private const string OfForwarding = "Forwarded";

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<NoticeServed> context) => db.OnceAsync(context, nameof(OnNoticeServed), async () =>
    {
        var (served, cancel) = (context.Message, context.CancellationToken);
        var reportId = served.Kind == OfForwarding ? await db.Forwardings.Where(f => f.Id == served.SubjectId).Select(f => (Guid?)f.ReportId).SingleOrDefaultAsync(cancel) : null;
        if (reportId is not { } caseId)
        {
            return;
        }

        await cases.LineUpAsync(caseId, cancel);
        var forwarding = await db.Forwardings.SingleAsync(f => f.Id == served.SubjectId, cancel);
        if (FollowUpLife.After(forwarding.Status, FollowUpStep.Receive) is null)
        {
            return;
        }

        var now = clock.Now();
        var zone = RegionDirectory.TimeZoneOf(RegionCode.Parse(await db.Cases.Where(c => c.ReportId == caseId).Select(c => c.OfficeCode).SingleAsync(cancel)));
        var servedOn = zone.LocalDate(served.ServedAt);
        forwarding.Advance(FollowUpStep.Receive, now);
        forwarding.CountFrom(servedOn, options.ActWithinDays, zone, now);
        db.FollowUps.Add(new FollowUpRecord
        {
            ForwardingId = forwarding.Id,
            Number = await db.FollowUps.CountAsync(e => e.ForwardingId == forwarding.Id, cancel) + 1,
            Kind = FollowUpEntryKind.Receipt,
            RecordedAt = now,
            RecordedBy = null,
            Office = served.Office,
            HappenedOn = servedOn,
            DocumentNumber = $"Konfirmasi pemberitahuan {served.NoticeId}",
        });
    });
}
