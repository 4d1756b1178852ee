using System.Diagnostics;
using Grpc.Core;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class TraceTests(RunningSuite suite)
{
    [Fact]
    public async Task One_trace_runs_from_the_gateway_to_the_consumer_and_every_parent_is_there()
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        var clientSpan = ActivitySpanId.CreateRandom().ToHexString();
        await suite.Intake.SubmitReportAsync(Requests.Report(), new Metadata { { "traceparent", $"00-{traceId}-{clientSpan}-01" } });

        var spans = await Eventually.SeeAsync(
            () => Task.FromResult(suite.Spans.Spans.Where(s => s.TraceId == traceId).ToList()),
            seen => Expected.All(wanted => seen.Any(wanted.IsMet)) && OrphansOf(seen, clientSpan).Count == 0);

        Assert.Empty(OrphansOf(spans, clientSpan));
        Assert.All(Expected, wanted => Assert.Contains(spans, span => wanted.IsMet(span)));
    }

    [Fact]
    public async Task Nothing_that_a_reporter_sends_or_is_known_by_is_in_a_span()
    {
        const string Canary = "kanari-51c9";
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        var request = Requests.Report($"CONTOH {Canary}");
        request.Reporter = new Contracts.Reports.V1.Reporter { Name = Canary, Address = Canary, Phone = Canary, Email = Canary };
        await suite.Intake.SubmitReportAsync(request, new Metadata
        {
            { "traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01" },
            { "tracestate", $"contoh={Canary}" },
            { "baggage", $"contoh={Canary}" },
            { "x-forwarded-for", Canary },
            { "forwarded", $"for={Canary}" },
        });

        var spans = await Eventually.SeeAsync(
            () => Task.FromResult(suite.Spans.Spans.Where(s => s.TraceId == traceId).ToList()), seen => Expected.All(wanted => seen.Any(wanted.IsMet)));

        Assert.DoesNotContain(spans, span => span.Everything.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(spans, span => span.Everything.Contains("user_agent", StringComparison.Ordinal) || span.Everything.Contains("grpc-dotnet", StringComparison.Ordinal));
    }

    private static List<ReceivedSpan> OrphansOf(List<ReceivedSpan> spans, string clientSpan) =>
        [.. spans.Where(s => s.ParentId != clientSpan && spans.All(other => other.SpanId != s.ParentId))];

    private static readonly (string What, Func<ReceivedSpan, bool> IsMet)[] Expected =
    [
        ("gateway's own span", s => s is { Service: "gateway", Scope: "Microsoft.AspNetCore" }),
        ("gateway's call onward", s => s is { Service: "gateway", Scope: "System.Net.Http" }),
        ("the RPC in the service", s => s is { Service: "intake", Name: "netralitas.reports.v1.IntakeService/SubmitReport" }),
        ("SQL of the service", s => s is { Service: "intake", Scope: "Npgsql" }),
        ("dispatcher", s => s is { Service: "review", Scope: "Netralitas.Messaging", Name: "outbox publish" }),
        ("send to the broker", s => s is { Service: "review", Scope: "MassTransit" }),
        ("consumer", s => s is { Service: "notifications", Scope: "MassTransit" }),
        ("SQL of the consumer", s => s is { Service: "notifications", Scope: "Npgsql" }),
    ];
}
