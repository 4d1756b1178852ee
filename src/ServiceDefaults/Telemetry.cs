using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace Netralitas.ServiceDefaults;

/// <summary>Traces, metrics and logs of every process, sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class Telemetry
{
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy", "Npgsql", "MassTransit", "Netralitas.*"];

    // Statements, whatever tells one reporter's device from another's, and addresses: they hold numbers of reports and words that somebody looked for, and those of what is not there whatever a caller wrote. The route says which call it was.
    private static readonly string[] ToldToNobody =
        ["db.statement", "db.query.text", "url.full", "url.path", "url.query", "user_agent.original", "client.address", "client.port", "network.peer.address", "network.peer.port"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", "Netralitas.*"];

    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // ASP.NET Core leaves its own spans without tags unless this is off.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        // Spans that go nowhere would cost each call as much as those that do; calls have their trace ids without them.
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging => logging.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(Sources).AddProcessor(new SpanManners()))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .UseOtlpExporter();
    }

    /// <summary>Names RPC spans by the conventions, and keeps out what tells nothing or tells too much.</summary>
    private sealed class SpanManners : BaseProcessor<Activity>
    {
        // A caller's tracestate is the caller's words: neither kept nor passed on.
        public override void OnStart(Activity span) => span.TraceStateString = null;

        public override void OnEnd(Activity span)
        {
            if (IsNoise(span))
            {
                span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
                return;
            }

            foreach (var tag in ToldToNobody)
            {
                span.SetTag(tag, null);
            }

            if (span.GetTagItem("grpc.method") is string method && method.LastIndexOf('/') is > 0 and var slash)
            {
                span.DisplayName = method.TrimStart('/');
                span.SetTag("rpc.system", "grpc");
                span.SetTag("rpc.service", method[1..slash]);
                span.SetTag("rpc.method", method[(slash + 1)..]);
            }
        }

        // Probes, and the statements by which idle dispatchers ask for work, would be most of all spans.
        private static bool IsNoise(Activity span) =>
            (span.Kind == ActivityKind.Server && span.GetTagItem("url.path") is string path && (path == "/alive" || path.StartsWith("/health", StringComparison.Ordinal)))
            || (span.Kind == ActivityKind.Client && span.ParentSpanId == default && span.GetTagItem("url.full") is string url && url.EndsWith("/health", StringComparison.Ordinal))
            || (span.Source.Name == "Npgsql" && span.ParentSpanId == default);
    }
}
