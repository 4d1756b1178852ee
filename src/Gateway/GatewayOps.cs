using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Ops;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.Gateway;

/// <summary>Asks the services how they are, each for its own part.</summary>
internal sealed class ServiceParts(HttpClient client, ServiceTls tls)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The parts of all services, in the order of the routes. One that does not answer in time is down, with an alarm, and the others are told all the same.</summary>
    /// <param name="authorization">The caller's, handed on: each service decides by it.</param>
    /// <param name="cancel">Gives up.</param>
    internal Task<OpsPart[]> ReadAsync(string authorization, CancellationToken cancel) => Task.WhenAll(Routes.Clusters.Select(async cluster =>
    {
        var answer = await AskAsync(cluster.ClusterId, OpsEndpoints.Path, authorization, cancel);
        return answer is null ? new OpsPart(cluster.ClusterId, OpsStates.Down, [], [OpsAlarms.Down(cluster.ClusterId)]) : JsonSerializer.Deserialize<OpsPart>(answer, JsonSerializerOptions.Web)!;
    }));

    /// <summary>The services that do not answer.</summary>
    internal async Task<IReadOnlyList<string>> SilentAsync(CancellationToken cancel)
    {
        var answers = await Task.WhenAll(Routes.Clusters.Select(async cluster => (cluster.ClusterId, Answer: await AskAsync(cluster.ClusterId, "/alive", "", cancel))));
        return [.. answers.Where(each => each.Answer is null).Select(each => each.ClusterId)];
    }

    /// <summary>What a service knows of revoked tokens; null when it does not answer.</summary>
    internal async Task<IReadOnlyList<RevokedToken>?> RevokedAsync(string service, CancellationToken cancel) =>
        await AskAsync(service, RevocationEndpoint.Path, "", cancel) is { } answer ? JsonSerializer.Deserialize<RevokedToken[]>(answer, JsonSerializerOptions.Web) : null;

    private async Task<string?> AskAsync(string service, string path, string authorization, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(tls.AddressOf(service), path)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = AuthenticationHeaderValue.TryParse(authorization, out var token) ? token : null;
        try
        {
            using var answer = await client.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(limit.Token) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}

/// <summary>Whether there is anyone to pass calls on to: green with all services, degraded with some, red with none.</summary>
/// <remarks>One service that is away must not take the gateway out, through which the others are reached.</remarks>
internal sealed class ServicesCheck(SilentServices services) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await services.ReadAsync(cancellationToken) switch
        {
            { Count: 0 } => HealthCheckResult.Healthy(),
            var silent when silent.Count < Routes.Clusters.Count => HealthCheckResult.Degraded(string.Join(", ", silent)),
            _ => HealthCheckResult.Unhealthy("No service answers."),
        };
}

/// <summary>The gateway's side of operations.</summary>
internal static class GatewayOps
{
    /// <summary>Adds it.</summary>
    internal static void AddGatewayOps(this IServiceCollection services, ServiceTls tls)
    {
        services.AddSingleton(tls);
        services.AddHttpClient<ServiceParts>().OverSilence(tls);
        services.AddHostedService<RevocationPoll>();
        services.AddSingleton(provider => new SilentServices(() => SearchAsync(provider.GetRequiredService<IServiceScopeFactory>()), provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().AddCheck<ServicesCheck>("services");
    }

    /// <summary>Maps <c>/ops</c>: how the whole suite is, for the role <c>ops</c>.</summary>
    internal static void MapGatewayOps(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(OpsEndpoints.Path, async (ServiceParts parts, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        var all = await parts.ReadAsync(context.Request.Headers.Authorization.ToString(), context.RequestAborted);
        return Results.Json(new OpsAnswer([.. all.SelectMany(part => part.Alarms.Select(alarm => new RaisedAlarm(part.Service, alarm))).OrderBy(raised => raised.Alarm.Level, StringComparer.Ordinal)], all));
    }).RequireAuthorization(policy => policy.RequireRole(Roles.Ops));

    private static async Task<IReadOnlyList<string>> SearchAsync(IServiceScopeFactory scopes)
    {
        // A client is made anew, and no caller's: what it stands on is renewed now and then.
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ServiceParts>().SilentAsync(CancellationToken.None);
    }

    private sealed record OpsAnswer(IReadOnlyList<RaisedAlarm> Alarms, IReadOnlyList<OpsPart> Services);

    private sealed record RaisedAlarm(string Service, OpsAlarm Alarm);
}
