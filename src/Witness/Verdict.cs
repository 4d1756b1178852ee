using Netralitas.TransparencyLog;

namespace Netralitas.Witness;

/// <summary>What a witness makes of a checkpoint that its log has signed.</summary>
internal enum Verdict
{
    /// <summary>It only grew since the last one, or is the last one: to be remembered, then signed.</summary>
    Cosign,

    /// <summary>The old size is above the checkpoint's.</summary>
    OldSizeTooLarge,

    /// <summary>The old size is not that of the last checkpoint; the log is told which is.</summary>
    OldSizeNotLast,

    /// <summary>The proof does not show that it grew from the last one; the log may have sent the wrong proof.</summary>
    NotProven,

    /// <summary>It has the last one's size and another root. No proof can mend that: the log has shown two trees.</summary>
    Forked,
}

/// <summary>Rules of C2SP tlog-witness, add-checkpoint, in the order in which it states them.</summary>
internal static class Judgement
{
    /// <summary>Judges a request.</summary>
    /// <param name="request">A request whose checkpoint is signed by its log.</param>
    /// <param name="last">What the witness last signed of this log; null for nothing.</param>
    internal static Verdict Of(AddCheckpointRequest request, Checkpoint? last)
    {
        // A log that was never signed for is as one that was without entries.
        var (lastSize, lastRoot) = (last?.Size ?? 0, last?.Root ?? MerkleHash.Empty);
        var (size, root) = (request.Checkpoint.Size, request.Checkpoint.Root);
        if (request.OldSize > size)
        {
            return Verdict.OldSizeTooLarge;
        }

        if (request.OldSize != lastSize)
        {
            return Verdict.OldSizeNotLast;
        }

        if (last is not null && size == lastSize && root != lastRoot)
        {
            return Verdict.Forked;
        }

        return ConsistencyProof.Verify(lastSize, size, lastRoot, root, [.. request.Proof]) ? Verdict.Cosign : Verdict.NotProven;
    }
}
