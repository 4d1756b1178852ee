using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Removes files that never became evidence and what writers that died left behind. What is evidence is never removed.</summary>
internal sealed class AbandonedUploads(ReportsDb db, IEvidenceStore store, EvidenceOptions options, TimeProvider clock)
{
    /// <summary>How many files or parts are looked at in one round.</summary>
    private const int LargestRound = 100;

    /// <summary>Removes what is old enough. Whatever it was doing when it died, the next round goes on with: rows are the last to go, and several replicas may do the same.</summary>
    /// <returns>How many files were removed.</returns>
    internal async Task<int> RemoveAsync(CancellationToken cancel)
    {
        var before = clock.Now() - TimeSpan.FromHours(options.UploadPauseHours);
        await db.EvidenceFiles.Where(f => f.State == EvidenceFileState.Receiving && f.TouchedAt < before)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.State, EvidenceFileState.Discarded), cancel);
        var discarded = await db.EvidenceFiles.Where(f => f.State == EvidenceFileState.Discarded).OrderBy(f => f.TouchedAt).Select(f => f.Id).Take(LargestRound).ToListAsync(cancel);
        foreach (var file in discarded)
        {
            await RemovePartsAsync(await db.EvidenceParts.Where(p => p.FileId == file).Select(p => p.Name).ToListAsync(cancel), cancel);
            Failpoint.Reach("evidence.after_parts_before_file");
            await db.Uploads.Where(u => u.FileId == file).ExecuteDeleteAsync(cancel);
            await db.EvidenceFiles.Where(f => f.Id == file).ExecuteDeleteAsync(cancel);
        }

        // Of a file that lives on: a writer died after its row, or lost to another.
        await RemovePartsAsync(
            await db.EvidenceParts.Where(p => !p.IsStored && p.BegunAt < before).OrderBy(p => p.BegunAt).Select(p => p.Name).Take(LargestRound).ToListAsync(cancel), cancel);
        return discarded.Count;
    }

    private async Task RemovePartsAsync(List<Guid> names, CancellationToken cancel)
    {
        foreach (var name in names)
        {
            await store.DeleteAsync(name, cancel);
            await db.EvidenceParts.Where(p => p.Name == name).ExecuteDeleteAsync(cancel);
        }
    }
}

/// <summary>Looks for abandoned uploads for as long as the service runs.</summary>
internal sealed partial class AbandonedUploadsJob(IServiceScopeFactory scopes, EvidenceOptions options, ILogger<AbandonedUploadsJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.CleanUpSeconds));
        do
        {
            try
            {
                await using var scope = scopes.BeginOwnWork();
                if (await scope.ServiceProvider.GetRequiredService<AbandonedUploads>().RemoveAsync(stoppingToken) is > 0 and var removed)
                {
                    LogRemoved(removed);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }
        }
        while (!stoppingToken.IsCancellationRequested && await Next(timer, stoppingToken));
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} abandoned uploads were removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Abandoned uploads could not be removed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
