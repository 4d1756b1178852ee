using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;

namespace Netralitas.Services.Notifications.Digests;

/// <summary>Writes digests when their time has come, for as long as the service runs.</summary>
internal sealed partial class DigestJob(DigestWriter digests, DigestOptions options, DeliverySignal deliveries, TimeProvider clock, ILogger<DigestJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => WriteAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task WriteAsync(CancellationToken stopping)
    {
        while (await digests.WriteDueAsync(stopping) > 0)
        {
            deliveries.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digests that are due could not be written; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets digests up.</summary>
internal static class DigestRegistration
{
    /// <exception cref="InvalidOperationException">A time that is none: the service does not start.</exception>
    internal static void AddDigests(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Notifications:Digest").Get<DigestOptions>() ?? new DigestOptions();
        _ = options.Times;
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<DigestWriter>();
        builder.Services.AddHostedService<DigestJob>();
    }
}
