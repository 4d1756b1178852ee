using Netralitas.Contracts;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Reactions;
using Netralitas.Services.Notifications.Reconciliation;

namespace Netralitas.Services.Notifications;

/// <summary>Every event that this program sends and takes.</summary>
internal static class NoticeBus
{
    /// <summary>Adds the bus; the database with its outbox is added too.</summary>
    internal static void AddNoticeBus(this WebApplicationBuilder builder) => builder.AddBus(
        "message-bus",
        published:
        [
            new(typeof(NoticesCounted), Queues.ReportsNoticesCounted),
            new(typeof(NoticeServed), Queues.ReportsNoticeServed),
            new(typeof(TokensRevoked), Queues.PledgesTokensRevoked),
            new(typeof(TokensRevoked), Queues.ReportsTokensRevoked),
        ],
        consumed:
        [
            new(new(typeof(DeclarationHeld), Queues.NotificationsDeclarationHeld), typeof(OnDeclarationHeld)),
            new(new(typeof(PledgeSigned), Queues.NotificationsPledgeSigned), typeof(OnSignedList)),
            new(new(typeof(Contracts.Pledges.V2.PledgeSigned), Queues.NotificationsPledgeSignedV2), typeof(OnPledgeSigned)) { AtOnce = 32 },
            new(new(typeof(PledgesRecorded), Queues.NotificationsPledgesRecorded), typeof(OnPledgesRecorded)),
            new(new(typeof(PledgeInvitationsIssued), Queues.NotificationsPledgeInvitationsIssued), typeof(OnPledgeInvitationsIssued)),
            new(new(typeof(CoverageMilestoneReached), Queues.NotificationsCoverageMilestoneReached), typeof(OnCoverageMilestoneReached)),
            new(new(typeof(PledgeReminderDue), Queues.NotificationsPledgeReminderDue), typeof(OnPledgeReminderDue)),
            new(new(typeof(PreventionDutyOverdue), Queues.NotificationsPreventionDutyOverdue), typeof(OnPreventionDutyOverdue)),
            new(new(typeof(ReportReceived), Queues.NotificationsReportReceived), typeof(OnReportReceived)) { AtOnce = 32 },
            new(new(typeof(ReportStatusChanged), Queues.NotificationsReportStatusChanged), typeof(OnReportStatusChanged)) { AtOnce = 32 },
            new(new(typeof(CaseDeadlineApproached), Queues.NotificationsCaseDeadlineApproached), typeof(OnCaseDeadlineApproached)),
            new(new(typeof(CaseDeadlinePassed), Queues.NotificationsCaseDeadlinePassed), typeof(OnCaseDeadlinePassed)),
            new(new(typeof(CaseForwarded), Queues.NotificationsCaseForwarded), typeof(OnCaseForwarded)),
            new(new(typeof(ForwardingOverdue), Queues.NotificationsForwardingOverdue), typeof(OnForwardingOverdue)),
            new(new(typeof(ClarificationInvited), Queues.NotificationsClarificationInvited), typeof(OnClarificationInvited)),
            new(new(typeof(TransferAwaited), Queues.NotificationsTransferAwaited), typeof(OnTransferAwaited)),
            new(new(typeof(TransferProgressed), Queues.NotificationsTransferProgressed), typeof(OnTransferProgressed)),
            new(new(typeof(ReportErased), Queues.NotificationsReportErased), typeof(OnReportErased)),
            new(new(typeof(DataDeadlineReached), Queues.NotificationsDataDeadlineReached), typeof(OnDataDeadlineReached)),
            new(new(typeof(PersonalDataBreached), Queues.NotificationsPersonalDataBreached), typeof(OnPersonalDataBreached)),
            new(new(typeof(ReportsRecounted), Queues.NotificationsReportsRecounted), typeof(OnReportsRecounted)),
        ]);
}
