using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog;

/// <summary>A log's promise to have entries within a time, signed before it has them (what a signed certificate timestamp is to certificate transparency).</summary>
/// <param name="Origin">Which log.</param>
/// <param name="Size">Entries that are promised together.</param>
/// <param name="Root">Root of the tree over them alone, in the order in which they came: a proof in that tree shows that an entry is among them.</param>
/// <param name="PromisedAt">When, to the second.</param>
/// <param name="MaximumMergeDelay">Until when a published checkpoint has them, in whole seconds from then.</param>
/// <remarks>
/// The text of a note of five lines behind <c>netralitas.go.id/inclusion-promise/v1</c>: origin, size, root, seconds since 1970, seconds of delay. It is signed with the log's own key
/// under a type of its own, over a line that no checkpoint begins with: neither can pass for the other. A promise that is not kept is evidence against the log.
/// </remarks>
public sealed record InclusionPromise(string Origin, long Size, MerkleHash Root, DateTimeOffset PromisedAt, TimeSpan MaximumMergeDelay)
{
    internal const string FirstLine = "netralitas.go.id/inclusion-promise/v1";

    /// <summary>Until when the log has the entries.</summary>
    public DateTimeOffset Until => PromisedAt + MaximumMergeDelay;

    /// <summary>Text of the note, with its last line feed.</summary>
    public string Text =>
        $"{FirstLine}\n{Origin}\n{StrictText.Number(Size)}\n{Root}\n{StrictText.Number(PromisedAt.ToUnixTimeSeconds())}\n{StrictText.Number((long)MaximumMergeDelay.TotalSeconds)}\n";

    /// <summary>Promises entries.</summary>
    /// <param name="log">The log's key.</param>
    /// <param name="leaves">Hashes of the entries, one at least.</param>
    /// <param name="at">Now; cut to the second.</param>
    /// <param name="delay">Whole seconds.</param>
    public static SignedNote Sign(SignerKey log, IReadOnlyList<MerkleHash> leaves, DateTimeOffset at, TimeSpan delay)
    {
        var edge = TreeEdge.Load(0, _ => default);
        foreach (var leaf in leaves)
        {
            edge.Append(leaf);
        }

        return Sign(log, leaves.Count, edge.Root(), at, delay);
    }

    /// <summary>Promises the entries of a tree of which each holder sees the own entry alone.</summary>
    /// <param name="log">The log's key.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="at">Now; cut to the second.</param>
    /// <param name="delay">Whole seconds.</param>
    public static SignedNote Sign(SignerKey log, BlindedTree tree, DateTimeOffset at, TimeSpan delay) => Sign(log, BlindedTree.Size, tree.Root, at, delay);

    private static SignedNote Sign(SignerKey log, long size, MerkleHash root, DateTimeOffset at, TimeSpan delay)
    {
        var promise = new InclusionPromise(log.Verifier.Name, size, root, at, delay);
        return new SignedNote(promise.Text, [log.Promise(promise.Text)]);
    }

    /// <summary>The hashes that show an entry to be among those that are promised.</summary>
    /// <param name="leaves">Hashes of all of them.</param>
    /// <param name="index">Which.</param>
    public static IReadOnlyList<MerkleHash> Prove(IReadOnlyList<MerkleHash> leaves, int index)
    {
        var levels = new List<IReadOnlyList<MerkleHash>> { leaves };
        while (levels[^1].Count > 1)
        {
            var below = levels[^1];
            levels.Add([.. Enumerable.Range(0, below.Count / 2).Select(n => MerkleHash.OfNode(below[2 * n], below[(2 * n) + 1]))]);
        }

        return InclusionProof.Make(index, leaves.Count, subtree => levels[subtree.Level][(int)subtree.Index]);
    }

    /// <summary>Verifies a promise.</summary>
    /// <param name="note">The note.</param>
    /// <param name="policy">The log; witnesses sign no promises.</param>
    /// <param name="promise">What is promised.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything but a promise of this log, signed with a key of it.</returns>
    public static bool TryOpen(SignedNote note, LogPolicy policy, [NotNullWhen(true)] out InclusionPromise? promise, [NotNullWhen(false)] out string? problem)
    {
        promise = null;
        if (!policy.LogKeys.Any(key => note.Signatures.Any(line => line.IsPromiseOf(key, note.Text))))
        {
            problem = "the log has not signed";
            return false;
        }

        if (!TryParse(note.Text, out var read) || read.Origin != policy.Origin)
        {
            problem = read is null ? "not a promise" : "of another log";
            return false;
        }

        promise = read;
        problem = null;
        return true;
    }

    /// <summary>The log that a promise names; nothing of it is verified.</summary>
    /// <param name="text">Text of a note.</param>
    /// <returns>Null when it is no promise.</returns>
    public static string? OriginOf(string text) => TryParse(text, out var promise) ? promise.Origin : null;

    private static bool TryParse(string text, [NotNullWhen(true)] out InclusionPromise? promise)
    {
        promise = null;
        var lines = text.Split('\n');
        if (lines is not [FirstLine, { Length: > 0 } origin, var size, var root, var at, var delay, ""]
            || !StrictText.TryReadNumber(size, out var count) || !MerkleHash.TryParse(root, out var hash)
            || !StrictText.TryReadNumber(at, out var seconds) || !StrictText.TryReadNumber(delay, out var wait)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() - wait || wait > int.MaxValue)
        {
            return false;
        }

        promise = new InclusionPromise(origin, count, hash, DateTimeOffset.FromUnixTimeSeconds(seconds), TimeSpan.FromSeconds(wait));
        return true;
    }
}
