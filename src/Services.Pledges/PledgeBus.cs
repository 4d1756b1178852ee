using Netralitas.Contracts;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Law;
using Netralitas.Services.Pledges.Violations;

namespace Netralitas.Services.Pledges;

/// <summary>Every event that this program sends and takes.</summary>
internal static class PledgeBus
{
    /// <summary>Adds the bus; the database with its outbox is added too.</summary>
    internal static void AddPledgeBus(this WebApplicationBuilder builder) => builder.AddBus(
        "message-bus",
        published:
        [
            new(typeof(DeclarationHeld), Queues.NotificationsDeclarationHeld),
            new(typeof(PledgeSigned), Queues.NotificationsPledgeSigned),
            new(typeof(Contracts.Pledges.V2.PledgeSigned), Queues.NotificationsPledgeSignedV2),
            new(typeof(PledgesRecorded), Queues.NotificationsPledgesRecorded),
            new(typeof(PledgeInvitationsIssued), Queues.NotificationsPledgeInvitationsIssued),
            new(typeof(CoverageMilestoneReached), Queues.NotificationsCoverageMilestoneReached),
            new(typeof(PledgeReminderDue), Queues.NotificationsPledgeReminderDue),
            new(typeof(PreventionDutyOverdue), Queues.NotificationsPreventionDutyOverdue),
        ],
        consumed:
        [
            new(new(typeof(ReportStatusChanged), Queues.PledgesReportStatusChanged), typeof(OnReportStatusChanged)),
            new(new(typeof(ContestRecorded), Queues.PledgesContestRecorded), typeof(OnContestRecorded)),
            new(new(typeof(StageRevised), Queues.PledgesStageRevised), typeof(OnStageRevised)),
            new(new(typeof(TokensRevoked), Queues.PledgesTokensRevoked), typeof(OnTokensRevoked)),
        ]);
}
