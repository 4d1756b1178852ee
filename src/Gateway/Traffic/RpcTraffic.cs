using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Netralitas.Gateway.Api;
using Netralitas.Gateway.Evidence;

namespace Netralitas.Gateway.Traffic;

/// <summary>How calls are held back when more come than the services take.</summary>
internal enum Lane
{
    /// <summary>By ordinary limits: what is over them is refused, with the time after which to come again.</summary>
    Ordinary,

    /// <summary>Never refused for how many there are: calls of report intake wait for their turn.</summary>
    Intake,

    /// <summary>As intake, but apart from it: an upload holds its place for as long as the slowest telephone needs.</summary>
    Uploads,
}

/// <summary>How the gateway passes an RPC on, by what its contract says of it.</summary>
/// <param name="Name">Full name, for example <c>netralitas.reports.v1.IntakeService.SubmitReport</c>; that of the route where it is no RPC.</param>
/// <param name="Lane">How it is held back.</param>
/// <param name="IsStream">Whether either side streams: it has no time-out but the caller's own, and is sent once.</param>
/// <param name="ClientStreams">Whether its caller streams: as much as the service takes, and with pauses.</param>
/// <param name="IsRead">Whether it only reads: it is sent again when nothing was answered.</param>
/// <param name="RequestIdField">Number of its request's field <c>request_id</c>; 0 without one. With it set, the call is sent again when nothing was answered: a repeat gets the first answer.</param>
internal sealed record RpcTraffic(string Name, Lane Lane, bool IsStream, bool ClientStreams, bool IsRead, int RequestIdField)
{
    private static readonly FrozenSet<string> IntakeServices = new[]
    {
        "netralitas.reports.v1.IntakeService", "netralitas.reports.v1.ReceiptService", "netralitas.reports.v1.OfficeIntakeService", FileAddresses.UploadService,
    }.ToFrozenSet(StringComparer.Ordinal);

    // Contracts name what only reads by these verbs, and everything else takes a request_id: a test holds them to it.
    private static readonly string[] ReadingVerbs = ["Get", "List", "Track", "Check", "Count", "Find", "Print", "Compare", "Search", "Verify"];

    // Each answer is an entry of the audit: not more of them than the caller asked for.
    private static readonly FrozenSet<string> Audited = new[]
    {
        "netralitas.reports.v1.AuditService.ListAudit", "netralitas.reports.v1.CustodyService.GetIdentity", "netralitas.reports.v1.ReviewService.GetRespondentPledges",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<FrozenDictionary<string, RpcTraffic>> ByPath = new(() => Everything().ToFrozenDictionary(rpc => Path(rpc.Name), StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, RpcTraffic>> ByRoute = new(() => Routes.RpcOfRoute.ToFrozenDictionary(row => row.Key, row => Of(row.Value), StringComparer.Ordinal));

    /// <summary>Every RPC that passes, in the order of the contracts.</summary>
    internal static IEnumerable<RpcTraffic> Everything() => from service in Routes.ProtoServices from rpc in ContractSet.Services[service.ProtoService].Methods select Of(rpc);

    /// <summary>The RPC that a call is of; of a method that no contract has, and of a route without contract, something that is limited and never sent again.</summary>
    internal static RpcTraffic Of(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (ByPath.Value.TryGetValue(path, out var traffic))
        {
            return traffic;
        }

        var route = context.GetRouteModel().Config;
        return ByRoute.Value.TryGetValue(route.RouteId, out traffic) ? traffic : new RpcTraffic(route.RouteId, LaneOf(route.RouteId, isClientStream: false), false, false, HttpMethods.IsGet(context.Request.Method), 0);
    }

    /// <summary>How an RPC of the contracts is passed on.</summary>
    internal static RpcTraffic Of(MethodDescriptor rpc)
    {
        var isStream = rpc.IsClientStreaming || rpc.IsServerStreaming;
        var isGet = ContractSet.BindingsOf(rpc).Any(binding => binding.Method == "GET");
        return new RpcTraffic(
            rpc.FullName,
            LaneOf(rpc.Service.FullName, rpc.IsClientStreaming),
            isStream,
            rpc.IsClientStreaming,
            !isStream && !Audited.Contains(rpc.FullName) && (isGet || ReadingVerbs.Any(verb => rpc.Name.StartsWith(verb, StringComparison.Ordinal))),
            isStream ? 0 : rpc.InputType.FindFieldByName("request_id")?.FieldNumber ?? 0);
    }

    private static Lane LaneOf(string protoService, bool isClientStream) => (IntakeServices.Contains(protoService), isClientStream) switch
    {
        (true, true) => Lane.Uploads,
        (true, false) => Lane.Intake,
        (false, _) => Lane.Ordinary,
    };

    private static string Path(string name) => name.LastIndexOf('.') is var dot ? $"/{name[..dot]}/{name[(dot + 1)..]}" : name;
}
