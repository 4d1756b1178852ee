using System.Collections.Frozen;
using System.Diagnostics;
using System.Net;
using Netralitas.Gateway.Evidence;

namespace Netralitas.Gateway.Traffic;

/// <summary>Lets through what a call needs, and nothing else that its caller, a proxy or a telephone network says of it: the services hear it from nobody, and so cannot be lied to, nor keep it.</summary>
/// <remarks>What is let through is named, for nobody can name all that tells of a device or its owner: an address under a new name, a number of a telephone that an operator writes in.</remarks>
internal static class CleanHeaders
{
    private static readonly FrozenSet<string> Names = new[]
    {
        // Of the connection, for the web server.
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "TE", "Trailer", "Expect", "Upgrade",
        // Of what is asked, and in which form.
        "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Encoding", "Content-Range", "Content-Type",
        "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "Range", "Idempotency-Key",
        "grpc-accept-encoding", "grpc-encoding", Deadlines.Header, "traceparent", ProofOfWork.ProofHeader,
        FileAddresses.AccessCode, FileAddresses.Complete, FileAddresses.Digest, FileAddresses.Length, FileAddresses.Offset,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OfProxies = new[] { "Forwarded", "Via", "X-Real-IP", "Cookie", "baggage", "tracestate" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] OfProxiesBegin = ["X-Forwarded-", "Netralitas-Service-"];

    /// <summary>Cleans what comes in, before anything looks at it. Behind a trusted proxy the caller's address is first taken from it, for as long as the call lasts.</summary>
    internal static void UseCleanHeaders(this IApplicationBuilder app, IEnumerable<string> trustedProxies)
    {
        var trusted = trustedProxies.Select(IPNetwork.Parse).ToArray();
        app.Use((context, next) =>
        {
            if (trusted.Length > 0 && Caller(context, trusted) is { } address)
            {
                context.Connection.RemoteIpAddress = address;
            }

            Clean(context.Request);
            Clean(Activity.Current);
            return next(context);
        });
    }

    /// <summary>Removes all others.</summary>
    internal static void Clean(HttpRequest request)
    {
        var headers = request.Headers;
        var isReceipt = request.Path.StartsWithSegments(Routes.Receipts);
        List<string>? found = null;
        foreach (var (name, _) in headers)
        {
            if (!(isReceipt ? MayReceiptHave(name) : Names.Contains(name) || name.StartsWith(':')))
            {
                (found ??= []).Add(name);
            }
        }

        foreach (var name in found ?? [])
        {
            headers.Remove(name);
        }
    }

    // Tracestate and baggage are the caller's words, and would go on from the span itself.
    private static void Clean(Activity? span)
    {
        span?.TraceStateString = null;
        foreach (var (name, _) in span?.Baggage.ToList() ?? [])
        {
            span!.SetBaggage(name, null);
        }
    }

    // A provider signs its receipts under a header that the settings name; it is no reporter, but may not speak as a proxy or a service.
    private static bool MayReceiptHave(string name) => !OfProxies.Contains(name) && !Array.Exists(OfProxiesBegin, begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase));

    // From the right: what stands further left was said by whoever the proxies do not know.
    private static IPAddress? Caller(HttpContext context, IPNetwork[] trusted)
    {
        IPAddress? caller = null;
        var address = context.Connection.RemoteIpAddress;
        var told = context.Request.Headers["X-Forwarded-For"].SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries)).Reverse();
        foreach (var next in told)
        {
            if (address is null || !Array.Exists(trusted, network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)))
            {
                break;
            }

            caller = address = IPAddress.TryParse(next, out var parsed) ? parsed : null;
        }

        return caller;
    }
}
