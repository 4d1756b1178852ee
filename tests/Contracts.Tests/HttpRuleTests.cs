using Google.Api;
using Google.Protobuf.Reflection;
using Netralitas.Gateway;
using Netralitas.Gateway.Api;
using Netralitas.ServiceDefaults;

namespace Netralitas.Contracts.Tests;

/// <summary>Every RPC is reached as JSON over HTTP too.</summary>
public class HttpRuleTests
{
    // RPCs without an address: only those whose client streams, which JSON over HTTP cannot do. Each with what stands in its place.
    private static readonly Dictionary<string, string> WithoutAddress = new(StringComparer.Ordinal)
    {
        ["netralitas.reports.v1.EvidenceService.UploadChunks"] = "Files are sent by gRPC; by JSON a link is preserved (PreserveLink).",
        ["netralitas.pledges.v1.RosterService.UploadRoster"] = "Rosters are files, sent by gRPC.",
        ["netralitas.pledges.v1.SignatureService.StreamSignatures"] = "A stream of batches, each answered when it is safe; by JSON a list is recorded (RecordSignatures).",
    };

    // Grows with every reading of what is looked at, so no answer can tell it as its version.
    private const string ChainLength = "expected_length";

    private static IEnumerable<(MethodDescriptor Rpc, HttpBinding Binding)> Addresses =>
        from service in ProtoFiles.Services
        from rpc in service.Methods
        from binding in ContractSet.BindingsOf(rpc)
        select (rpc, binding);

    [Fact]
    public void Every_RPC_has_an_address_but_those_whose_client_streams_and_those_that_services_call_of_each_other() =>
        Assert.All(ProtoFiles.Services.SelectMany(service => service.Methods), rpc =>
        {
            var isListed = WithoutAddress.ContainsKey(rpc.FullName) || Routes.Inner.Contains(rpc.Service.FullName);
            Assert.True(isListed != ContractSet.BindingsOf(rpc).Any(), $"{rpc.FullName} has no google.api.http rule and is not on the list, or has both");
            Assert.True(!isListed || rpc.IsClientStreaming || Routes.Inner.Contains(rpc.Service.FullName), $"{rpc.FullName} is on the list, but its client does not stream");
        });

    [Fact]
    public void No_two_RPCs_share_an_address() =>
        Assert.All(Addresses.GroupBy(address => $"{address.Binding.Method} {HttpBinding.JsonName(address.Binding.Route)}"), same => Assert.Single(same));

    [Fact]
    public void An_address_has_a_version_and_names_things_in_lower_camel_case() =>
        Assert.All(Addresses, address => Assert.Matches(@"\A/v1(/[a-z][A-Za-z]*|/\{[a-z_.]+\})+(:[a-z][A-Za-z]*)?\z", address.Binding.Template));

    [Fact]
    public void What_reads_is_a_GET_without_a_body_and_what_writes_is_not() =>
        Assert.All(Addresses, address =>
        {
            var writes = address.Rpc.InputType.FindFieldByName("request_id") is not null;
            Assert.True(!writes || address.Binding.Method != "GET", $"{address.Rpc.FullName} writes by GET");
            Assert.Equal(address.Binding.Method is "GET" or "DELETE", address.Binding.Body.Length == 0);
        });

    [Theory]
    [InlineData("access_code")]
    [InlineData("secret")]
    [InlineData("session_code")]
    [InlineData("invitation_code")]
    public void What_opens_something_stands_in_a_body_and_never_in_an_address(string field) =>
        Assert.All(Addresses.Where(address => address.Rpc.InputType.FindFieldByName(field) is not null), address =>
        {
            Assert.Equal("*", address.Binding.Body);
            Assert.DoesNotContain(field, address.Binding.PathFields);
        });

    [Fact]
    public void Each_version_that_a_request_expects_can_come_as_If_Match_and_is_the_ETag_of_the_answer()
    {
        var conditional = ProtoFiles.Services.SelectMany(service => service.Methods)
            .Select(rpc => (Rpc: rpc, Expected: rpc.InputType.Fields.InDeclarationOrder().Where(field => field.Name.StartsWith("expected_", StringComparison.Ordinal) && field.Name != ChainLength).ToList()))
            .Where(found => found.Expected.Count > 0).ToList();

        Assert.NotEmpty(conditional);
        Assert.All(conditional, found => Assert.Equal(Assert.Single(found.Expected), VersionFields.ExpectedBy(found.Rpc.InputType)));
        Assert.All(conditional, found => Assert.True(VersionFields.IsCarriedBy(found.Rpc.OutputType), found.Rpc.FullName));
    }

    [Fact]
    public void The_gateway_has_a_route_for_each_address() =>
        Assert.All(Addresses, address => Assert.Single(Routes.All, route =>
            route.RouteId.StartsWith($"json {address.Rpc.FullName} ", StringComparison.Ordinal) && route.Match.Path == address.Binding.Route && route.Match.Methods is [var method] && method == address.Binding.Method));

    [Theory]
    [InlineData("/v1/regions/{code}", "/v1/regions/{code}", "/v1/regions/{code}")]
    [InlineData("/v1/notices/{notice_id}:acknowledge", "/v1/notices/{notice_id}:acknowledge", "/v1/notices/{noticeId}:acknowledge")]
    [InlineData("/v1/{parent.name=offices/*}/notices", "/v1/offices/{parent_name_1}/notices", "/v1/{parent.name}/notices")]
    [InlineData("/v1/files/{path=**}", "/v1/files/{**path}", "/v1/files/{path}")]
    public void A_path_template_is_a_route_and_a_path_of_the_document(string template, string route, string path)
    {
        var binding = HttpBinding.Of(new HttpRule { Get = template });

        Assert.Equal((route, path), (binding.Route, binding.OpenApiPath));
    }
}
