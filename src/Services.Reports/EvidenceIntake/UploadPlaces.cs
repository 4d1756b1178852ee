using System.Diagnostics;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

/// <summary>How many streams bring bytes at once, and how slowly they may. grpc-dotnet switches Kestrel's own limits off for streams.</summary>
internal sealed class UploadPlaces(EvidenceOptions options) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.MaxUploadsAtOnce);

    /// <summary>How long a stream may rest between two messages.</summary>
    internal TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(options.ChunkPauseSeconds);

    /// <summary>Waits for a place, for one pause.</summary>
    /// <exception cref="ServiceDefaults.RefusalException">UPLOADS_BUSY.</exception>
    internal async Task EnterAsync(CancellationToken cancel)
    {
        if (!await places.WaitAsync(LongestPause, cancel))
        {
            throw EvidenceRefusals.UploadsBusy();
        }
    }

    /// <summary>Gives the place back.</summary>
    internal void Leave() => places.Release();

    /// <summary>Whether a stream is slower than the least, once it is older than one pause. Pure.</summary>
    /// <param name="bytes">How many it brought.</param>
    /// <param name="age">For how long.</param>
    internal bool IsTooSlow(long bytes, TimeSpan age) => age > LongestPause && bytes < (age - LongestPause).TotalSeconds * options.MinBytesPerSecond;

    /// <inheritdoc cref="IsTooSlow(long, TimeSpan)"/>
    internal bool IsTooSlow(long bytes, long startedAt) => IsTooSlow(bytes, Stopwatch.GetElapsedTime(startedAt));

    public void Dispose() => places.Dispose();
}
