using System.Security.Cryptography;
using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Verify.Tests.Rolls;

/// <summary>A sealed roll whose signers are entries of a log, and its own entry in it.</summary>
internal sealed class TestRoll
{
    private readonly TestLog log;
    private readonly List<RollLeaf> leaves;
    private readonly int entry;

    /// <param name="log">Its first entries are the signatures; all must be of one declaration.</param>
    /// <param name="signers">How many of them are on the roll.</param>
    /// <param name="missing">People who were expected and did not sign.</param>
    /// <param name="alter">Changes what is sealed.</param>
    internal TestRoll(TestLog log, int signers, int missing, Func<RollRecord, RollRecord>? alter = null)
    {
        this.log = log;
        leaves = [.. Enumerable.Range(0, signers).Select(n => new RollLeaf(RollState.SignedHere, CommitmentOf(n))),
            .. Enumerable.Range(0, missing).Select(n => new RollLeaf(RollState.Missing, new MerkleHash(SHA256.HashData(Encoding.ASCII.GetBytes($"missing {n}")))))];
        leaves = [.. leaves.OrderBy(leaf => Convert.ToHexString(leaf.Commitment.ToArray()), StringComparer.Ordinal)];
        var record = new RollRecord(Declaration, "75.71", new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero), true, leaves.Count, Root());
        record = alter?.Invoke(record) ?? record;
        var nonce = SHA256.HashData("roll"u8);
        log.Entries.Add(new OpenedEntry(new CommitmentEntry(CommitmentKind.Roll, 20_778, CommitmentEntry.Commit(nonce, record.Encode())), nonce, record.Encode()));
        entry = log.Entries.Count - 1;
    }

    internal static Guid Declaration { get; } = Guid.Parse("00000000-0000-7000-8000-0000000000dd");

    internal IReadOnlyList<RollLeaf> Leaves => leaves;

    internal TlogProof Seal => log.Proof(entry);

    internal TlogProof Promised => log.Promise(entry);

    /// <summary>The file that anyone gets.</summary>
    internal byte[] Blinded(bool isHidden = false, TlogProof? seal = null) =>
        [.. Encoding.ASCII.GetBytes(BlindedRoll.Beginning + string.Concat(leaves.Select(leaf => BlindedRoll.LineOf(leaf, isHidden)))), .. BlindedRoll.EndingOf(seal ?? Seal)];

    /// <summary>What the holder of a receipt gets.</summary>
    internal RollProof ProofOf(int signer)
    {
        var index = leaves.FindIndex(leaf => leaf.Commitment == CommitmentOf(signer));
        return new RollProof(leaves[index].State, index, InclusionPromise.Prove([.. leaves.Select(leaf => leaf.Hash)], index), Seal);
    }

    private MerkleHash CommitmentOf(int signer) => RollLeaf.CommitToSignature(log.Entries[signer].Nonce.Span, Declaration, SignatureOf(signer), log.Entries[signer].Leaf);

    private static Guid SignatureOf(int signer) => Guid.Parse($"00000000-0000-7000-8000-{signer:000000000000}");

    private MerkleHash Root()
    {
        var edge = TreeEdge.Load(0, _ => default);
        leaves.ForEach(leaf => edge.Append(leaf.Hash));
        return edge.Root();
    }
}
