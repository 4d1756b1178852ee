using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;

namespace Netralitas.Contracts.Tests;

public partial class PolicyTests
{
    private const string Policies = """
        netralitas.geography.v1.GeographyService/GetRegion | notifications | anyone
        netralitas.geography.v1.GeographyService/ListRegions | notifications | anyone
        netralitas.geography.v1.GeographyService/SearchRegions | notifications | anyone
        netralitas.notifications.v1.BroadcastService/DraftBroadcast | notifications | central
        netralitas.notifications.v1.BroadcastService/ApproveBroadcast | notifications | central
        netralitas.notifications.v1.BroadcastService/CancelBroadcast | notifications | central
        netralitas.notifications.v1.BroadcastService/GetBroadcast | notifications | central, auditor
        netralitas.notifications.v1.DeliveryService/ListDeliveries | notifications | central, officer, auditor, ops
        netralitas.notifications.v1.DeliveryService/ListParkedDeliveries | notifications | central, ops
        netralitas.notifications.v1.DeliveryService/RedriveDelivery | notifications | central, ops
        netralitas.notifications.v1.DeliveryService/CancelDelivery | notifications | central, ops
        netralitas.notifications.v1.InboxService/ListNotices | notifications | central, officer, auditor, agency
        netralitas.notifications.v1.InboxService/AcknowledgeNotice | notifications | central, officer, agency
        netralitas.notifications.v1.InboxService/WatchNotices | notifications | central, officer, auditor, agency
        netralitas.notifications.v1.InboxService/ListDailyCounts | notifications | central, officer, auditor
        netralitas.notifications.v1.NoticeConfirmationService/ConfirmNotice | notifications | anyone
        netralitas.notifications.v1.NoticeProofService/ListNoticeProofs | notifications | central, officer, auditor, agency
        netralitas.notifications.v1.OfficeDirectoryService/RecordOffice | notifications | central, officer, agency
        netralitas.notifications.v1.OfficeDirectoryService/GetOffice | notifications | central, officer, agency, auditor
        netralitas.notifications.v1.OfficeDirectoryService/ListOffices | notifications | central, officer, agency, auditor
        netralitas.notifications.v1.OwnPreferenceService/RecordOwnPreference | notifications | central, officer, agency
        netralitas.notifications.v1.OwnPreferenceService/GetOwnPreference | notifications | central, officer, agency
        netralitas.notifications.v1.PreferenceService/RecordPreference | notifications | central, officer, agency
        netralitas.notifications.v1.PreferenceService/ListPreferences | notifications | central, officer, agency, auditor
        netralitas.notifications.v1.TemplateService/PublishTemplate | notifications | central
        netralitas.notifications.v1.TemplateService/GetTemplate | notifications | central, officer, auditor
        netralitas.notifications.v1.TemplateService/ListTemplates | notifications | central, officer, auditor
        netralitas.notifications.v1.TokenRevocationService/RevokeTokens | notifications | central
        netralitas.notifications.v1.TokenRevocationService/ListTokenRevocations | notifications | central, auditor
        netralitas.notifications.v1.WebhookService/CreateSubscription | notifications | central, officer
        netralitas.notifications.v1.WebhookService/ListSubscriptions | notifications | central, officer, auditor
        netralitas.notifications.v1.WebhookService/RotateSubscriptionSecret | notifications | central, officer
        netralitas.notifications.v1.WebhookService/ReplaySubscription | notifications | central, officer
        netralitas.notifications.v1.WebhookService/StopSubscription | notifications | central, officer
        netralitas.notifications.v1.WebhookService/ListWebhookAttempts | notifications | central, officer, auditor
        netralitas.pledges.v1.CoverageService/GetCoverage | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.CoverageService/ListMissing | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/OpenDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/PlanDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/ReplanDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/CancelDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/StartDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/CloseDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/SealDeclaration | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/AddParticipants | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/CorrectRoll | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/GetRoll | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/PrintRoll | pledges | central, officer, agency
        netralitas.pledges.v1.DeclarationService/ListDeclarations | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.DeclarationService/GetDeclaration | pledges | central, officer, agency, signatory, auditor
        netralitas.pledges.v1.ErasureService/EraseSignature | pledges | central
        netralitas.pledges.v1.InvitationService/IssueInvitations | pledges | central, officer, agency
        netralitas.pledges.v1.InvitationService/RevokeInvitation | pledges | central, officer, agency
        netralitas.pledges.v1.InvitationService/ListInvitations | pledges | central, officer, agency
        netralitas.pledges.v1.InvitedSignatureService/GetInvitation | pledges | anyone
        netralitas.pledges.v1.InvitedSignatureService/SignInvitation | pledges | anyone
        netralitas.pledges.v1.OfflineService/ExportOfflineSession | pledges | central, officer, agency
        netralitas.pledges.v1.OfflineService/MergeOfflineSession | pledges | central, officer, agency
        netralitas.pledges.v1.OfflineService/ListOfflineSessions | pledges | central, officer, agency
        netralitas.pledges.v1.OwnSignatureService/GetSession | pledges | signatory
        netralitas.pledges.v1.OwnSignatureService/SignPledge | pledges | signatory
        netralitas.pledges.v1.PaperService/PrintReceipt | pledges | anyone
        netralitas.pledges.v1.PaperService/PrintCertificate | pledges | anyone
        netralitas.pledges.v1.PaperService/GetPaper | pledges | anyone
        netralitas.pledges.v1.PaperService/ComparePaper | pledges | anyone
        netralitas.pledges.v1.PersonPledgeService/FindPersonPledges | pledges | central, officer
        netralitas.pledges.v1.PledgeTextService/PublishPledgeText | pledges | central, officer, agency
        netralitas.pledges.v1.PledgeTextService/CorrectPledgeText | pledges | central, officer, agency
        netralitas.pledges.v1.PledgeTextService/ListPledgeTexts | pledges | central, officer, agency, signatory, auditor
        netralitas.pledges.v1.PledgeTextService/GetPledgeText | pledges | central, officer, agency, signatory, auditor
        netralitas.pledges.v1.PreventionService/RecordPreventionDuty | pledges | central, officer, agency
        netralitas.pledges.v1.PreventionService/PassOnPreventionDuty | pledges | central, officer, agency
        netralitas.pledges.v1.PreventionService/RecordPreventionActivity | pledges | central, officer, agency
        netralitas.pledges.v1.PreventionService/RecordJointTeam | pledges | central, officer, agency
        netralitas.pledges.v1.PreventionService/RecordDutyHolder | pledges | central, officer, agency
        netralitas.pledges.v1.PreventionService/GetPreventionDuty | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.PreventionService/ListPreventionDuties | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.PreventionService/CountPreventionDuties | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.PreventionService/ListDutyCascade | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.PreventionService/GetActivityEvidence | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.PreventionService/SetPreventionRule | pledges | central
        netralitas.pledges.v1.PreventionService/ListPreventionRules | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.ProofService/GetProof | pledges | anyone
        netralitas.pledges.v1.ProofService/GetRollProof | pledges | anyone
        netralitas.pledges.v1.PublicCoverageService/GetPublicCoverage | pledges | anyone
        netralitas.pledges.v1.PublicViolationService/ListPublicViolations | pledges | anyone
        netralitas.pledges.v1.ReminderService/StartReminders | pledges | central, officer, agency
        netralitas.pledges.v1.ReminderService/StopReminders | pledges | central, officer, agency
        netralitas.pledges.v1.ReminderService/ListReminders | pledges | central, officer, agency, auditor
        netralitas.pledges.v1.RollService/GetBlindedRoll | pledges | anyone
        netralitas.pledges.v1.RosterService/UploadRoster | pledges | central, officer, agency
        netralitas.pledges.v1.RosterService/GetRosterUpload | pledges | central, officer, agency
        netralitas.pledges.v1.RosterService/ListRosterFaults | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/RecordSignatures | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/StreamSignatures | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/RecordAttestedList | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/GetAttestedList | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/RecordSignatureFile | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/WithdrawSignature | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/RecordSigningRefusal | pledges | central, officer, agency
        netralitas.pledges.v1.SignatureService/GetSessionCode | pledges | central, officer, agency
        netralitas.pledges.v1.ViolationService/RecordViolationFigure | pledges | central, officer
        netralitas.pledges.v1.ViolationService/ListViolations | pledges | central, officer, agency, auditor
        netralitas.reports.v1.AuditService/ListAudit | reports | auditor
        netralitas.reports.v1.AuditService/ExportAudit | reports | auditor
        netralitas.reports.v1.AuditService/VerifyAudit | reports | auditor
        netralitas.reports.v1.BreachService/RecordBreach | reports | central
        netralitas.reports.v1.BreachService/RecordBreachNotice | reports | central
        netralitas.reports.v1.BreachService/GetBreach | reports | central, auditor
        netralitas.reports.v1.BreachService/ListBreaches | reports | central, auditor
        netralitas.reports.v1.CaseEvidenceService/ListCaseEvidence | reports | central, officer
        netralitas.reports.v1.CaseEvidenceService/DownloadEvidence | reports | central, officer
        netralitas.reports.v1.CaseEvidenceService/RegisterExhibit | reports | central, officer
        netralitas.reports.v1.CaseEvidenceService/RecordCustody | reports | central, officer
        netralitas.reports.v1.CustodyService/RequestIdentityOpening | reports | custodian
        netralitas.reports.v1.CustodyService/ApproveIdentityOpening | reports | custodian
        netralitas.reports.v1.CustodyService/GetIdentity | reports | custodian
        netralitas.reports.v1.CustodyService/RequestOriginalOpening | reports | custodian
        netralitas.reports.v1.CustodyService/DownloadOriginal | reports | custodian
        netralitas.reports.v1.CustodyService/ListIdentityOpenings | reports | custodian, auditor
        netralitas.reports.v1.DataRequestService/RecordDataRequest | reports | central, officer
        netralitas.reports.v1.DataRequestService/ListDataRequests | reports | central, officer, auditor
        netralitas.reports.v1.DataRequestService/GetDataRequest | reports | central, officer
        netralitas.reports.v1.DataRequestService/AnswerDataRequest | reports | central, officer
        netralitas.reports.v1.EvidenceService/BeginUpload | reports | anyone
        netralitas.reports.v1.EvidenceService/UploadChunks | reports | anyone
        netralitas.reports.v1.EvidenceService/GetUpload | reports | anyone
        netralitas.reports.v1.EvidenceService/FinishUpload | reports | anyone
        netralitas.reports.v1.EvidenceService/PreserveLink | reports | anyone
        netralitas.reports.v1.EvidenceService/ListOwnEvidence | reports | anyone
        netralitas.reports.v1.FollowUpService/ForwardCase | reports | central, officer
        netralitas.reports.v1.FollowUpService/GetForwarding | reports | central, officer, agency
        netralitas.reports.v1.FollowUpService/ListForwardings | reports | central, officer, agency
        netralitas.reports.v1.FollowUpService/ExportForwarding | reports | central, officer, agency
        netralitas.reports.v1.FollowUpService/ExportForwardings | reports | central, officer
        netralitas.reports.v1.FollowUpService/RecordReceipt | reports | central, officer, agency
        netralitas.reports.v1.FollowUpService/RecordExamination | reports | central, officer, agency
        netralitas.reports.v1.FollowUpService/RecordDecision | reports | central, officer, agency
        netralitas.reports.v1.FollowUpService/RecordCriminalStep | reports | central, officer
        netralitas.reports.v1.FollowUpService/EscalateForwarding | reports | central, officer
        netralitas.reports.v1.FollowUpService/CloseForwarding | reports | central, officer
        netralitas.reports.v1.IntakeService/SubmitReport | reports | anyone
        netralitas.reports.v1.IntakeService/CheckDraft | reports | anyone
        netralitas.reports.v1.IntakeService/CompleteReport | reports | anyone
        netralitas.reports.v1.IntakeService/WithdrawReport | reports | anyone
        netralitas.reports.v1.IntakeService/ConfirmCompletionNotice | reports | anyone
        netralitas.reports.v1.IntakeService/SendMessage | reports | anyone
        netralitas.reports.v1.IntakeService/TrackReport | reports | anyone
        netralitas.reports.v1.LawRevisionService/ReviseCalendar | reports | central
        netralitas.reports.v1.LawRevisionService/ReviseStage | reports | central
        netralitas.reports.v1.LawRevisionService/RecordContest | reports | central
        netralitas.reports.v1.LawRevisionService/SetInformationTerm | reports | central
        netralitas.reports.v1.LawRevisionService/SetRetentionTerm | reports | central
        netralitas.reports.v1.LawRevisionService/RecordAuthority | reports | central
        netralitas.reports.v1.LawService/ListContests | reports | anyone
        netralitas.reports.v1.LawService/ListHolidays | reports | anyone
        netralitas.reports.v1.LawService/ListTerms | reports | anyone
        netralitas.reports.v1.LawService/ListRetentionTerms | reports | anyone
        netralitas.reports.v1.LawService/ListAuthorities | reports | anyone
        netralitas.reports.v1.LawService/ListViolationTypes | reports | anyone
        netralitas.reports.v1.LawService/ListSanctions | reports | anyone
        netralitas.reports.v1.LawService/ListRevisions | reports | anyone
        netralitas.reports.v1.OfficeIntakeService/EnterReport | reports | central, officer
        netralitas.reports.v1.OfficeIntakeService/RecordFinding | reports | central, officer
        netralitas.reports.v1.OfficeIntakeService/RecordSupervision | reports | central, officer
        netralitas.reports.v1.OfficeIntakeService/AdoptReport | reports | central, officer
        netralitas.reports.v1.OwnDataService/GetOwnData | reports | anyone
        netralitas.reports.v1.OwnDataService/CorrectOwnData | reports | anyone
        netralitas.reports.v1.OwnDataService/RequestOwnData | reports | anyone
        netralitas.reports.v1.ReceiptAuditService/ListDummies | reports | auditor
        netralitas.reports.v1.ReceiptAuditService/ExportDummies | reports | auditor
        netralitas.reports.v1.ReceiptService/GetReceiptProof | reports | anyone
        netralitas.reports.v1.ReceiptService/PrintReportReceipt | reports | anyone
        netralitas.reports.v1.RetentionService/ListDueCases | reports | central, officer, auditor
        netralitas.reports.v1.RetentionService/PlaceLegalHold | reports | central, officer
        netralitas.reports.v1.RetentionService/LiftLegalHold | reports | central, officer
        netralitas.reports.v1.RetentionService/ListLegalHolds | reports | central, officer, auditor
        netralitas.reports.v1.RetentionService/ListErasures | reports | central, officer, auditor
        netralitas.reports.v1.ReviewService/GetCase | reports | central, officer
        netralitas.reports.v1.ReviewService/ClaimCase | reports | central, officer
        netralitas.reports.v1.ReviewService/ReleaseCase | reports | central, officer
        netralitas.reports.v1.ReviewService/AssignContest | reports | central, officer
        netralitas.reports.v1.ReviewService/ReviewReport | reports | central, officer
        netralitas.reports.v1.ReviewService/RequestCompletion | reports | central, officer
        netralitas.reports.v1.ReviewService/RecordService | reports | central, officer
        netralitas.reports.v1.ReviewService/FixFinding | reports | central, officer
        netralitas.reports.v1.ReviewService/RegisterReport | reports | central, officer
        netralitas.reports.v1.ReviewService/DeclineRegistration | reports | central, officer
        netralitas.reports.v1.ReviewService/ReopenReview | reports | central, officer
        netralitas.reports.v1.ReviewService/ExtendHandling | reports | central, officer
        netralitas.reports.v1.ReviewService/RecordClarification | reports | central, officer
        netralitas.reports.v1.ReviewService/RecordStudy | reports | central, officer
        netralitas.reports.v1.ReviewService/RecordRespondent | reports | central, officer
        netralitas.reports.v1.ReviewService/QualifyCase | reports | central, officer
        netralitas.reports.v1.ReviewService/DecideInPlenary | reports | central, officer
        netralitas.reports.v1.ReviewService/JoinCase | reports | central, officer
        netralitas.reports.v1.ReviewService/UnjoinCase | reports | central, officer
        netralitas.reports.v1.ReviewService/AskReporter | reports | central, officer
        netralitas.reports.v1.ReviewService/ReplyToReporter | reports | central, officer
        netralitas.reports.v1.ReviewService/ReadMessages | reports | central, officer
        netralitas.reports.v1.ReviewService/ExplainDeadline | reports | central, officer
        netralitas.reports.v1.ReviewService/GetRespondentPledges | reports | central, officer
        netralitas.reports.v1.StatisticsService/ListPublicCounts | reports | anyone
        netralitas.reports.v1.StatisticsService/ListDecisions | reports | anyone
        netralitas.reports.v1.TransferService/TransferCase | reports | central, officer
        netralitas.reports.v1.TransferService/TakeOverCase | reports | central, officer
        netralitas.reports.v1.TransferService/ReferCase | reports | central, officer
        netralitas.reports.v1.TransferService/AcknowledgeTransfer | reports | central, officer
        netralitas.reports.v1.TransferService/ReturnTransfer | reports | central, officer
        netralitas.reports.v1.TransferService/RecallTransfer | reports | central, officer
        netralitas.reports.v1.TransferService/TrackTransfer | reports | central, officer
        netralitas.reports.v1.TransferService/ListTransfers | reports | central, officer
        netralitas.reports.v1.WorkListService/ListCases | reports | central, officer
        netralitas.reports.v1.WorkListService/CountCases | reports | central, officer
        netralitas.reports.v1.WorkListService/ListSentCases | reports | central, officer
        netralitas.reports.v1.WorkListService/ExportCases | reports | central, officer
        netralitas.reports.v1.WorkListService/CountReports | reports | central, officer

        """;

    [Fact]
    public void Every_RPC_has_one_implementation_and_declares_who_may_call_it()
    {
        var table = string.Concat(Endpoints.All.Select(e => $"{e.Rpc} | {e.Service} | {string.Join(" AND ", e.Policies.DefaultIfEmpty("NOT IMPLEMENTED"))}\n"));

        Assert.Equal(Policies, table);
    }

    [Fact]
    public void No_policy_stands_on_a_class_where_it_would_hide_a_missing_one() =>
        Assert.All(ProtoFiles.Services.SelectMany(Endpoints.Implementations), found =>
            Assert.DoesNotContain(found.Class.GetCustomAttributes(inherit: true), attribute => attribute is IAuthorizeData or IAllowAnonymous));

    [Fact]
    public void Every_implementation_is_mapped_by_its_process() =>
        Assert.All(ProtoFiles.Services.SelectMany(Endpoints.Implementations), found =>
            Assert.Contains($"app.MapGrpcService<{found.Class.Name}>()", MappingOf($"src/{found.Class.Assembly.GetName().Name!["Netralitas.".Length..]}"), StringComparison.Ordinal));

    // A process's Program.cs, and the files whose mapping it calls.
    private static string MappingOf(string process)
    {
        var program = Repository.Read($"{process}/Program.cs");
        return program + string.Concat(Repository.Files(process, ".cs").Select(Repository.Read).Where(text => Mapping().Match(text) is { Success: true } mapping && program.Contains($"app.{mapping.Groups["name"].Value}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"static void (?<name>Map\w+)\(this ")]
    private static partial Regex Mapping();
}
