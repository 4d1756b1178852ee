namespace Netralitas.Suite.Tests;

// What is not called as JSON yet.
public sealed partial class JsonApiTests
{
    private const string Receiver = "A webhook goes to a public address by HTTPS only, and the suite has none.";

    private const string Late = "Called by gRPC in the tests of its service; not yet as JSON.";

    private const string Provider = "A delivery waits or fails at a provider, and the suite has none.";

    // Operations that no test has call as JSON and succeed yet, and why; that they refuse as documented is tested. Whoever calls one takes it off the list, or the test fails.
    private static readonly Dictionary<string, string> NotCalled = new(StringComparer.Ordinal)
    {
        ["CreateSubscription"] = Receiver,
        ["RotateSubscriptionSecret"] = Receiver,
        ["ReplaySubscription"] = Receiver,
        ["StopSubscription"] = Receiver,
        ["ListWebhookAttempts"] = Receiver,
        ["RedriveDelivery"] = Provider,
        ["CancelDelivery"] = Provider,
        ["ConfirmNotice"] = "A code comes with a message, and the suite has no provider.",
        ["ListNoticeProofs"] = Late,
        ["PlanDeclaration"] = Late,
        ["StartDeclaration"] = Late,
        ["AddParticipants"] = Late,
        ["CorrectRoll"] = Late,
        ["GetRosterUpload"] = Late,
        ["ListRosterFaults"] = Late,
        ["RecordAttestedList"] = Late,
        ["GetAttestedList"] = Late,
        ["WithdrawSignature"] = Late,
        ["RecordSigningRefusal"] = Late,
        ["GetSessionCode"] = Late,
        ["ListPledgeTexts"] = Late,
        ["GetCoverage"] = Late,
        ["ListMissing"] = Late,
        ["GetPublicCoverage"] = Late,
        ["ListAudit"] = Late,
        ["ExportAudit"] = Late,
        ["VerifyAudit"] = Late,
        ["ListCases"] = Late,
        ["CountCases"] = Late,
        ["ListSentCases"] = Late,
        ["ExportCases"] = Late,
        ["CountReports"] = Late,
        ["ListPublicCounts"] = Late,
        ["ListDecisions"] = Late,
        ["FixFinding"] = Late,
        ["SetRetentionTerm"] = Late,
        ["ListRetentionTerms"] = Late,
        ["ListDueCases"] = Late,
        ["PlaceLegalHold"] = Late,
        ["LiftLegalHold"] = Late,
        ["ListLegalHolds"] = Late,
        ["ListErasures"] = Late,
        ["GetOwnData"] = Late,
        ["CorrectOwnData"] = Late,
        ["RequestOwnData"] = Late,
        ["RecordDataRequest"] = Late,
        ["ListDataRequests"] = Late,
        ["GetDataRequest"] = Late,
        ["AnswerDataRequest"] = Late,
        ["RecordBreach"] = Late,
        ["RecordBreachNotice"] = Late,
        ["GetBreach"] = Late,
        ["ListBreaches"] = Late,
        ["RequestOriginalOpening"] = Late,
        ["DownloadOriginal"] = Late,
        ["GetSession"] = Late,
        ["SignPledge"] = Late,
        ["EscalateForwarding"] = "Only what is overdue is escalated, after weeks.",
    };
}
