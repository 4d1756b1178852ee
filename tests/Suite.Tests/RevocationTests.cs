using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Netralitas.Contracts.Notifications.V1;
using Xunit.Abstractions;

namespace Netralitas.Suite.Tests;

/// <summary>Central takes a token back: the gateway and each service behind it refuse, each by itself.</summary>
[Collection(SuiteCollection.Name)]
public sealed class RevocationTests(RunningSuite suite, ITestOutputHelper output)
{
    private static readonly string[] Processes = ["gateway", "notifications", "pledges", "intake", "review"];

    private TokenRevocationService.TokenRevocationServiceClient Revocations => new(suite.Channel);

    [Fact]
    public async Task A_revoked_token_is_refused_by_every_process_within_seconds()
    {
        var token = suite.Issuer.Token("bawaslu:00", "ops");
        foreach (var process in Processes)
        {
            Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(process, token));
        }

        await RevokeAsync(RevokedKind.Token, new JsonWebTokenHandler().ReadJsonWebToken(token).Id);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Processes.Select(async process =>
        {
            await Eventually.SeeAsync(() => AskAsync(process, token), outcome => outcome == (HttpStatusCode.Unauthorized, "TOKEN_REVOKED"));
            output.WriteLine($"{process}: {watch.ElapsedMilliseconds} ms");
        }));

        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync("gateway", suite.Issuer.Token("bawaslu:00", "ops")));
    }

    [Fact]
    public async Task A_stream_of_a_revoked_subject_ends_at_the_gateway_and_says_why()
    {
        var person = Guid.NewGuid().ToString();
        using var stream = suite.Inbox.WatchNotices(new WatchNoticesRequest { Cursor = "now" }, RunningSuite.Bearer(suite.Issuer.Token("bawaslu:75.71", "officer", person: person)));
        await stream.ResponseHeadersAsync;
        await RevokeAsync(RevokedKind.Subject, person);
        var watch = Stopwatch.StartNew();

        var ended = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(stream).WaitAsync(TimeSpan.FromSeconds(30)));

        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_REVOKED"), (ended.StatusCode, Refusal.Of(ended).Reason));
    }

    private static async Task ReadAsync(AsyncServerStreamingCall<WatchNoticesResponse> stream)
    {
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            // Signs of life.
        }
    }

    private async Task RevokeAsync(RevokedKind kind, string value) => await Revocations.RevokeTokensAsync(
        new RevokeTokensRequest { RequestId = Guid.NewGuid().ToString(), Kind = kind, Value = value, Cause = RevocationCause.TokenLeaked }, suite.As("bawaslu:00", "central"));

    private async Task<(HttpStatusCode Status, string Reason)> AskAsync(string process, string token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(suite.App.GetEndpoint(process, "grpc"), "/ops")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["reason"]!.GetValue<string>());
    }
}
