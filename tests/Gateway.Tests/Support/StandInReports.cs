using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests.Support;

/// <summary>A call as a service behind the gateway sees it.</summary>
internal sealed record SeenCall(string Path, IReadOnlyDictionary<string, string> Headers, DateTime Deadline, string RequestId);

/// <summary>Stands where the reports service would, on the same ServiceDefaults, and does with calls what a test tells it to: the gateway's own behaviour is seen from behind it.</summary>
internal sealed class StandInReports : IAsyncDisposable
{
    private readonly WebApplication app;
    private int probes;

    private StandInReports(WebApplication app, string address)
    {
        this.app = app;
        Address = address;
    }

    internal string Address { get; }

    /// <summary>Calls that reached it.</summary>
    internal ConcurrentQueue<SeenCall> Seen { get; } = new();

    /// <summary>What it does with a call before it answers.</summary>
    internal Func<ServerCallContext, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often it was asked whether it runs.</summary>
    internal int Probes => Volatile.Read(ref probes);

    /// <summary>Whether it says that it can serve.</summary>
    internal bool IsHealthy { get; set; } = true;

    /// <summary>The setting by which the gateway finds it.</summary>
    internal (string Name, string Value) Setting(int replica = 0) => GatewayProcess.Service("reports", Address, replica);

    internal static async Task<StandInReports> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var given = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        var address = $"{(given.Count > 0 ? "https" : "http")}://localhost:{FreePort.Next()}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Local" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(given).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kestrel:Endpoints:grpc:Url"] = address,
            ["Kestrel:Endpoints:grpc:Protocols"] = nameof(HttpProtocols.Http2),
        });
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("reports");
        builder.Services.AddGrpcDefaults();
        StandInReports? standIn = null;
        builder.Services.AddSingleton(_ => standIn!);
        var app = builder.Build();
        standIn = new StandInReports(app, address);
        app.UseServiceDefaults();
        app.MapGet("/health", () => Results.StatusCode(standIn.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        app.MapGrpcService<Intake>().AllowAnonymous();
        app.MapGrpcService<Law>().AllowAnonymous();
        app.MapGrpcService<Evidence>().AllowAnonymous();
        app.MapGrpcService<CaseEvidence>().AllowAnonymous();
        app.MapGrpcService<Signatures>().AllowAnonymous();
        app.MapGet("/alive", () =>
        {
            Interlocked.Increment(ref standIn.probes);
            return Results.Ok();
        }).AllowAnonymous();
        await app.StartAsync();
        return standIn;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task SeeAsync(ServerCallContext context, string requestId)
    {
        var headers = context.GetHttpContext().Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Seen.Enqueue(new SeenCall(context.Method, headers, context.Deadline, requestId));
        await Before(context);
    }

    private sealed class Intake(StandInReports standIn) : IntakeService.IntakeServiceBase
    {
        public override async Task<SubmitReportResponse> SubmitReport(SubmitReportRequest request, ServerCallContext context)
        {
            await standIn.SeeAsync(context, request.RequestId);
            return new SubmitReportResponse { Number = "0000-0000-0000" };
        }

        public override async Task<CheckDraftResponse> CheckDraft(CheckDraftRequest request, ServerCallContext context)
        {
            await standIn.SeeAsync(context, "");
            return new CheckDraftResponse();
        }
    }

    private sealed class Evidence(StandInReports standIn) : EvidenceService.EvidenceServiceBase
    {
        public override async Task<UploadChunksResponse> UploadChunks(IAsyncStreamReader<UploadChunksRequest> requestStream, ServerCallContext context)
        {
            await standIn.SeeAsync(context, "");
            var length = 0L;
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                length += requestStream.Current.Chunk?.Data.Length ?? 0;
            }

            return new UploadChunksResponse { NextOffset = length };
        }
    }

    private sealed class CaseEvidence(StandInReports standIn) : CaseEvidenceService.CaseEvidenceServiceBase
    {
        public override async Task<ListCaseEvidenceResponse> ListCaseEvidence(ListCaseEvidenceRequest request, ServerCallContext context)
        {
            await standIn.SeeAsync(context, "");
            return new ListCaseEvidenceResponse();
        }
    }

    /// <summary>Of the pledges; each batch is answered when it has come.</summary>
    private sealed class Signatures : SignatureService.SignatureServiceBase
    {
        public override async Task StreamSignatures(IAsyncStreamReader<StreamSignaturesRequest> requestStream, IServerStreamWriter<StreamSignaturesResponse> responseStream, ServerCallContext context)
        {
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                await responseStream.WriteAsync(new StreamSignaturesResponse(), context.CancellationToken);
            }
        }
    }

    private sealed class Law(StandInReports standIn) : LawService.LawServiceBase
    {
        public override async Task<ListContestsResponse> ListContests(ListContestsRequest request, ServerCallContext context)
        {
            await standIn.SeeAsync(context, "");
            return new ListContestsResponse();
        }
    }
}
