namespace Netralitas.Contracts;

/// <summary>Names of the durable queues that take events: part of the contract between the service that publishes and the one that consumes.</summary>
/// <remarks>A queue is prefixed with the service that consumes from it.</remarks>
public static class Queues
{
    /// <summary><see cref="Pledges.V1.DeclarationHeld"/> for Notifications.</summary>
    public const string NotificationsDeclarationHeld = "notifications-declaration-held";

    /// <summary><see cref="Pledges.V1.PledgeSigned"/> for Notifications: what a release before had queued.</summary>
    public const string NotificationsPledgeSigned = "notifications-pledge-signed";

    /// <summary><see cref="Pledges.V2.PledgeSigned"/> for Notifications. A queue of its own: a consumer of the release before would set aside what it does not know.</summary>
    public const string NotificationsPledgeSignedV2 = "notifications-pledge-signed-v2";

    /// <summary><see cref="Pledges.V1.PledgesRecorded"/> for Notifications.</summary>
    public const string NotificationsPledgesRecorded = "notifications-pledges-recorded";

    /// <summary><see cref="Pledges.V1.PledgeInvitationsIssued"/> for Notifications.</summary>
    public const string NotificationsPledgeInvitationsIssued = "notifications-pledge-invitations-issued";

    /// <summary><see cref="Pledges.V1.CoverageMilestoneReached"/> for Notifications.</summary>
    public const string NotificationsCoverageMilestoneReached = "notifications-coverage-milestone-reached";

    /// <summary><see cref="Pledges.V1.PledgeReminderDue"/> for Notifications.</summary>
    public const string NotificationsPledgeReminderDue = "notifications-pledge-reminder-due";

    /// <summary><see cref="Pledges.V1.PreventionDutyOverdue"/> for Notifications.</summary>
    public const string NotificationsPreventionDutyOverdue = "notifications-prevention-duty-overdue";

    /// <summary><see cref="Reports.V1.ReportStatusChanged"/> for Pledges.</summary>
    public const string PledgesReportStatusChanged = "pledges-report-status-changed";

    /// <summary><see cref="Reports.V1.ContestRecorded"/> for Pledges.</summary>
    public const string PledgesContestRecorded = "pledges-contest-recorded";

    /// <summary><see cref="Reports.V1.StageRevised"/> for Pledges.</summary>
    public const string PledgesStageRevised = "pledges-stage-revised";

    /// <summary><see cref="Reports.V1.ReportReceived"/> for Notifications.</summary>
    public const string NotificationsReportReceived = "notifications-report-received";

    /// <summary><see cref="Reports.V1.ReportsRecounted"/> for Notifications.</summary>
    public const string NotificationsReportsRecounted = "notifications-reports-recounted";

    /// <summary><see cref="Reports.V1.ReportStatusChanged"/> for Notifications.</summary>
    public const string NotificationsReportStatusChanged = "notifications-report-status-changed";

    /// <summary><see cref="Reports.V1.CaseDeadlineApproached"/> for Notifications.</summary>
    public const string NotificationsCaseDeadlineApproached = "notifications-case-deadline-approached";

    /// <summary><see cref="Reports.V1.CaseDeadlinePassed"/> for Notifications.</summary>
    public const string NotificationsCaseDeadlinePassed = "notifications-case-deadline-passed";

    /// <summary><see cref="Reports.V1.CaseForwarded"/> for Notifications.</summary>
    public const string NotificationsCaseForwarded = "notifications-case-forwarded";

    /// <summary><see cref="Reports.V1.ForwardingOverdue"/> for Notifications.</summary>
    public const string NotificationsForwardingOverdue = "notifications-forwarding-overdue";

    /// <summary><see cref="Reports.V1.ClarificationInvited"/> for Notifications.</summary>
    public const string NotificationsClarificationInvited = "notifications-clarification-invited";

    /// <summary><see cref="Reports.V1.TransferAwaited"/> for Notifications.</summary>
    public const string NotificationsTransferAwaited = "notifications-transfer-awaited";

    /// <summary><see cref="Reports.V1.TransferProgressed"/> for Notifications.</summary>
    public const string NotificationsTransferProgressed = "notifications-transfer-progressed";

    /// <summary><see cref="Notifications.V1.NoticeServed"/> for Reports.</summary>
    public const string ReportsNoticeServed = "reports-notice-served";

    /// <summary><see cref="Reports.V1.ReportErased"/> for Notifications.</summary>
    public const string NotificationsReportErased = "notifications-report-erased";

    /// <summary><see cref="Reports.V1.DataDeadlineReached"/> for Notifications.</summary>
    public const string NotificationsDataDeadlineReached = "notifications-data-deadline-reached";

    /// <summary><see cref="Reports.V1.PersonalDataBreached"/> for Notifications.</summary>
    public const string NotificationsPersonalDataBreached = "notifications-personal-data-breached";

    /// <summary><see cref="Notifications.V1.NoticesCounted"/> for Reports.</summary>
    public const string ReportsNoticesCounted = "reports-notices-counted";

    /// <summary><see cref="Notifications.V1.TokensRevoked"/> for Pledges.</summary>
    public const string PledgesTokensRevoked = "pledges-tokens-revoked";

    /// <summary><see cref="Notifications.V1.TokensRevoked"/> for Reports.</summary>
    public const string ReportsTokensRevoked = "reports-tokens-revoked";
}
