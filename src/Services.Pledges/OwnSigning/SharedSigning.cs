using System.Threading.Channels;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.OwnSigning;

/// <summary>Lets signatures that come together share a commit: while one group is written the next gathers.</summary>
/// <param name="writer">Writes a group.</param>
internal sealed class SharedSigning(OwnSignatureWriter writer) : BackgroundService
{
    private const int Writers = 2;
    private const int LargestGroup = 128;

    private readonly Channel<Waiting> line = Channel.CreateUnbounded<Waiting>();

    /// <summary>Has a signature recorded.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="cancel">The caller does not wait any longer; a signature that no writer has yet is not recorded then.</param>
    /// <remarks>When this returns with an answer, the signature, its event and its entry for the log survive a crash.</remarks>
    internal async Task<OwnOutcome> RecordAsync(OwnSignature signature, CancellationToken cancel)
    {
        var waiting = new Waiting(signature);
        line.Writer.TryWrite(waiting);
        try
        {
            return await waiting.Outcome.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            waiting.TryTake();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            while (await line.Reader.WaitToReadAsync(stop))
            {
                if (Next() is { Count: > 0 } group)
                {
                    await WriteAsync(group, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process ends; nobody waits any more.
        }
    }

    // A request that is in the group already waits for the next one, where it finds its answer.
    private List<Waiting> Next()
    {
        var group = new List<Waiting>();
        var requests = new HashSet<Guid>();
        var later = new List<Waiting>();
        while (group.Count + later.Count < LargestGroup && line.Reader.TryRead(out var waiting))
        {
            if (!requests.Add(waiting.Signature.Request.Id))
            {
                later.Add(waiting);
            }
            else if (waiting.TryTake())
            {
                group.Add(waiting);
            }
        }

        later.ForEach(waiting => line.Writer.TryWrite(waiting));
        return group;
    }

    private async Task WriteAsync(List<Waiting> group, CancellationToken stop)
    {
        try
        {
            var outcomes = await writer.WriteAsync(group.ConvertAll(waiting => waiting.Signature), stop);
            Failpoint.Reach("own.after_commit_before_reply");
            foreach (var (waiting, outcome) in group.Zip(outcomes))
            {
                waiting.Outcome.TrySetResult(outcome);
            }
        }
        catch (Exception exception)
        {
            group.ForEach(waiting => waiting.Outcome.TrySetException(exception));
        }
    }

    /// <summary>A signature in line. Either a writer takes it or its caller does, who has given up.</summary>
    private sealed class Waiting(OwnSignature signature)
    {
        private int taken;

        internal OwnSignature Signature { get; } = signature;

        internal TaskCompletionSource<OwnOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal bool TryTake() => Interlocked.Exchange(ref taken, 1) == 0;
    }
}
