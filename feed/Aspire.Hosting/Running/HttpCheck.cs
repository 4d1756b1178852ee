using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Asks every replica of an endpoint for a path, over HTTP/1.1 as the genuine check does, and expects one status code.</summary>
internal sealed class HttpCheck(EndpointReference endpoint, string path, int expected) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var replica in endpoint.EndpointAnnotation.Replicas)
        {
            var address = new Uri(new Uri(replica.UriString), path);
            try
            {
                using var response = await Client.GetAsync(address, cancellationToken).ConfigureAwait(false);
                if ((int)response.StatusCode != expected)
                {
                    return HealthCheckResult.Unhealthy($"{address} answered {(int)response.StatusCode}, expected {expected}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy($"{address} does not answer: {e.Message}");
            }
        }

        return HealthCheckResult.Healthy();
    }
}
