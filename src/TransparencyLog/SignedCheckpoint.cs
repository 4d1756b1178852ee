using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog;

/// <summary>A checkpoint whose signatures satisfied a policy.</summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(Checkpoint checkpoint, SignedNote note, IReadOnlyList<VerifiedSignature> signatures)
    {
        Checkpoint = checkpoint;
        Note = note;
        Cosignatures = [.. signatures.Where(signature => signature.Key.Type == SignatureType.Cosignature)];
    }

    /// <summary>Size and root that may be believed.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The note, with all its lines, also those of unknown keys.</summary>
    public SignedNote Note { get; }

    /// <summary>Signatures of witnesses of the policy, one a witness.</summary>
    public IReadOnlyList<VerifiedSignature> Cosignatures { get; }

    /// <summary>Reads a checkpoint's note and verifies it.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="opened">The checkpoint.</param>
    /// <param name="problem">Why it is not to be believed.</param>
    /// <returns>False for anything but a checkpoint of this log, signed by a key of it and by the quorum, without a line of a known key that does not hold.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, LogPolicy policy, [NotNullWhen(true)] out SignedCheckpoint? opened, [NotNullWhen(false)] out string? problem)
    {
        opened = null;
        return SignedNote.TryParse(bytes, out var note, out problem) && TryOpen(note, policy, out opened, out problem);
    }

    /// <summary>Verifies a checkpoint's note.</summary>
    /// <param name="note">The note.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="opened">The checkpoint.</param>
    /// <param name="problem">Why it is not to be believed.</param>
    /// <returns>As <see cref="TryOpen(ReadOnlySpan{byte}, LogPolicy, out SignedCheckpoint?, out string?)"/>.</returns>
    public static bool TryOpen(SignedNote note, LogPolicy policy, [NotNullWhen(true)] out SignedCheckpoint? opened, [NotNullWhen(false)] out string? problem)
    {
        opened = null;
        if (!Checkpoint.TryParse(note.Text, out var checkpoint, out problem))
        {
            return false;
        }

        if (checkpoint.Origin != policy.Origin)
        {
            problem = "of another log";
            return false;
        }

        if (!note.TryVerify([.. policy.LogKeys, .. policy.Witnesses], out var signatures, out problem))
        {
            return false;
        }

        var read = new SignedCheckpoint(checkpoint, note, signatures);
        if (read.Cosignatures.Count == signatures.Count || read.Cosignatures.Count < policy.Quorum)
        {
            problem = read.Cosignatures.Count == signatures.Count ? "the log has not signed" : $"{read.Cosignatures.Count} witnesses have signed, not {policy.Quorum}";
            return false;
        }

        opened = read;
        return true;
    }
}
