using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Netralitas.TransparencyLog.Rolls;

/// <summary>A sealed roll without its people, as anyone may have it: from it the root, and how many lines say what, are worked out again.</summary>
/// <remarks>
/// Form: the first line; each line of the roll as its state and its commitment, or, where the counts are so small that a person could be found in them, as <c>hidden</c> and its hash; an empty line; and the proof
/// of the roll's entry as its own file has it.
/// </remarks>
public sealed class BlindedRoll
{
    /// <summary>Largest file that is read, in bytes: some four million lines.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    private const string FirstLine = "netralitas.go.id/blinded-roll@v1";
    private const string Hidden = "hidden";

    private readonly Dictionary<RollState, long> counts = [];

    private BlindedRoll(TlogProof seal) => Seal = seal;

    /// <summary>Proof of the roll's own entry in the log, or its promise.</summary>
    public TlogProof Seal { get; }

    /// <summary>Lines.</summary>
    public long Size { get; private set; }

    /// <summary>Root of the tree over the lines, worked out from them.</summary>
    public MerkleHash Root { get; private set; }

    /// <summary>Lines of which only the hash is told.</summary>
    public long HiddenLines { get; private set; }

    /// <summary>Lines by what they say.</summary>
    /// <param name="state">A state.</param>
    public long Count(RollState state) => counts.GetValueOrDefault(state);

    /// <summary>What a file begins with, before its first line of the roll.</summary>
    public static string Beginning => FirstLine + "\n";

    /// <summary>A line of the file.</summary>
    /// <param name="leaf">The line of the roll.</param>
    /// <param name="isHidden">Whether only its hash is told.</param>
    public static string LineOf(RollLeaf leaf, bool isHidden) => isHidden ? $"{Hidden} {leaf.Hash}\n" : $"{leaf.State.Word()} {leaf.Commitment}\n";

    /// <summary>What a file ends with, behind its last line of the roll.</summary>
    /// <param name="seal">Proof of the roll's entry.</param>
    public static byte[] EndingOf(TlogProof seal) => [(byte)'\n', .. seal.ToBytes()];

    /// <summary>Reads a file, and works out root and counts.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="roll">The roll; nothing of it is verified.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlindedRoll? roll, [NotNullWhen(false)] out string? problem)
    {
        (roll, problem) = (null, "no lines of a roll before the first empty line");
        var end = bytes.IndexOf("\n\n"u8);
        if (bytes.Length > MaxLength || end < 0 || !Ascii.IsValid(bytes[..end]))
        {
            return false;
        }

        var lines = bytes[..(end + 1)];
        var first = lines.IndexOf((byte)'\n');
        if (!lines[..first].SequenceEqual(Encoding.ASCII.GetBytes(FirstLine)) || !TlogProof.TryParse(bytes[(end + 2)..], out var seal, out problem))
        {
            problem ??= $"does not begin with {FirstLine}";
            return false;
        }

        var read = new BlindedRoll(seal);
        if (!read.TryReadLines(lines[(first + 1)..], out problem))
        {
            return false;
        }

        roll = read;
        return true;
    }

    private bool TryReadLines(ReadOnlySpan<byte> lines, [NotNullWhen(false)] out string? problem)
    {
        var edge = TreeEdge.Load(0, _ => default);
        Span<char> text = stackalloc char[128];
        problem = null;
        while (lines.Length > 0)
        {
            var line = lines[..lines.IndexOf((byte)'\n')];
            lines = lines[(line.Length + 1)..];
            if (line.Length > text.Length || !TryReadLine(text[..Encoding.ASCII.GetChars(line, text)], out var hash))
            {
                problem = $"line {Size + 2} is no line of a roll";
                return false;
            }

            edge.Append(hash);
            Size++;
        }

        Root = edge.Root();
        return true;
    }

    private bool TryReadLine(ReadOnlySpan<char> line, out MerkleHash hash)
    {
        hash = default;
        var space = line.IndexOf(' ');
        if (space < 0 || !MerkleHash.TryParse(line[(space + 1)..], out var given))
        {
            return false;
        }

        if (line[..space].SequenceEqual(Hidden))
        {
            HiddenLines++;
            hash = given;
            return true;
        }

        if (!RollStates.TryRead(line[..space], out var state))
        {
            return false;
        }

        counts[state.Value] = Count(state.Value) + 1;
        hash = new RollLeaf(state.Value, given).Hash;
        return true;
    }
}
