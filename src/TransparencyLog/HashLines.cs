using System.Diagnostics.CodeAnalysis;

namespace Netralitas.TransparencyLog;

/// <summary>The hashes of a proof as text: a line of base64 each.</summary>
internal static class HashLines
{
    /// <summary>Most hashes of a proof: a tree of 2^63 − 1 entries is 63 levels high.</summary>
    internal const int MaxCount = 63;

    /// <summary>Reads lines.</summary>
    /// <param name="lines">The lines, none or more.</param>
    /// <param name="hashes">The hashes.</param>
    /// <param name="problem">Why they are none.</param>
    internal static bool TryRead(ReadOnlySpan<string> lines, [NotNullWhen(true)] out MerkleHash[]? hashes, [NotNullWhen(false)] out string? problem)
    {
        hashes = null;
        problem = lines.Length > MaxCount ? $"over {MaxCount} hashes" : null;
        if (problem is not null)
        {
            return false;
        }

        var read = new MerkleHash[lines.Length];
        for (var n = 0; n < lines.Length; n++)
        {
            if (!MerkleHash.TryParse(lines[n], out read[n]))
            {
                problem = $"hash {n} is not 32 bytes in base64";
                return false;
            }
        }

        hashes = read;
        return true;
    }

    /// <summary>Splits what stands before the first empty line off the checkpoint behind it.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="head">Its lines, without line feeds.</param>
    /// <param name="checkpoint">The note.</param>
    /// <param name="problem">Why there are none.</param>
    internal static bool TrySplit(ReadOnlySpan<byte> bytes, out string[] head, [NotNullWhen(true)] out SignedNote? checkpoint, [NotNullWhen(false)] out string? problem)
    {
        head = [];
        checkpoint = null;
        var end = bytes.IndexOf("\n\n"u8);
        if (end < 0 || !System.Text.Ascii.IsValid(bytes[..end]))
        {
            problem = "no empty line before the checkpoint, or not ASCII above it";
            return false;
        }

        head = System.Text.Encoding.ASCII.GetString(bytes[..end]).Split('\n');
        return SignedNote.TryParse(bytes[(end + 2)..], out checkpoint, out problem);
    }
}
