using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Gateway.Tests.Support;

/// <summary>Calls as clients make them.</summary>
internal static class Calls
{
    internal static GrpcChannel Channel(Uri address, int connections = 0) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = connections != 1, ActivityHeadersPropagator = null },
        DisposeHttpClient = true,
    });

    /// <summary>Says of a call from which address it came, as a proxy says it that the gateway trusts.</summary>
    internal static Metadata From(string address) => new() { { "x-forwarded-for", address } };

    internal static SubmitReportRequest Report(string? requestId = null) => new() { RequestId = requestId ?? Guid.NewGuid().ToString(), Narrative = "CONTOH" };

    internal static HttpClient Json(Uri address) => new() { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version11 };

    internal static StringContent Body(string json) => new(json, null, "application/json");
}
