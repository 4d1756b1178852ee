using Microsoft.AspNetCore.Http;
using Netralitas.ServiceDefaults.Ops;

namespace Netralitas.ServiceDefaults;

/// <summary>Which requests are calls by JSON over HTTP.</summary>
internal static class JsonCalls
{
    private const string Prefix = "/v1/";

    /// <summary>Whether a request is one.</summary>
    internal static bool Is(HttpRequest request) => IsPath(request.Path.Value ?? "") && !IsGrpc(request);

    /// <summary>Whether a path is that of one, in any case, as routes are found; the paths of gRPC begin with a package. What operations read is refused in the same form.</summary>
    internal static bool IsPath(string path) => path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || path.Equals(OpsEndpoints.Path, StringComparison.OrdinalIgnoreCase);

    internal static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
}
