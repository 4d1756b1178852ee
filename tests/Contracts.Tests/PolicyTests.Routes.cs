namespace Netralitas.Contracts.Tests;

/// <summary>Where the gateway sends each service, and under which rule.</summary>
public partial class PolicyTests
{
    private const string Rows = """
        netralitas.geography.v1.GeographyService | notifications | anonymous
        netralitas.notifications.v1.BroadcastService | notifications | default
        netralitas.notifications.v1.DeliveryService | notifications | default
        netralitas.notifications.v1.InboxService | notifications | default
        netralitas.notifications.v1.NoticeConfirmationService | notifications | anonymous
        netralitas.notifications.v1.NoticeProofService | notifications | default
        netralitas.notifications.v1.OfficeDirectoryService | notifications | default
        netralitas.notifications.v1.OwnPreferenceService | notifications | default
        netralitas.notifications.v1.PreferenceService | notifications | default
        netralitas.notifications.v1.TemplateService | notifications | default
        netralitas.notifications.v1.TokenRevocationService | notifications | default
        netralitas.notifications.v1.WebhookService | notifications | default
        netralitas.pledges.v1.CoverageService | pledges | default
        netralitas.pledges.v1.DeclarationService | pledges | default
        netralitas.pledges.v1.ErasureService | pledges | default
        netralitas.pledges.v1.InvitationService | pledges | default
        netralitas.pledges.v1.InvitedSignatureService | pledges | anonymous
        netralitas.pledges.v1.OfflineService | pledges | default
        netralitas.pledges.v1.OwnSignatureService | pledges | default
        netralitas.pledges.v1.PaperService | pledges | anonymous
        netralitas.pledges.v1.PledgeTextService | pledges | default
        netralitas.pledges.v1.PreventionService | pledges | default
        netralitas.pledges.v1.ProofService | pledges | anonymous
        netralitas.pledges.v1.PublicCoverageService | pledges | anonymous
        netralitas.pledges.v1.PublicViolationService | pledges | anonymous
        netralitas.pledges.v1.ReminderService | pledges | default
        netralitas.pledges.v1.RollService | pledges | anonymous
        netralitas.pledges.v1.RosterService | pledges | default
        netralitas.pledges.v1.SignatureService | pledges | default
        netralitas.pledges.v1.ViolationService | pledges | default
        netralitas.reports.v1.AuditService | review | default
        netralitas.reports.v1.BreachService | review | default
        netralitas.reports.v1.CaseEvidenceService | review | default
        netralitas.reports.v1.CustodyService | review | default
        netralitas.reports.v1.DataRequestService | review | default
        netralitas.reports.v1.EvidenceService | intake | anonymous
        netralitas.reports.v1.FollowUpService | review | default
        netralitas.reports.v1.IntakeService | intake | anonymous
        netralitas.reports.v1.LawRevisionService | review | default
        netralitas.reports.v1.LawService | review | anonymous
        netralitas.reports.v1.OfficeIntakeService | review | default
        netralitas.reports.v1.OwnDataService | intake | anonymous
        netralitas.reports.v1.ReceiptAuditService | review | default
        netralitas.reports.v1.ReceiptService | intake | anonymous
        netralitas.reports.v1.RetentionService | review | default
        netralitas.reports.v1.ReviewService | review | default
        netralitas.reports.v1.StatisticsService | review | anonymous
        netralitas.reports.v1.TransferService | review | default
        netralitas.reports.v1.WorkListService | review | default

        """;
}
