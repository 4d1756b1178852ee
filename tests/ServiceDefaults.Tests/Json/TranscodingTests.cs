using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Netralitas.ServiceDefaults.Tests.Json;

/// <summary>The same RPC as JSON over HTTP, by every kind of rule.</summary>
public sealed class TranscodingTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const string Everything = """
        { "id": "a", "big": "9007199254740993", "number": -3, "flag": true, "kind": "ECHO_KIND_ONE", "tags": [ "x", "y" ], "inner": { "name": "n", "itemCount": 2 }, "at": "2026-11-22T01:02:03Z", "data": "AQI=", "requestId": "r", "expectedVersion": 4, "share": 0.5 }
        """;

    [Fact]
    public async Task A_body_is_protobuf_JSON() => Assert.Equal(Everything.Trim(), await server.UnderstoodAsync("POST", "/v1/echoes", Everything));

    [Fact]
    public async Task Names_may_be_those_of_the_proto_and_64_bits_a_number() =>
        Assert.Equal("""{ "big": "5", "inner": { "itemCount": 2 } }""", await server.UnderstoodAsync("POST", "/v1/echoes", """{"big": 5, "inner": {"item_count": "2"}}"""));

    [Fact]
    public async Task A_mark_of_the_byte_order_before_a_body_is_none_of_it() => Assert.Equal("""{ "id": "a" }""", await server.UnderstoodAsync("POST", "/v1/echoes", "\uFEFF{\"id\": \"a\"}"));

    [Fact]
    public async Task Fields_that_nobody_knows_are_passed_over() =>
        Assert.Equal("""{ "id": "a" }""", await server.UnderstoodAsync("POST", "/v1/echoes", """{"id": "a", "unknown": {"deep": [1]}}"""));

    [Theory]
    [InlineData("GET", "/v1/echoes/a%20b?big=7&flag=true&kind=ECHO_KIND_ONE&tags=x&tags=y&inner.name=n&inner.itemCount=2&at=2026-11-22T01:02:03Z&unknown=1", null,
        """{ "id": "a b", "big": "7", "flag": true, "kind": "ECHO_KIND_ONE", "tags": [ "x", "y" ], "inner": { "name": "n", "itemCount": 2 }, "at": "2026-11-22T01:02:03Z" }""")]
    [InlineData("GET", "/v1/echoes/a?inner.item_count=2&kind=1&share=0.25&id=other", null, """{ "id": "a", "kind": "ECHO_KIND_ONE", "inner": { "itemCount": 2 }, "share": 0.25 }""")]
    [InlineData("GET", "/v1/shelves/s/boxes/b/echoes/a", null, """{ "id": "a", "inner": { "name": "shelves/s/boxes/b" } }""")]
    [InlineData("PUT", "/v1/echoes/a/inner?number=1&inner.name=query", """{"name": "n"}""", """{ "id": "a", "number": 1, "inner": { "name": "n" } }""")]
    [InlineData("PATCH", "/v1/echoes/a/tags", """["x", "y"]""", """{ "id": "a", "tags": [ "x", "y" ] }""")]
    [InlineData("POST", "/v1/echoes/a:act?number=1", """{"id": "other", "number": 2}""", """{ "id": "a", "number": 2 }""")]
    [InlineData("DELETE", "/v1/echoes/a:b:drop", null, """{ "id": "a:b" }""")]
    [InlineData("GET", "/v1/files/one/two:read", null, """{ "inner": { "name": "one/two" } }""")]
    public async Task Path_query_and_body_fill_the_request(string method, string path, string? json, string understood) =>
        Assert.Equal(understood, await server.UnderstoodAsync(method, path, json));

    [Fact]
    public async Task An_answer_holds_every_field_with_64_bits_as_strings_and_enums_by_name()
    {
        var response = await server.SendAsync("GET", "/v1/echoes/a");

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var request = (await EchoServer.JsonAsync(response))["request"]!;
        Assert.Equal(
            """{"id":"a","big":"0","number":0,"flag":false,"kind":"ECHO_KIND_UNSPECIFIED","tags":[],"data":"","requestId":"","expectedVersion":0,"share":0}""", request.ToJsonString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(70_000)]
    [InlineData(500_000)]
    public async Task An_answer_tells_its_length_and_is_whole_however_long_it_is(int letters)
    {
        var id = string.Concat(Enumerable.Repeat("\u00e9x", letters / 2));
        using var body = new StringContent($$"""{"id": "{{id}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/echoes") { Content = body };
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var told = response.Content.Headers.ContentLength;
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(told, bytes.Length);
        Assert.Equal(id, EchoResponse.Parser.ParseJson(Encoding.UTF8.GetString(bytes)).Request.Id);
    }

    [Fact]
    public async Task A_field_can_be_the_answer() => Assert.Equal("""{"name":"a","itemCount":2}""", (await EchoServer.JsonAsync(await server.SendAsync("GET", "/v1/echoes/a/inner"))).ToJsonString());

    [Fact]
    public async Task A_server_stream_is_one_message_a_line()
    {
        var response = await server.SendAsync("GET", "/v1/echoes/a:watch");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["1", "2", ""], lines.Select(line => line.Length == 0 ? "" : JsonNode.Parse(line)!["version"]!.ToJsonString()));
    }

    [Fact]
    public async Task Headers_of_a_server_stream_come_before_its_first_message()
    {
        using var response = await server.Client.GetAsync(new Uri("/v1/echoes/silent:watch", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_refusal_within_a_server_stream_is_its_last_line()
    {
        var lines = (await (await server.SendAsync("GET", "/v1/echoes/a:watch?flag=true")).Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("5", JsonNode.Parse(lines[2])!["code"]!.ToJsonString());
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9,id;q=0.1", "Every field named in the details.")]
    [InlineData("id,en", "Perbaiki isian.")]
    [InlineData(null, "Perbaiki isian.")]
    public async Task It_is_told_in_the_language_in_which_other_calls_are_refused(string? accepted, string message)
    {
        var response = await server.SendAsync("GET", "/v1/echoes/refused:watch", null, accepted is null ? [] : [("Accept-Language", accepted)]);
        var refusal = JsonNode.Parse((await response.Content.ReadAsStringAsync()).Split('\n')[2])!;

        Assert.Equal((HttpStatusCode.OK, "3", message), (response.StatusCode, refusal["code"]!.ToJsonString(), refusal["message"]!.GetValue<string>()));
        Assert.Contains("PLEDGE_TEXT_INVALID", refusal["details"]![0]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("inner.item_count", refusal["details"]![1]!["fieldViolations"]![0]!["field"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"number\": \"x\"}")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"number\": 2147483648}")]
    [InlineData("{\"kind\": \"NO_SUCH_KIND\"}")]
    public async Task A_body_that_cannot_be_read_is_told_so(string body) => await AssertUnreadableAsync(await server.SendAsync("POST", "/v1/echoes", body));

    [Theory]
    [InlineData("?number=x")]
    [InlineData("?flag=perhaps")]
    [InlineData("?number=1&number=2")]
    [InlineData("?at=yesterday")]
    public async Task A_query_that_cannot_be_read_is_told_so(string query) => await AssertUnreadableAsync(await server.SendAsync("GET", "/v1/echoes/a" + query));

    [Fact]
    public async Task A_body_that_is_no_JSON_or_no_UTF8_is_told_so()
    {
        using var form = new StringContent("id=a", Encoding.UTF8, "application/x-www-form-urlencoded");
        await AssertUnreadableAsync(await server.Client.PostAsync(new Uri("/v1/echoes", UriKind.Relative), form));
        using var bytes = new ByteArrayContent([.. "{\"id\": \""u8, 0xff, .. "\"}"u8]);
        bytes.Headers.ContentType = new("application/json");
        await AssertUnreadableAsync(await server.Client.PostAsync(new Uri("/v1/echoes", UriKind.Relative), bytes));
    }

    [Fact]
    public async Task An_RPC_without_a_rule_is_not_there() =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("POST", "/v1/hidden", "{}")).StatusCode);

    private static async Task AssertUnreadableAsync(HttpResponseMessage response)
    {
        var problem = await EchoServer.JsonAsync(response);

        Assert.Equal((HttpStatusCode.BadRequest, "MESSAGE_UNREADABLE"), (response.StatusCode, problem["reason"]!.GetValue<string>()));
    }
}
