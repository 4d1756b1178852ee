using System.Collections.Frozen;
using System.Diagnostics;
using System.Net;

namespace Netralitas.Gateway.Traffic;

/// <summary>Takes off every call what a proxy could have said of its caller, or a caller of itself: the services hear it from nobody, and so cannot be lied to, nor keep it.</summary>
internal static class CleanHeaders
{
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-User-", "X-Original-", "X-Auth-", "X-Envoy-", "Netralitas-Service-"];

    // Who a reporter's device is, is nobody's to know behind the gateway, and no service speaks to browsers by cookie.
    private static readonly FrozenSet<string> Names = new[]
    {
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "X-Remote-Addr", "X-Remote-User", "Remote-User",
        "X-Forwarded", "X-User", "X-HTTP-Method-Override", "User-Agent", "Referer", "Cookie", "From", "X-Requested-With", "Device-Memory", "DPR", "Viewport-Width",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] DevicePrefixes = ["Sec-CH-", "Sec-Fetch-"];

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

            Clean(context.Request.Headers);
            // A caller's tracestate is the caller's words: not passed on.
            Activity.Current?.TraceStateString = null;
            return next(context);
        });
    }

    /// <summary>Removes them.</summary>
    internal static void Clean(IHeaderDictionary headers)
    {
        List<string>? found = null;
        foreach (var (name, _) in headers)
        {
            if (Names.Contains(name) || Begins(name, Prefixes) || Begins(name, DevicePrefixes))
            {
                (found ??= []).Add(name);
            }
        }

        foreach (var name in found ?? [])
        {
            headers.Remove(name);
        }
    }

    private static bool Begins(string name, string[] prefixes) => Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

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
