using System.Text.Json;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.Gateway;

/// <summary>Asks each service every second which tokens are revoked: the gateway stores nothing, and has it again a second after a start.</summary>
/// <remarks>Each has the whole list, so that one that answers is enough; what one heard later than another is added when it tells. The services refuse by themselves besides.</remarks>
internal sealed partial class RevocationPoll(IServiceScopeFactory scopes, RevokedTokens revoked, TimeProvider clock, ILogger<RevocationPoll> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Routes.Clusters.Select(cluster => clock.RepeatAsync(Interval, () => AskAsync(cluster.ClusterId, stoppingToken), LogFailed, stoppingToken)));

    private async Task AskAsync(string service, CancellationToken stopping)
    {
        // A client is made anew: what it stands on is renewed now and then.
        await using var scope = scopes.CreateAsyncScope();
        revoked.Add(await TryReadAsync(scope.ServiceProvider.GetRequiredService<ServiceParts>(), service, stopping));
    }

    private static async Task<IReadOnlyList<RevokedToken>> TryReadAsync(ServiceParts parts, string service, CancellationToken stopping)
    {
        try
        {
            return await parts.RevokedAsync(service, stopping) ?? [];
        }
        catch (JsonException)
        {
            // Another release.
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A service could not be asked for revoked tokens; what was heard last holds, and it is asked again every second")]
    private partial void LogFailed(Exception exception);
}
