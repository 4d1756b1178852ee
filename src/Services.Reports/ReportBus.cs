using Netralitas.Contracts;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Reconciliation;

namespace Netralitas.Services.Reports;

/// <summary>Every event that this program sends and takes.</summary>
internal static class ReportBus
{
    /// <summary>Adds the bus; the database with its outbox is added too.</summary>
    internal static void AddReportBus(this WebApplicationBuilder builder) => builder.AddBus(
        "message-bus",
        published:
        [
            new(typeof(ReportReceived), Queues.NotificationsReportReceived),
            new(typeof(ReportStatusChanged), Queues.NotificationsReportStatusChanged),
            new(typeof(ReportStatusChanged), Queues.PledgesReportStatusChanged),
            new(typeof(CaseDeadlineApproached), Queues.NotificationsCaseDeadlineApproached),
            new(typeof(CaseDeadlinePassed), Queues.NotificationsCaseDeadlinePassed),
            new(typeof(CaseForwarded), Queues.NotificationsCaseForwarded),
            new(typeof(ForwardingOverdue), Queues.NotificationsForwardingOverdue),
            new(typeof(ClarificationInvited), Queues.NotificationsClarificationInvited),
            new(typeof(TransferAwaited), Queues.NotificationsTransferAwaited),
            new(typeof(TransferProgressed), Queues.NotificationsTransferProgressed),
            new(typeof(ReportsRecounted), Queues.NotificationsReportsRecounted),
            new(typeof(ReportErased), Queues.NotificationsReportErased),
            new(typeof(DataDeadlineReached), Queues.NotificationsDataDeadlineReached),
            new(typeof(PersonalDataBreached), Queues.NotificationsPersonalDataBreached),
            new(typeof(ContestRecorded), Queues.PledgesContestRecorded),
            new(typeof(StageRevised), Queues.PledgesStageRevised),
        ],
        consumed:
        [
            new(new(typeof(NoticesCounted), Queues.ReportsNoticesCounted), typeof(OnNoticesCounted)),
            new(new(typeof(NoticeServed), Queues.ReportsNoticeServed), typeof(OnNoticeServed)),
            new(new(typeof(TokensRevoked), Queues.ReportsTokensRevoked), typeof(OnTokensRevoked)),
        ]);
}
