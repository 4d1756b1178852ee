using Netralitas.Gateway;

namespace Netralitas.Contracts.Tests;

// What passes the gateway, and who.
public partial class PolicyTests
{
    private const string PledgeLog = "pledge-log";
    private const string ReceiptLog = "receipt-log";
    private const string Receipts = "receipts";

    private const string Json = "json ";
    private const string Officer = "officer ";

    [Fact]
    public void Every_proto_service_but_those_that_services_call_of_each_other_has_one_row_at_the_gateway_and_besides_the_public_logs_and_receipts_nothing_else_passes()
    {
        var log = Assert.Single(Routes.All, route => route.RouteId == PledgeLog);
        Assert.Equal(("pledges", "anonymous", "/log/pledges/{**file}", "GET"), (log.ClusterId, log.AuthorizationPolicy, log.Match.Path, Assert.Single(log.Match.Methods!)));
        var receiptLog = Assert.Single(Routes.All, route => route.RouteId == ReceiptLog);
        Assert.Equal(("review", "anonymous", "/log/receipts/{**file}", "GET"), (receiptLog.ClusterId, receiptLog.AuthorizationPolicy, receiptLog.Match.Path, Assert.Single(receiptLog.Match.Methods!)));
        var receipts = Assert.Single(Routes.All, route => route.RouteId == Receipts);
        Assert.Equal(("notifications", "anonymous", "/receipts/{provider}", "POST"), (receipts.ClusterId, receipts.AuthorizationPolicy, receipts.Match.Path, Assert.Single(receipts.Match.Methods!)));
        var rows = Routes.All.Where(route => route.RouteId is not (PledgeLog or ReceiptLog or Receipts) && !route.RouteId.StartsWith(Json, StringComparison.Ordinal) && !route.RouteId.StartsWith(Officer, StringComparison.Ordinal)).OrderBy(route => route.RouteId, StringComparer.Ordinal).ToList();

        Assert.Equal(Rows, string.Concat(rows.Select(route => $"{route.RouteId} | {route.ClusterId} | {route.AuthorizationPolicy}\n")));
        Assert.Equal(ProtoFiles.Services.Select(service => service.FullName).Where(service => !Routes.Inner.Contains(service)), rows.Select(route => route.RouteId));
        Assert.All(rows, route => Assert.Equal(($"/{route.RouteId}/{{method}}", "POST"), (route.Match.Path, Assert.Single(route.Match.Methods!))));
        Assert.Equal(Endpoints.Services.Keys.Order(StringComparer.Ordinal), Routes.Clusters.Select(cluster => ProgramOf(cluster.ClusterId)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_gateway_sends_each_RPC_to_its_process_and_lets_in_without_a_token_only_where_the_RPC_does() =>
        Assert.All(Endpoints.All.Where(endpoint => !Routes.Inner.Contains(endpoint.ProtoService)), endpoint =>
        {
            var json = Routes.All.Where(r => r.RouteId.StartsWith($"{Json}{endpoint.Rpc.Replace('/', '.')} ", StringComparison.Ordinal));

            Assert.All(json.Prepend(Routes.All.Single(r => r.RouteId == endpoint.ProtoService)), route =>
            {
                Assert.Equal(endpoint.Service, ProgramOf(route.ClusterId ?? ""));
                Assert.Equal(endpoint.Policies.Contains("anyone") ? "anonymous" : "default", route.AuthorizationPolicy);
            });
        });

    [Fact]
    public void Who_brings_a_token_hands_evidence_in_at_review_and_everyone_else_at_intake()
    {
        var officers = Routes.All.Where(route => route.RouteId.StartsWith(Officer, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(officers);
        Assert.All(officers, route =>
        {
            var reporters = Routes.All.Single(each => $"{Officer}{each.RouteId}" == route.RouteId);
            Assert.Equal(("intake", "review"), (reporters.ClusterId, route.ClusterId));
            Assert.Equal((reporters.Match.Path, reporters.AuthorizationPolicy, reporters.MaxRequestBodySize), (route.Match.Path, route.AuthorizationPolicy, route.MaxRequestBodySize));
            Assert.Equal("authorization", Assert.Single(route.Match.Headers!).Name);
            Assert.True(route.Order < (reporters.Order ?? 0));
        });
        Assert.Equal(Routes.All.Count(route => route.RouteId.Contains("reports.v1.EvidenceService", StringComparison.Ordinal)), 2 * officers.Count);
    }

    // Two parts of one program.
    private static string ProgramOf(string cluster) => cluster is "intake" or "review" ? "reports" : cluster;
}
