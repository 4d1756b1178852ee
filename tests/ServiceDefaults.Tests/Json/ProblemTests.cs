using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults.Tests.Json;

/// <summary>Refusals of calls by JSON, and the headers that stand for fields.</summary>
public sealed class ProblemTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Fact]
    public async Task A_refusal_has_the_reason_the_sentence_and_the_fields_that_gRPC_has()
    {
        var response = await server.SendAsync("POST", "/v1/echoes/fields:refuse", "{}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(("id", "no-store"), (response.Content.Headers.ContentLanguage.Single(), response.Headers.CacheControl!.ToString()));
        var expected = JsonNode.Parse("""
            {
              "type": "urn:netralitas:refusal:PLEDGE_TEXT_INVALID", "title": "Isian belum benar", "status": 400, "detail": "Perbaiki isian.", "reason": "PLEDGE_TEXT_INVALID", "code": "INVALID_ARGUMENT",
              "errors": [ { "field": "points[1].subPoints[0].wording", "detail": "Kosong." } ]
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, await EchoServer.JsonAsync(response)));
    }

    [Theory]
    [InlineData("en", "en", "Pledge text invalid", "Every field named in the details.")]
    [InlineData("en-GB,en;q=0.9,id;q=0.1", "en", "Pledge text invalid", "Every field named in the details.")]
    [InlineData("id,en", "id", "Isian belum benar", "Perbaiki isian.")]
    [InlineData("fr", "id", "Isian belum benar", "Perbaiki isian.")]
    [InlineData("en;q=0.5,id;q=0.5", "id", "Isian belum benar", "Perbaiki isian.")]
    [InlineData("not a language at all;;q", "id", "Isian belum benar", "Perbaiki isian.")]
    public async Task It_is_told_in_Indonesian_unless_English_is_preferred(string accepted, string language, string title, string detail)
    {
        var response = await server.SendAsync("POST", "/v1/echoes/fields:refuse", "{}", ("Accept-Language", accepted));

        var problem = await EchoServer.JsonAsync(response);
        Assert.Equal((language, title, detail), (response.Content.Headers.ContentLanguage.Single(), problem["title"]!.GetValue<string>(), problem["detail"]!.GetValue<string>()));
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task When_to_try_again_is_told_in_whole_seconds()
    {
        var response = await server.SendAsync("POST", "/v1/echoes/later:refuse", "{}");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "2"), (response.StatusCode, response.Headers.RetryAfter!.ToString()));
    }

    [Fact]
    public async Task A_bug_is_told_with_a_trace_and_nothing_else()
    {
        var response = await server.SendAsync("POST", "/v1/echoes/bug:refuse", "{}");

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.InternalServerError, "INTERNAL_ERROR"), (response.StatusCode, JsonNode.Parse(text)!["reason"]!.GetValue<string>()));
        Assert.DoesNotContain("RAHASIA", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Conflict)]
    [InlineData("\"3\"", HttpStatusCode.PreconditionFailed)]
    public async Task A_lost_race_is_a_conflict_or_a_failed_precondition(string? ifMatch, HttpStatusCode status)
    {
        var response = await server.SendAsync("POST", "/v1/echoes/changed:refuse", "{}", ifMatch is null ? [] : [("If-Match", ifMatch)]);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/echoes/a:guard", HttpStatusCode.Unauthorized, "TOKEN_MISSING_OR_INVALID")]
    [InlineData("GET", "/v1/nothing/here", HttpStatusCode.NotFound, "METHOD_UNKNOWN")]
    [InlineData("PUT", "/v1/files/one:read", HttpStatusCode.MethodNotAllowed, "METHOD_UNKNOWN")]
    public async Task What_the_framework_refuses_has_the_same_form(string method, string path, HttpStatusCode status, string reason)
    {
        var response = await server.SendAsync(method, path);

        Assert.Equal((status, reason), (response.StatusCode, (await EchoServer.JsonAsync(response))["reason"]!.GetValue<string>()));
        Assert.Equal(status == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Count > 0);
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed ? "GET" : "", string.Join(' ', response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_told_so_whether_its_length_is_known_or_not(bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/echoes") { Content = new StringContent($"{{\"id\": \"{new string('a', ServiceDefaults.MaxMessageBytes)}\"}}", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = isChunked;

        var response = await server.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MESSAGE_TOO_LARGE"), (response.StatusCode, (await EchoServer.JsonAsync(response))["reason"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("{}", "\"abc\"", "\"5\"", """{ "requestId": "abc", "expectedVersion": 5 }""")]
    [InlineData("{}", "abc", "W/\"5\"", """{ "requestId": "abc" }""")]
    [InlineData("""{"requestId": "own", "expectedVersion": 2}""", "abc", "\"5\"", """{ "requestId": "own", "expectedVersion": 2 }""")]
    public async Task Headers_stand_for_what_the_body_leaves_out(string body, string key, string ifMatch, string understood) =>
        Assert.Equal(understood, await server.UnderstoodAsync("POST", "/v1/echoes", body, ("Idempotency-Key", key), ("If-Match", ifMatch)));

    [Fact]
    public async Task An_address_in_other_letters_is_the_same_address()
    {
        Assert.Equal("""{ "requestId": "abc", "expectedVersion": 5 }""", await server.UnderstoodAsync("POST", "/V1/ECHOES", "{}", ("Idempotency-Key", "abc"), ("If-Match", "\"5\"")));
        var refused = await server.SendAsync("POST", "/V1/echoes/fields:REFUSE", "{}");
        Assert.Equal(("application/problem+json", "no-store"), (refused.Content.Headers.ContentType!.MediaType, refused.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task A_version_is_the_ETag() => Assert.Equal("\"7\"", (await server.SendAsync("POST", "/v1/echoes", "{}")).Headers.ETag!.Tag);

    [Fact]
    public async Task An_answer_is_kept_nowhere_unless_anyone_may_read_it_by_GET()
    {
        Assert.Equal("no-store", (await server.SendAsync("POST", "/v1/echoes", "{}")).Headers.CacheControl!.ToString());
        Assert.Equal("public, max-age=300", (await server.SendAsync("GET", "/v1/echoes/a")).Headers.CacheControl!.ToString());
    }

    [Fact]
    public void Every_status_has_an_Indonesian_title_and_an_HTTP_status() => Assert.All(Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK), code =>
    {
        var problem = Problem.Of(code);
        Assert.NotEmpty(ReasonWords.IndonesianTitle(code));
        Assert.InRange(problem.HttpStatus(isConditional: false), StatusCodes.Status400BadRequest, StatusCodes.Status504GatewayTimeout);
        Assert.NotNull(ReasonWords.EnglishAdvice(problem.Reason));
        Assert.Equal(code.ToString().ToUpper(CultureInfo.InvariantCulture), JsonNode.Parse(problem.ToJson(400, isEnglish: false))!["code"]!.GetValue<string>().Replace("_", "", StringComparison.Ordinal));
    });

    [Fact]
    public void Of_a_disturbance_the_trace_is_told_in_English_too()
    {
        var refusal = FrameworkRefusals.Bug("0af7651916cd43dd8448eb211c80319c");
        var problem = new Problem(StatusCode.Internal, "INTERNAL_ERROR", refusal.Message, [], null);

        var detail = JsonNode.Parse(problem.ToJson(500, isEnglish: true))!["detail"]!.GetValue<string>();

        Assert.EndsWith("The trace id is 0af7651916cd43dd8448eb211c80319c.", detail, StringComparison.Ordinal);
        Assert.StartsWith("Nothing. Call again with the same request_id", detail, StringComparison.Ordinal);
    }
}
