using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Netralitas.TransparencyLog;

/// <summary>What a log sends to a witness (C2SP tlog-witness): that its tree only grew since the witness last signed.</summary>
/// <param name="OldSize">Size that the witness last cosigned, 0 for none.</param>
/// <param name="Proof">As <see cref="ConsistencyProof.Make"/> gives it, from the old size to the checkpoint's.</param>
/// <param name="Note">The checkpoint's note.</param>
/// <param name="Checkpoint">The note's text.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<MerkleHash> Proof, SignedNote Note, Checkpoint Checkpoint)
{
    private const string OldMark = "old ";

    /// <summary>Reads the body of a request.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="request">The request; nothing of it is verified.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything that is not the one form of a request.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AddCheckpointRequest? request, [NotNullWhen(false)] out string? problem)
    {
        request = null;
        if (!HashLines.TrySplit(bytes, out var head, out var note, out problem))
        {
            return false;
        }

        if (!head[0].StartsWith(OldMark, StringComparison.Ordinal) || !StrictText.TryReadNumber(head[0].AsSpan(OldMark.Length), out var oldSize))
        {
            problem = "does not begin with old and a decimal without zeros in front";
            return false;
        }

        if (!HashLines.TryRead(head.AsSpan(1), out var proof, out problem) || !Checkpoint.TryParse(note.Text, out var checkpoint, out problem))
        {
            return false;
        }

        request = new AddCheckpointRequest(oldSize, proof, note, checkpoint);
        return true;
    }

    /// <summary>The body of the request.</summary>
    public byte[] ToBytes() =>
        Encoding.UTF8.GetBytes($"{OldMark}{StrictText.Number(OldSize)}\n{string.Concat(Proof.Select(hash => hash + "\n"))}\n{Note}");
}
