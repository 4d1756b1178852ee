using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>Runs recounts when they are due, for as long as the service runs.</summary>
internal sealed partial class AntiEntropy(IServiceScopeFactory scopes, AntiEntropyOptions options, TimeProvider clock, ILogger<AntiEntropy> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Poll, clock);
        do
        {
            try
            {
                await using var scope = scopes.BeginOwnWork();
                while (await scope.ServiceProvider.GetRequiredService<ReportRecount>().RunDueAsync(stoppingToken))
                {
                    LogRecounted();
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Reports were recounted")]
    private partial void LogRecounted();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reports could not be recounted; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets anti-entropy up.</summary>
internal static class AntiEntropyRegistration
{
    /// <summary>Adds anti-entropy to the service; its database and bus are added too.</summary>
    internal static void AddAntiEntropy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Reports:AntiEntropy").Get<AntiEntropyOptions>() ?? new AntiEntropyOptions());
        builder.Services.AddSingleton<AntiEntropyMetrics>();
        builder.Services.AddScoped<ToldReports>();
        builder.Services.AddScoped<ReportRecount>();
        builder.Services.AddHostedService<AntiEntropy>();
    }
}
