using System.Text.Json.Nodes;
using Netralitas.Gateway;
using Netralitas.Gateway.Api;

namespace Netralitas.Contracts.Tests;

/// <summary>The OpenAPI document, as it is made from the contracts.</summary>
public class OpenApiTests
{
    private static readonly JsonNode Document = JsonNode.Parse(OpenApiDocument.Write(Routes.ProtoServices))!;

    private static readonly SchemaCheck Check = new(Document);

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value);

    // Files of evidence as plain HTTP: docs/adr/0027.
    private static readonly string[] NoRpcs = ["SendFile", "SendFilePart", "InspectUpload", "ReadFile", "InspectFile"];

    [Fact]
    public void Every_RPC_is_documented_once_with_its_comment_and_files_besides()
    {
        var rpcs = ProtoFiles.Services.SelectMany(service => service.Methods).Where(rpc => ContractSet.BindingsOf(rpc).Any()).Select(rpc => rpc.Name);

        Assert.Equal(rpcs.Concat(NoRpcs).Order(StringComparer.Ordinal), Operations.Select(o => o.Operation["operationId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(Operations, o => Assert.NotEmpty(o.Operation["description"]!.GetValue<string>()));
        Assert.StartsWith("Takes a report in.", Operation("SubmitReport")["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reference_names_something_and_every_component_is_named()
    {
        var named = References(Document).ToHashSet();

        Assert.All(named, reference => Assert.NotNull(Check.Resolve(reference)));
        Assert.All(Document["components"]!["schemas"]!.AsObject(), component => Assert.Contains($"#/components/schemas/{component.Key}", named));
    }

    [Fact]
    public void Every_variable_of_a_path_is_a_parameter_that_must_be_given() =>
        Assert.All(Operations, o =>
        {
            var variables = o.Path.Split('{').Skip(1).Select(part => part.Split('}')[0]);
            var parameters = o.Operation["parameters"]!.AsArray().Where(p => p!["in"]!.GetValue<string>() == "path" && p["required"]!.GetValue<bool>()).Select(p => p!["name"]!.GetValue<string>());
            Assert.Equal(variables, parameters);
        });

    [Fact]
    public void Examples_come_from_the_samples_and_fit_their_schemas()
    {
        var contents = Operations.Select(o => o.Operation["requestBody"]?["content"]!["application/json"]!).Where(content => content?["example"] is not null).ToList();

        Assert.Equal(8, contents.Count);
        Assert.All(contents, content => Assert.Empty(Check.Faults(content["example"], content["schema"]!)));
    }

    [Fact]
    public void Limits_and_what_must_be_given_are_those_that_the_comments_tell()
    {
        var text = Schema("PublishPledgeTextRequest");
        Assert.Equal("300", Keyword(text, "title", "maxLength"));
        Assert.Equal(("1", "50", null), (Keyword(text, "points", "minItems"), Keyword(text, "points", "maxItems"), Keyword(text, "points", "maxLength")));
        Assert.Equal("""["kind","points"]""", text["required"]!.ToJsonString());
        Assert.Equal("\"uuid\"", Keyword(text, "requestId", "format"));
        Assert.Equal(("1", "5000"), (Keyword(Schema("RecordSignaturesRequest"), "signatures", "minItems"), Keyword(Schema("RecordSignaturesRequest"), "signatures", "maxItems")));
        var size = Operation("ListNotices")["parameters"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == "pageSize")!["schema"]!;
        Assert.Equal(("0", "200", "50"), (size["minimum"]!.ToJsonString(), size["maximum"]!.ToJsonString(), size["default"]!.ToJsonString()));
    }

    [Fact]
    public void Nothing_of_a_report_must_be_given() => Assert.Null(Schema("SubmitReportRequest")["required"]);

    [Fact]
    public void An_answer_holds_every_field_but_messages_that_can_be_absent() =>
        Assert.Equal("""["number","accessCode","remarks","kind","promise"]""", Schema("SubmitReportResponse")["required"]!.ToJsonString());

    [Theory]
    [InlineData("SubmitReport", "200 400 408 413 500 503 504")]
    [InlineData("TrackReport", "200 400 404 408 413 500 503 504")]
    [InlineData("ClaimCase", "200 400 401 403 404 408 409 412 413 429 500 503 504")]
    public void Refusals_are_those_that_the_comment_tells_and_those_of_every_RPC(string rpc, string statuses) =>
        Assert.Equal(statuses, string.Join(' ', Operation(rpc)["responses"]!.AsObject().Select(response => response.Key)));

    [Fact]
    public void A_line_of_a_stream_is_a_message_or_what_ended_it_and_who_must_wait_is_told_how_long()
    {
        var lines = Operation("WatchNotices")["responses"]!["200"]!["content"]!["application/x-ndjson"]!["schema"]!;

        Assert.Equal(["#/components/schemas/WatchNoticesResponse", "#/components/schemas/StreamRefusal"], lines["anyOf"]!.AsArray().Select(choice => choice!["$ref"]!.GetValue<string>()));
        Assert.Empty(Check.Faults(JsonNode.Parse("""{"code": 16, "message": "CONTOH", "details": []}"""), lines));
        Assert.NotEmpty(Check.Faults(JsonNode.Parse("""{"code": 16}"""), lines));
        Assert.All(Operations.SelectMany(o => o.Operation["responses"]!.AsObject()).Where(response => response.Key is "429" or "503"), response => Assert.NotNull(response.Value!["headers"]!["Retry-After"]));
    }

    [Fact]
    public void A_token_is_asked_for_where_the_RPC_needs_one() =>
        Assert.Equal(("[]", """[{"bearer":[]}]"""), (Operation("SubmitReport")["security"]!.ToJsonString(), Operation("ClaimCase")["security"]!.ToJsonString()));

    [Fact]
    public void The_check_tells_what_does_not_fit()
    {
        var schema = new JsonObject { ["$ref"] = "#/components/schemas/SubmitReportResponse" };
        var wrong = JsonNode.Parse("""{"number": 7, "receivedAt": "yesterday", "remarks": ["a"], "kind": "KIND", "promise": "", "more": true}""");

        Assert.Equal(
            ["$.accessCode: is missing", "$.number: 7 is no string", "$.receivedAt: \"yesterday\" is no date-time", "$.kind: \"KIND\" is none of the values", "$.more: is not documented"],
            Check.Faults(wrong, schema));
    }

    [Fact]
    public void The_protos_are_complete_in_the_archive() =>
        Assert.Equal(ProtoFiles.All.SelectMany(file => file.Dependencies).Select(file => file.Name).Where(name => !name.StartsWith("google/protobuf/", StringComparison.Ordinal))
            .Append("google/api/http.proto").Concat(ProtoFiles.Embedded).Distinct().Order(StringComparer.Ordinal), ContractSet.Files.Select(file => file.Path).Order(StringComparer.Ordinal));

    private static JsonNode Operation(string id) => Operations.Single(o => o.Operation["operationId"]!.GetValue<string>() == id).Operation;

    private static JsonNode Schema(string name) => Document["components"]!["schemas"]![name]!;

    private static string? Keyword(JsonNode schema, string field, string keyword) => schema["properties"]![field]![keyword]?.ToJsonString();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(member => member is { Key: "$ref", Value: JsonValue reference } ? [reference.GetValue<string>()] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
