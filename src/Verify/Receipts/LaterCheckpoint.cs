using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Receipts;

/// <summary>Compares a receipt's checkpoint with the one that the log publishes now: one must continue the other.</summary>
internal static class LaterCheckpoint
{
    /// <summary>Fetches the log's checkpoint and as many tiles as the proof takes, and compares.</summary>
    /// <param name="check">A receipt that holds.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="files">The log.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The verdict with one step more; as it was when the log cannot be reached.</returns>
    internal static async Task<(Verdict Verdict, bool IsReached)> CompareAsync(ReceiptCheck check, Verdict verdict, ILogFiles files, CancellationToken cancel)
    {
        if (check.Checkpoint?.Checkpoint is not { } kept || check.Policy is not { } policy)
        {
            // A promise has no checkpoint to compare.
            return (verdict, true);
        }

        try
        {
            var (step, size) = await CompareAsync(kept, policy, files, cancel);
            IReadOnlyList<CheckStep> steps = [.. verdict.Steps, step];
            return step.Outcome == StepOutcome.Holds
                ? (verdict with { Steps = steps, Facts = [.. verdict.Facts, new("Catatan publik sekarang", $"{Words.Number(size)} catatan")] }, true)
                : (new Verdict(steps, [], "BERTENTANGAN. Berkas Anda sah, tetapi catatan publik yang sekarang tidak melanjutkannya.", Steps.Advice(step.Id)), true);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException || (exception is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return (verdict, false);
        }
    }

    private static async Task<(CheckStep Step, long Size)> CompareAsync(Checkpoint kept, LogPolicy policy, ILogFiles files, CancellationToken cancel)
    {
        // The log's own signature is what a contradiction is proven with; too few witnesses today are no contradiction.
        var alone = new LogPolicy(policy.Origin, policy.LogKeys, [], 0);
        if (!SignedCheckpoint.TryOpen(await files.ReadCheckpointAsync(cancel), alone, out var published, out var problem))
        {
            return (Step(false, problem), 0);
        }

        var now = published.Checkpoint;
        if (now.Size < kept.Size)
        {
            return (Step(false, $"the log has {now.Size} entries, the receipt's checkpoint {kept.Size}"), now.Size);
        }

        var tiles = new Dictionary<TileAddress, ReadOnlyMemory<byte>>();
        foreach (var tile in TileHashes.Needed(ConsistencyProof.Ranges(kept.Size, now.Size), now.Size))
        {
            tiles.Add(tile, await files.ReadTileAsync(tile, cancel));
        }

        var proof = ConsistencyProof.Make(kept.Size, now.Size, new TileHashes(now.Size, tiles).Read);
        return (Step(ConsistencyProof.Verify(kept.Size, now.Size, kept.Root, now.Root, proof), "its tiles give no consistency proof"), now.Size);
    }

    private static CheckStep Step(bool holds, string? cause) =>
        new(Steps.LaterCheckpoint, Steps.Title(Steps.LaterCheckpoint), holds ? StepOutcome.Holds : StepOutcome.Fails, "", holds ? "" : cause ?? "");
}
