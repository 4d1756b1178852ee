using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog;

/// <summary>An entry with what opens its commitment: what the holder of a receipt has, and the log has not.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Nonce">Its nonce.</param>
/// <param name="Record">Canonical bytes of the record.</param>
/// <remarks>
/// In a proof's file it is the extra: the entry, 48 bytes; the nonce, 32; the record. The entry stands there although it could be worked out: so a changed record is told from a changed proof.
/// </remarks>
public sealed record OpenedEntry(CommitmentEntry Entry, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Record)
{
    private const int RecordAt = CommitmentEntry.Length + CommitmentEntry.NonceLength;

    /// <summary>Whether nonce and record are those that the entry commits to.</summary>
    public bool Holds => CommitmentEntry.Commit(Nonce.Span, Record.Span) == Entry.Commitment;

    /// <summary>Hash of the entry in the log.</summary>
    public MerkleHash Leaf => MerkleHash.OfLeaf(Entry.ToBytes());

    /// <summary>Reads it from a proof's extra.</summary>
    /// <param name="extra">Any bytes.</param>
    /// <param name="opened">The entry; whether it holds is not checked.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryRead(ReadOnlyMemory<byte> extra, [NotNullWhen(true)] out OpenedEntry? opened, [NotNullWhen(false)] out string? problem)
    {
        opened = null;
        problem = extra.Length <= RecordAt ? "has no entry, nonce and record" : null;
        if (problem is not null || !CommitmentEntry.TryRead(extra.Span[..CommitmentEntry.Length], out var entry, out problem))
        {
            return false;
        }

        opened = new OpenedEntry(entry, extra[CommitmentEntry.Length..RecordAt], extra[RecordAt..]);
        return true;
    }

    /// <summary>As a proof's extra has it.</summary>
    public byte[] ToBytes() => [.. Entry.ToBytes(), .. Nonce.Span, .. Record.Span];
}
