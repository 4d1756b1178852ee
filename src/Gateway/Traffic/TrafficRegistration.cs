using Yarp.ReverseProxy.Transforms;

namespace Netralitas.Gateway.Traffic;

/// <summary>Puts the way of calls together.</summary>
internal static class TrafficRegistration
{
    // Callers behind one ingress, and calls that wait, share a connection.
    private const int StreamsOfOneConnection = 1000;
    private const int WindowOfOneConnection = 8 * 1024 * 1024;

    /// <summary>Adds it, with its settings.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message lists all of them.</exception>
    internal static TrafficOptions AddTraffic(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Gateway").Get<TrafficOptions>() ?? new TrafficOptions();
        if (options.Problems().ToList() is { Count: > 0 } problems)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems.Select(problem => $"Gateway:{problem}")));
        }

        // Whatever is set for others: the first writes a page for each caller who gives up (ForwardingFailures tells of the rest), and both, below that, write addresses of calls, which hold numbers of reports and words that somebody looked for.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsOfOneConnection;
            kestrel.Limits.Http2.InitialConnectionWindowSize = WindowOfOneConnection;
        });
        builder.Services.AddSingleton(services => new Passage(
            options,
            new CallSources(services.GetRequiredService<TimeProvider>()),
            new CallLimits(options.Limits),
            new Deadlines(options.Deadlines),
            new ProofOfWork(options.ProofOfWork, services.GetRequiredService<TimeProvider>())));
        return options;
    }

    /// <summary>Passes calls on by the routes.</summary>
    internal static void MapTraffic(this WebApplication app)
    {
        var passage = app.Services.GetRequiredService<Passage>();
        passage.Watch();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(next => context => passage.InvokeAsync(context, next));
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }

    /// <summary>Gives the next one what is left of the time.</summary>
    internal static IReverseProxyBuilder AddDeadlines(this IReverseProxyBuilder proxy) => proxy.AddTransforms(transforms => transforms.AddRequestTransform(request =>
    {
        if (request.HttpContext.Features.Get<CallDeadline>()?.Left is { } left)
        {
            request.ProxyRequest.Headers.Remove(Deadlines.Header);
            request.ProxyRequest.Headers.TryAddWithoutValidation(Deadlines.Header, Deadlines.Write(left));
        }

        return ValueTask.CompletedTask;
    }));
}
