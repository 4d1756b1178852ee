namespace Netralitas.Suite.Tests;

// What is not called as JSON yet.
public sealed partial class JsonApiTests
{
    private const string Receiver = "A webhook goes to a public address by HTTPS only, and the suite has none.";

    private const string Late = "Called by gRPC in the tests of its service; not yet as JSON.";

    private const string Provider = "A delivery waits or fails at a provider, and the suite has none.";

    private const string Uninvited = "An invitation is for somebody of a roster, and rosters are sent by gRPC.";

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
        ["RevokeInvitation"] = Uninvited,
        ["GetInvitation"] = Uninvited,
        ["SignInvitation"] = Uninvited,
        ["MergeOfflineSession"] = "A device signs what is merged, and the suite has none.",
        ["GetRosterUpload"] = Late,
        ["ListRosterFaults"] = Late,
        ["FixFinding"] = Late,
        ["SetRetentionTerm"] = Late,
        ["RequestOriginalOpening"] = Late,
        ["DownloadOriginal"] = Late,
        ["EscalateForwarding"] = "Only what is overdue is escalated, after weeks.",
    };
}
