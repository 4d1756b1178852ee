using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Netralitas.TransparencyLog.Rolls;

/// <summary>That a signature is a line of a sealed roll whose root is in the log. Kept beside the signature's own proof, without whose secret it says nothing of anybody.</summary>
/// <param name="State">What the line says.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Hashes">As <see cref="InclusionProof.Make"/> gives them for the tree of the roll.</param>
/// <param name="Seal">Proof of the roll's own entry in the log, or its promise; the extra opens it to a <see cref="RollRecord"/>.</param>
/// <remarks>Form: the first line, <c>state</c> and <c>index</c>, a hash a line, an empty line, and the proof of the roll's entry as its own file has it.</remarks>
public sealed record RollProof(RollState State, long Index, IReadOnlyList<MerkleHash> Hashes, TlogProof Seal)
{
    private const string FirstLine = "netralitas.go.id/roll-proof@v1";
    private const string StateMark = "state ";
    private const string IndexMark = "index ";

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="proof">The proof; nothing of it is verified.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RollProof? proof, [NotNullWhen(false)] out string? problem)
    {
        (proof, problem) = (null, "no head of a roll proof before the first empty line");
        var end = bytes.IndexOf("\n\n"u8);
        if (bytes.Length > 2 * TlogProof.MaxLength || end < 0 || !Ascii.IsValid(bytes[..end]))
        {
            return false;
        }

        var head = Encoding.ASCII.GetString(bytes[..end]).Split('\n');
        if (head.Length < 3 || head[0] != FirstLine || !head[1].StartsWith(StateMark, StringComparison.Ordinal) || !RollStates.TryRead(head[1].AsSpan(StateMark.Length), out var state)
            || !head[2].StartsWith(IndexMark, StringComparison.Ordinal) || !StrictText.TryReadNumber(head[2].AsSpan(IndexMark.Length), out var index))
        {
            return false;
        }

        if (!HashLines.TryRead(head.AsSpan(3), out var hashes, out problem) || !TlogProof.TryParse(bytes[(end + 2)..], out var seal, out problem))
        {
            return false;
        }

        proof = new RollProof(state.Value, index, hashes, seal);
        return true;
    }

    /// <summary>Whether a signature is the line of the roll that this proves.</summary>
    /// <param name="commitment">What <see cref="RollLeaf.CommitToSignature"/> gives for it.</param>
    /// <param name="record">What the roll's entry was opened to.</param>
    public bool Proves(MerkleHash commitment, RollRecord record) => InclusionProof.Verify(Index, record.Size, new RollLeaf(State, commitment).Hash, [.. Hashes], record.Root);

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{FirstLine}\n{StateMark}{State.Word()}\n{IndexMark}{StrictText.Number(Index)}\n");
        foreach (var hash in Hashes)
        {
            head.Append(hash).Append('\n');
        }

        return [.. Encoding.ASCII.GetBytes(head.Append('\n').ToString()), .. Seal.ToBytes()];
    }
}
