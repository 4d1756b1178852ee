using System.Net;
using Google.Protobuf.Reflection;
using Netralitas.Gateway.Api;
using Netralitas.Gateway.Evidence;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Netralitas.Gateway;

/// <summary>What passes the gateway: one row for each proto service, as gRPC and as JSON at the addresses of its contract, the public logs, and receipts of providers. What has no row does not pass.</summary>
internal static class Routes
{
    /// <summary>Where providers post receipts of what they delivered.</summary>
    internal const string Receipts = "/receipts";

    // YARP's name for "no policy at all": the service decides.
    private const string Anyone = "anonymous";

    // YARP's name for the default policy: a token that was verified. Which roles may call which RPC is the service's to say.
    private const string Authenticated = "default";

    private static readonly (string Service, string ProtoService, string Access)[] Table =
    [
        ("pledges", "netralitas.pledges.v1.PledgeTextService", Authenticated),
        ("pledges", "netralitas.pledges.v1.DeclarationService", Authenticated),
        ("pledges", "netralitas.pledges.v1.SignatureService", Authenticated),
        ("pledges", "netralitas.pledges.v1.OwnSignatureService", Authenticated),
        ("pledges", "netralitas.pledges.v1.InvitationService", Authenticated),
        ("pledges", "netralitas.pledges.v1.InvitedSignatureService", Anyone),
        ("pledges", "netralitas.pledges.v1.OfflineService", Authenticated),
        ("pledges", "netralitas.pledges.v1.RosterService", Authenticated),
        ("pledges", "netralitas.pledges.v1.CoverageService", Authenticated),
        ("pledges", "netralitas.pledges.v1.PublicCoverageService", Anyone),
        ("pledges", "netralitas.pledges.v1.ProofService", Anyone),
        ("pledges", "netralitas.pledges.v1.RollService", Anyone),
        ("pledges", "netralitas.pledges.v1.PaperService", Anyone),
        ("pledges", "netralitas.pledges.v1.ErasureService", Authenticated),
        ("pledges", "netralitas.pledges.v1.PreventionService", Authenticated),
        ("pledges", "netralitas.pledges.v1.ReminderService", Authenticated),
        ("pledges", "netralitas.pledges.v1.ViolationService", Authenticated),
        ("pledges", "netralitas.pledges.v1.PublicViolationService", Anyone),
        ("intake", "netralitas.reports.v1.IntakeService", Anyone),
        ("intake", "netralitas.reports.v1.ReceiptService", Anyone),
        ("review", "netralitas.reports.v1.ReceiptAuditService", Authenticated),
        ("review", "netralitas.reports.v1.OfficeIntakeService", Authenticated),
        ("review", "netralitas.reports.v1.ReviewService", Authenticated),
        ("review", "netralitas.reports.v1.TransferService", Authenticated),
        ("review", "netralitas.reports.v1.FollowUpService", Authenticated),
        ("review", "netralitas.reports.v1.LawService", Anyone),
        ("review", "netralitas.reports.v1.LawRevisionService", Authenticated),
        ("intake", FileAddresses.UploadService, Anyone),
        ("review", "netralitas.reports.v1.CaseEvidenceService", Authenticated),
        ("review", "netralitas.reports.v1.CustodyService", Authenticated),
        ("review", "netralitas.reports.v1.RetentionService", Authenticated),
        ("intake", "netralitas.reports.v1.OwnDataService", Anyone),
        ("review", "netralitas.reports.v1.DataRequestService", Authenticated),
        ("review", "netralitas.reports.v1.BreachService", Authenticated),
        ("review", "netralitas.reports.v1.AuditService", Authenticated),
        ("review", "netralitas.reports.v1.WorkListService", Authenticated),
        ("review", "netralitas.reports.v1.StatisticsService", Anyone),
        ("notifications", "netralitas.notifications.v1.InboxService", Authenticated),
        ("notifications", "netralitas.notifications.v1.OfficeDirectoryService", Authenticated),
        ("notifications", "netralitas.notifications.v1.TemplateService", Authenticated),
        ("notifications", "netralitas.notifications.v1.BroadcastService", Authenticated),
        ("notifications", "netralitas.notifications.v1.DeliveryService", Authenticated),
        ("notifications", "netralitas.notifications.v1.WebhookService", Authenticated),
        ("notifications", "netralitas.notifications.v1.PreferenceService", Authenticated),
        ("notifications", "netralitas.notifications.v1.OwnPreferenceService", Authenticated),
        ("notifications", "netralitas.notifications.v1.NoticeProofService", Authenticated),
        ("notifications", "netralitas.notifications.v1.NoticeConfirmationService", Anyone),
        ("notifications", "netralitas.notifications.v1.TokenRevocationService", Authenticated),
        ("notifications", "netralitas.geography.v1.GeographyService", Anyone),
    ];

    /// <summary>Proto services by which services ask each other: they have no row, and no address as JSON.</summary>
    internal static IReadOnlySet<string> Inner { get; } = new HashSet<string>(StringComparer.Ordinal) { "netralitas.pledges.v1.PersonPledgeService" };

    /// <summary>The proto services that pass, and whether each needs a token.</summary>
    internal static IReadOnlyList<(string ProtoService, bool NeedsToken)> ProtoServices { get; } = [.. Table.Select(row => (row.ProtoService, row.Access != Anyone))];

    /// <summary>The routes: by the path that gRPC gives a proto service, by the addresses of its RPCs; receipts of those who deliver notices; and the public logs, for anyone to read.</summary>
    internal static IReadOnlyList<RouteConfig> All { get; } =
    [
        .. Table.SelectMany(RoutesOf),
        // Who hands evidence in with a token is an officer: intake finds no report without its access code.
        .. Table.Where(row => row.ProtoService == FileAddresses.UploadService).SelectMany(RoutesOf).Select(OfOfficers),
        // The service checks each receipt's signature.
        Route("receipts", "notifications", Anyone, new RouteMatch { Path = $"{Receipts}/{{provider}}", Methods = ["POST"] }),
        Route("pledge-log", "pledges", Anyone, new RouteMatch { Path = "/log/pledges/{**file}", Methods = ["GET"] }),
        Route("receipt-log", "review", Anyone, new RouteMatch { Path = "/log/receipts/{**file}", Methods = ["GET"] }),
    ];

    /// <summary>The RPCs that have addresses as JSON, by their routes.</summary>
    internal static IEnumerable<KeyValuePair<string, MethodDescriptor>> RpcOfRoute =>
        from row in Table
        from rpc in ContractSet.Services[row.ProtoService].Methods
        from n in Enumerable.Range(0, ContractSet.BindingsOf(rpc).Count())
        from id in new[] { JsonRouteId(rpc.FullName, n), OfficersRouteId(JsonRouteId(rpc.FullName, n)) }
        select KeyValuePair.Create(id, rpc);

    /// <summary>The services, found by service discovery at their endpoint <c>grpc</c>.</summary>
    internal static IReadOnlyList<ClusterConfig> Clusters { get; } = [.. Table.Select(row => row.Service).Distinct().Select(service => new ClusterConfig
    {
        ClusterId = service,
        // How long a call may take is the route's to say (Deadlines), and a stream may be silent for days.
        HttpRequest = new ForwarderRequestConfig { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromDays(30) },
        HealthCheck = FailingReplicas.Judged,
        Destinations = new Dictionary<string, DestinationConfig> { [service] = new() { Address = $"http://_grpc.{service}" } },
    })];

    private static IEnumerable<RouteConfig> RoutesOf((string Service, string ProtoService, string Access) row) =>
    [
        Route(row.ProtoService, row.Service, row.Access, new RouteMatch { Path = $"/{row.ProtoService}/{{method}}", Methods = ["POST"] }),
        .. from rpc in ContractSet.Services[row.ProtoService].Methods
           from address in ContractSet.BindingsOf(rpc).Select((binding, n) => (binding, n))
           select Route(JsonRouteId(rpc.FullName, address.n), row.Service, row.Access, new RouteMatch { Path = address.binding.Route, Methods = [address.binding.Method] }),
    ];

    // Before the route without a token; a reporter who brings one is served at review as well, by the code, but for an upload that was begun without.
    private static RouteConfig OfOfficers(RouteConfig route) => route with
    {
        RouteId = OfficersRouteId(route.RouteId),
        ClusterId = "review",
        Order = -1,
        Match = new RouteMatch { Path = route.Match.Path, Methods = route.Match.Methods, Headers = [new RouteHeader { Name = "authorization", Mode = HeaderMatchMode.Exists }] },
    };

    private static string OfficersRouteId(string id) => $"officer {id}";

    private static string JsonRouteId(string rpc, int n) => FormattableString.Invariant($"json {rpc} {n}");

    private static RouteConfig Route(string id, string service, string access, RouteMatch match) => new()
    {
        RouteId = id,
        ClusterId = service,
        AuthorizationPolicy = access,
        Match = match,
        // Nobody behind the gateway needs a caller's address, and a reporter's is not to be had: CleanHeaders takes off what came, and nothing is set instead.
        Transforms = [new Dictionary<string, string> { ["X-Forwarded"] = "Remove" }],
    };
}
