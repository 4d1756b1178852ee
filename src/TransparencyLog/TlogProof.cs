using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Netralitas.TransparencyLog;

/// <summary>What proves an entry without the log (C2SP tlog-proof): its index, the hashes to the root, and the checkpoint. Kept as a file that ends in <c>.tlog-proof</c>.</summary>
/// <param name="Index">The entry, from 0.</param>
/// <param name="Hashes">As <see cref="InclusionProof.Make"/> gives them.</param>
/// <param name="Checkpoint">The log's note, as it was published.</param>
public sealed record TlogProof(long Index, IReadOnlyList<MerkleHash> Hashes, SignedNote Checkpoint)
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxLength = 2 * SignedNote.MaxLength;

    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const string FirstLineOfPromise = "netralitas.go.id/promise-proof@v1";
    private const string ExtraMark = "extra ";
    private const string IndexMark = "index ";

    /// <summary>What else the holder needs, such as nonce and record behind a commitment; empty for none. Proven by nothing: check it against the entry.</summary>
    public ReadOnlyMemory<byte> Extra { get; init; }

    /// <summary>
    /// Whether the note is an <see cref="InclusionPromise"/> and the hashes are of its tree: what a holder has until the entry is in the log. Such a file has a first line of its own, and is no tlog-proof.
    /// </summary>
    public bool IsPromise { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="proof">The proof; nothing of it is verified.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything that is not the one form of a proof, and for more than <see cref="MaxLength"/> bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out string? problem)
    {
        proof = null;
        problem = bytes.Length > MaxLength ? $"over {MaxLength} bytes" : null;
        if (problem is not null || !HashLines.TrySplit(bytes, out var head, out var checkpoint, out problem))
        {
            return false;
        }

        if (head[0] is not (FirstLine or FirstLineOfPromise))
        {
            problem = $"does not begin with {FirstLine}";
            return false;
        }

        byte[]? extra = null;
        var hasExtra = head.Length > 1 && head[1].StartsWith(ExtraMark, StringComparison.Ordinal);
        if (hasExtra && (!StrictText.TryReadBase64(head[1].AsSpan(ExtraMark.Length), out extra) || extra.Length == 0))
        {
            problem = "extra is not base64, or empty";
            return false;
        }

        var at = hasExtra ? 2 : 1;
        if (at >= head.Length || !head[at].StartsWith(IndexMark, StringComparison.Ordinal) || !StrictText.TryReadNumber(head[at].AsSpan(IndexMark.Length), out var index))
        {
            problem = "index is missing, or no decimal without zeros in front";
            return false;
        }

        if (!HashLines.TryRead(head.AsSpan(at + 1), out var hashes, out problem))
        {
            return false;
        }

        proof = new TlogProof(index, hashes, checkpoint) { Extra = extra, IsPromise = head[0] == FirstLineOfPromise };
        return true;
    }

    /// <summary>Verifies that an entry is in the log.</summary>
    /// <param name="leaf">Hash of the entry, worked out by the verifier.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="checkpoint">The checkpoint that holds it.</param>
    /// <param name="problem">Why it is not proven.</param>
    public bool TryVerify(MerkleHash leaf, LogPolicy policy, [NotNullWhen(true)] out SignedCheckpoint? checkpoint, [NotNullWhen(false)] out string? problem)
    {
        checkpoint = null;
        problem = IsPromise ? "a promise, no proof" : null;
        if (problem is not null || !SignedCheckpoint.TryOpen(Checkpoint, policy, out checkpoint, out problem))
        {
            return false;
        }

        if (!InclusionProof.Verify(Index, checkpoint.Checkpoint.Size, leaf, [.. Hashes], checkpoint.Checkpoint.Root))
        {
            checkpoint = null;
            problem = "the entry is not proven to be in the tree";
            return false;
        }

        return true;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(IsPromise ? FirstLineOfPromise : FirstLine).Append('\n');
        if (!Extra.IsEmpty)
        {
            text.Append(ExtraMark).Append(Convert.ToBase64String(Extra.Span)).Append('\n');
        }

        text.Append(IndexMark).Append(StrictText.Number(Index)).Append('\n');
        foreach (var hash in Hashes)
        {
            text.Append(hash).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Checkpoint).ToString());
    }
}
