using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>A call that came as plain HTTP.</summary>
internal sealed class TranscodingCallContext(HttpContext http, string method, bool isServerStreaming) : ServerCallContext, IServerCallContextFeature
{
    private readonly Dictionary<object, object> state = new() { ["__HttpContext"] = http };
    private Metadata? headers;
    private Metadata? trailers;

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    internal HttpContext Http => http;

    internal bool IsServerStreaming => isServerStreaming;

    protected override string MethodCore => method;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => http.Connection.RemoteIpAddress switch
    {
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } address => $"ipv4:{address}:{http.Connection.RemotePort}",
        { } address => $"ipv6:[{address}]:{http.Connection.RemotePort}",
        null => "unknown",
    };

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => headers ??= ReadHeaders();

    protected override CancellationToken CancellationTokenCore => http.RequestAborted;

    protected override Metadata ResponseTrailersCore => trailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    protected override IDictionary<object, object> UserStateCore => state;

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        foreach (var entry in responseHeaders)
        {
            http.Response.Headers.Append(entry.Key, entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value);
        }

        if (isServerStreaming)
        {
            TranscodingResponse.Begin(http.Response);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("CreatePropagationToken is not supported.");

    private Metadata ReadHeaders()
    {
        var read = new Metadata();
        foreach (var (name, values) in http.Request.Headers.Where(header => !header.Key.StartsWith(':')))
        {
            foreach (var value in values)
            {
                if (name.EndsWith("-bin", StringComparison.OrdinalIgnoreCase))
                {
                    read.Add(name, Convert.FromBase64String((value ?? "").PadRight(((value ?? "").Length + 3) / 4 * 4, '=')));
                }
                else
                {
                    read.Add(name, value ?? "");
                }
            }
        }

        return read;
    }
}
