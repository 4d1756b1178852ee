using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog;

/// <summary>What a log signs of its tree (C2SP tlog-checkpoint). Says nothing until the note that it is the text of is verified.</summary>
/// <param name="Origin">Which log: not empty, one line.</param>
/// <param name="Size">Entries of the tree.</param>
/// <param name="Root">Root of the tree.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    /// <summary>Lines behind the first three, each with its line feed; opaque. The logs here write none; of another log they are kept, because its signature covers them.</summary>
    public string Extensions { get; private init; } = "";

    /// <summary>Text of the note, with its last line feed.</summary>
    public string Text => $"{Origin}\n{StrictText.Number(Size)}\n{Root}\n{Extensions}";

    /// <summary>Reads the text of a note.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything that is not the one form of a checkpoint, and for a size above 2^63 − 1.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? problem)
    {
        checkpoint = null;
        var lines = text.Split('\n', 4);
        if (lines.Length < 4 || lines[0].Length == 0)
        {
            problem = "not an origin, a size and a root, a line each";
            return false;
        }

        if (!StrictText.TryReadNumber(lines[1], out var size))
        {
            problem = "size is no decimal without zeros in front";
            return false;
        }

        if (!MerkleHash.TryParse(lines[2], out var root))
        {
            problem = "root is not 32 bytes in base64";
            return false;
        }

        var extensions = lines[3];
        if (extensions.Length > 0 && (extensions[0] == '\n' || extensions[^1] != '\n' || extensions.Contains("\n\n", StringComparison.Ordinal)))
        {
            problem = "an extension line is empty or has no end";
            return false;
        }

        checkpoint = new Checkpoint(lines[0], size, root) { Extensions = extensions };
        problem = null;
        return true;
    }

    /// <summary>The checkpoint as its log signs it.</summary>
    /// <param name="log">The log's key.</param>
    public SignedNote Sign(SignerKey log) => new(Text, [log.Sign(Text)]);
}
