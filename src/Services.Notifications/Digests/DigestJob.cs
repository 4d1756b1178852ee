using Netralitas.Services.Notifications.Deliveries;

namespace Netralitas.Services.Notifications.Digests;

/// <summary>Writes digests when their time has come, for as long as the service runs.</summary>
internal sealed partial class DigestJob(DigestWriter digests, DigestOptions options, DeliverySignal deliveries, TimeProvider clock, ILogger<DigestJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Poll, clock);
        do
        {
            try
            {
                while (await digests.WriteDueAsync(stoppingToken) > 0)
                {
                    deliveries.Raise();
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
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
