using System.Net;
using Google.Rpc;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Tests.Support;
using Netralitas.Suite.Tests;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests;

public class LimitsTests
{
    [Fact]
    public async Task Over_the_limit_a_caller_is_told_when_to_come_again_and_nobody_else_is()
    {
        using var issuer = new TestIssuer();
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting(), ("Gateway__Limits__Reads__PerSecond", "1"), ("Gateway__Limits__Reads__Burst", "5"), ("Gateway__TrustedProxies__0", "127.0.0.0/8"),
            ("Access__Issuers__0__Issuer", "netralitas-development"), ("Access__Issuers__0__PublicKey", issuer.PublicKey));
        using var channel = Calls.Channel(gateway.Grpc);
        var law = new LawService.LawServiceClient(channel);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => List(Calls.From("203.0.113.7"))));

        var refused = await Assert.ThrowsAsync<RpcException>(() => List(Calls.From("203.0.113.8")));
        var refusal = Refusal.Of(refused);
        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_CALLS", "gateway.netralitas"), (refusal.Code, refusal.Reason, refusal.Domain));
        Assert.StartsWith("Terlalu banyak panggilan", refusal.Message, StringComparison.Ordinal);
        var details = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.InRange(details.Details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        using var http = Calls.Json(gateway.Http);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/contests", UriKind.Relative)) { Headers = { { "X-Forwarded-For", "203.0.113.9" }, { "Accept-Language", "en" } } };
        using var answer = await http.SendAsync(request);
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Contains("\"reason\":\"TOO_MANY_CALLS\"", problem, StringComparison.Ordinal);
        Assert.Contains("Wait as long", problem, StringComparison.Ordinal);

        // Another address, and an office behind the same one.
        await List(Calls.From("198.51.100.7"));
        var office = Calls.From("203.0.113.7");
        office.Add("authorization", $"Bearer {issuer.Token("bawaslu:35.75", "officer")}");
        await List(office);

        // Report intake knows no such limit.
        var intake = new IntakeService.IntakeServiceClient(channel);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => intake.SubmitReportAsync(Calls.Report(), Calls.From("203.0.113.7")).ResponseAsync));

        Task<ListContestsResponse> List(Metadata headers) => law.ListContestsAsync(new ListContestsRequest(), headers).ResponseAsync;
    }

    [Fact]
    public async Task Files_of_evidence_as_plain_HTTP_are_held_as_the_RPCs_that_do_the_same()
    {
        using var issuer = new TestIssuer();
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting(), ("Gateway__Limits__Streams__PerSecond", "1"), ("Gateway__Limits__Streams__Burst", "3"), ("Gateway__Uploads__AtOnce", "4"),
            ("Access__Issuers__0__Issuer", "netralitas-development"), ("Access__Issuers__0__PublicKey", issuer.PublicKey));
        using var http = Calls.Json(gateway.Http);

        // Downloads have an ordinary limit.
        http.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token("bawaslu:35.75", "officer"));
        var read = new List<HttpStatusCode>();
        for (var n = 0; n < 8; n++)
        {
            read.Add((await http.GetAsync(new Uri("/v1/reports/0000-0000-0000/evidence/1/content", UriKind.Relative))).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, read);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, read[0]);

        // Uploads wait: half of the places at most are one source's, and nobody is refused.
        http.DefaultRequestHeaders.Authorization = null;
        var (inside, most) = (0, 0);
        using var gate = new SemaphoreSlim(0);
        reports.Before = async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await gate.WaitAsync(context.CancellationToken);
            Interlocked.Decrement(ref inside);
        };
        var sent = Enumerable.Range(0, 10).Select(_ => PatchAsync()).ToList();
        await Eventually.SeeAsync(() => Task.FromResult(Volatile.Read(ref inside)), count => count == 2);
        gate.Release(10);
        Assert.All(await Task.WhenAll(sent), status => Assert.Equal(HttpStatusCode.NoContent, status));
        Assert.Equal(2, most);

        async Task<HttpStatusCode> PatchAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, "/v1/reports/0000-0000-0000/uploads/a") { Content = new ByteArrayContent([1, 2, 3]), Headers = { { "Upload-Offset", "0" } } };
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_end_the_start_with_all_of_them()
    {
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartAsync(("Gateway__Intake__AtOnce", "1"), ("Gateway__TrustedProxies__0", "everybody")));

        Assert.Contains("Gateway:Intake", ended.Message, StringComparison.Ordinal);
        Assert.Contains("Gateway:TrustedProxies: everybody is no network", ended.Message, StringComparison.Ordinal);
    }
}
