using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Tests.Support;
using Netralitas.Suite.Tests;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests;

public class ForwardingTests
{
    private const string Canary = "203.0.113.77";

    [Fact]
    public async Task Nothing_that_tells_who_a_reporter_is_reaches_a_service_or_what_the_gateway_writes()
    {
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting(), ("Gateway__TrustedProxies__0", "127.0.0.0/8"));
        using var channel = Calls.Channel(gateway.Grpc);
        var told = new Metadata { { "x-forwarded-for", Canary }, { "X-Forwarded-Host", "canary-host" }, { "Forwarded", $"for={Canary}" }, { "X-Real-IP", Canary }, { "X-User-Id", "canary-user" }, { "Via", "1.1 canary-via" }, { "Cookie", "canary-cookie" }, { "netralitas-service-proof", "canary-proof" }, { "sec-ch-ua", "canary-ua" }, { "x-originating-ip", Canary }, { "x-msisdn", "canary-msisdn" }, { "baggage", "id=canary" }, { "x-new-thing", "canary-new" } };

        await new IntakeService.IntakeServiceClient(channel).SubmitReportAsync(Calls.Report(), told);
        using var http = Calls.Json(gateway.Http);
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "canary-agent");
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", Canary);
        using var answer = await http.PostAsync(new Uri("/v1/reports?canary=canary-query", UriKind.Relative), Calls.Body("""{"narrative": "CONTOH"}"""));
        using var broken = await http.PostAsync(new Uri("/v1/reports", UriKind.Relative), Calls.Body("""{"narrative": """));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (answer.StatusCode, broken.StatusCode));
        Assert.Equal(2, reports.Seen.Count);
        Assert.All(reports.Seen.SelectMany(call => call.Headers), header =>
        {
            Assert.DoesNotContain("canary", header.Value, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Canary, header.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", header.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("user-agent", header.Key, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("forwarded", header.Key, StringComparison.OrdinalIgnoreCase);
        });
        Assert.DoesNotContain("canary", gateway.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Canary, gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_is_passed_on_and_one_is_given_to_who_has_none_and_it_ends_the_call()
    {
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting(), ("Gateway__Deadlines__IntakeSeconds", "2"));
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        var from = DateTime.UtcNow;

        await intake.CheckDraftAsync(new CheckDraftRequest(), deadline: from.AddSeconds(30));
        await intake.CheckDraftAsync(new CheckDraftRequest());
        var (given, own) = (reports.Seen.ElementAt(0).Deadline, reports.Seen.ElementAt(1).Deadline);
        Assert.InRange(given - from, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(31));
        Assert.InRange(own - from, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));

        reports.Before = context => Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        var refusal = await Refusal.OfAsync(intake.CheckDraftAsync(new CheckDraftRequest()));
        Assert.Equal((StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED"), (refusal.Code, refusal.Reason));
        using var http = Calls.Json(gateway.Http);
        using var late = await http.PostAsync(new Uri("/v1/reports:check", UriKind.Relative), Calls.Body("{}"));
        Assert.Equal(HttpStatusCode.GatewayTimeout, late.StatusCode);
        Assert.Contains("DEADLINE_EXCEEDED", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_carries_its_id_is_sent_again_when_a_replica_breaks_off_and_one_without_is_not()
    {
        await using var one = await StandInReports.StartAsync();
        await using var other = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(one.Setting(), other.Setting(1));
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        var broken = new ConcurrentDictionary<string, bool>();
        // The first replica that sees an id breaks off, as a process does that is killed then.
        one.Before = other.Before = context =>
        {
            if (broken.TryAdd(context.GetHttpContext().Request.Headers.AcceptLanguage.ToString(), true))
            {
                context.GetHttpContext().Abort();
            }

            return Task.CompletedTask;
        };

        var id = Guid.NewGuid().ToString();
        var answer = await intake.SubmitReportAsync(Calls.Report(id), new Metadata { { "accept-language", "with" } });
        Assert.NotEmpty(answer.Number);
        Assert.Equal([1, 1], new[] { one, other }.Select(replica => replica.Seen.Count(call => call.RequestId == id)));

        await intake.CheckDraftAsync(new CheckDraftRequest(), new Metadata { { "accept-language", "read" } });

        var refusal = await Refusal.OfAsync(intake.SubmitReportAsync(Calls.Report(""), new Metadata { { "accept-language", "without" } }));
        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNAVAILABLE"), (refusal.Code, refusal.Reason));
        Assert.Single(one.Seen.Concat(other.Seen), call => call.RequestId.Length == 0 && call.Path.EndsWith("SubmitReport", StringComparison.Ordinal));

        using var http = Calls.Json(gateway.Http);
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        http.DefaultRequestHeaders.Add("accept-language", "json");
        using var json = await http.PostAsync(new Uri("/v1/reports", UriKind.Relative), Calls.Body("""{"narrative": "CONTOH"}"""));
        Assert.Equal(HttpStatusCode.OK, json.StatusCode);
    }

    [Fact]
    public async Task A_replica_that_cannot_be_reached_costs_no_call_not_even_one_without_an_id()
    {
        await using var there = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(there.Setting(), GatewayProcess.Service("reports", $"http://127.0.0.1:{FreePort.Next()}", 1));
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => intake.SubmitReportAsync(Calls.Report("")).ResponseAsync));

        Assert.Equal(40, there.Seen.Count);
    }

    [Fact]
    public async Task A_replica_that_says_it_cannot_serve_is_given_nothing()
    {
        await using var well = await StandInReports.StartAsync();
        await using var ill = await StandInReports.StartAsync();
        ill.IsHealthy = false;
        await using var gateway = await GatewayProcess.StartAsync(well.Setting(), ill.Setting(1));
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        // Two probes that fail, and it is out.
        int before;
        do
        {
            await timer.WaitForNextTickAsync(limit.Token);
            before = ill.Seen.Count;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => intake.CheckDraftAsync(new CheckDraftRequest()).ResponseAsync));
        }
        while (ill.Seen.Count > before);

        // A replica that is well again is used again.
        ill.IsHealthy = true;
        while (ill.Seen.Count == before)
        {
            await timer.WaitForNextTickAsync(limit.Token);
            await intake.CheckDraftAsync(new CheckDraftRequest());
        }
    }

    [Fact]
    public async Task A_client_that_gives_up_thousands_of_calls_keeps_its_connection()
    {
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting());
        using var handler = new CountingHandler();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(gateway.Grpc, new() { HttpHandler = handler.Handler });
        var intake = new IntakeService.IntakeServiceClient(channel);
        await intake.CheckDraftAsync(new CheckDraftRequest());
        reports.Before = context => Task.Delay(TimeSpan.FromSeconds(20), context.CancellationToken);

        for (var round = 0; round < 20; round++)
        {
            using var giveUp = new CancellationTokenSource();
            var calls = Enumerable.Range(0, 150).Select(_ => intake.CheckDraftAsync(new CheckDraftRequest(), cancellationToken: giveUp.Token).ResponseAsync).ToList();
            await giveUp.CancelAsync();
            foreach (var call in calls)
            {
                Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
            }
        }

        reports.Before = _ => Task.CompletedTask;
        await intake.CheckDraftAsync(new CheckDraftRequest());
        Assert.Equal(1, handler.Connections);
    }

    [Fact]
    public async Task A_stream_of_batches_may_be_long_and_stand_still_and_its_connection_serves_others()
    {
        using var issuer = new TestIssuer();
        await using var services = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(
            services.Setting(), GatewayProcess.Service("pledges", services.Address), ("Access__Issuers__0__Issuer", "netralitas-development"), ("Access__Issuers__0__PublicKey", issuer.PublicKey));
        using var channel = Calls.Channel(gateway.Grpc, connections: 1);
        var batch = new StreamSignaturesRequest { BatchId = new string('x', 3 * 1024 * 1024) };
        using var call = new SignatureService.SignatureServiceClient(channel).StreamSignatures(new Metadata { { "authorization", $"Bearer {issuer.Token("bawaslu:35.75", "officer")}" } });

        // More than the web server takes in one body, which it counts by default.
        for (var n = 0; n < 12; n++)
        {
            await call.RequestStream.WriteAsync(batch);
            Assert.True(await call.ResponseStream.MoveNext());
        }

        // Longer than the web server lets a body be slow.
        var next = call.ResponseStream.MoveNext();
        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(TimeSpan.FromSeconds(9)));
        await new IntakeService.IntakeServiceClient(channel).CheckDraftAsync(new CheckDraftRequest());
        await call.RequestStream.WriteAsync(batch);
        Assert.True(await next);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_service_that_is_away_keeps_the_gateway_neither_from_starting_nor_from_serving()
    {
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting());
        using var http = Calls.Json(gateway.Http);

        var answers = await Task.WhenAll(new[] { "/alive", "/health", "/health/ready", "/health/startup" }.Select(async probe => (int)(await http.GetAsync(new Uri(probe, UriKind.Relative))).StatusCode));

        Assert.Equal([200, 200, 200, 200], answers);
        Assert.Equal("Degraded", await http.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task The_page_for_integrators_is_guarded_by_the_same_policy_however_its_address_is_written()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        using var http = Calls.Json(gateway.Http);

        foreach (var address in new[] { "/docs/index.html", "/DOCS/index.html" })
        {
            using var page = await http.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_message_that_no_service_would_take_ends_at_the_gateway()
    {
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting());
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(gateway.Grpc, new() { MaxSendMessageSize = null });

        var refusal = await Refusal.OfAsync(new IntakeService.IntakeServiceClient(channel).SubmitReportAsync(new SubmitReportRequest { Narrative = new string('x', 9 * 1024 * 1024) }));

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (refusal.Code, refusal.Reason));
        Assert.Empty(reports.Seen);
    }

    private sealed class CountingHandler : IDisposable
    {
        private int connections;

        internal CountingHandler() => Handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };

        internal SocketsHttpHandler Handler { get; }

        internal int Connections => connections;

        public void Dispose() => Handler.Dispose();
    }
}
