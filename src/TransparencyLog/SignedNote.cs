using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Netralitas.TransparencyLog;

/// <summary>A signature of a note that holds under a known key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">The line.</param>
/// <param name="CosignedAt">Of a witness's signature, its time in seconds since 1970; null of a log's.</param>
public sealed record VerifiedSignature(VerifierKey Key, NoteSignature Line, long? CosignedAt);

/// <summary>A text with signature lines (C2SP signed-note). Reading one verifies nothing; what it says counts only after <see cref="TryVerify"/>.</summary>
public sealed class SignedNote
{
    /// <summary>Largest note that is read, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Most signature lines that are read; the format asks for at least 16.</summary>
    public const int MaxSignatures = 100;

    private const string Separator = "\n\n";

    /// <summary>A text with its signatures.</summary>
    /// <param name="text">With its last line feed.</param>
    /// <param name="signatures">One or more.</param>
    /// <exception cref="ArgumentException">No text of a note, or no signature.</exception>
    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        if (!IsText(text) || signatures.Count is 0 or > MaxSignatures)
        {
            throw new ArgumentException("Not a text of a note, or too few or too many signatures.", nameof(text));
        }

        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed, with its last line feed.</summary>
    public string Text { get; }

    /// <summary>The signature lines in their order, known and unknown ones, none of them verified.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="note">The note; nothing of it is verified.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything that is not the one form of a note, for more than <see cref="MaxLength"/> bytes and more than <see cref="MaxSignatures"/> lines.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? problem)
    {
        note = null;
        if (bytes.Length > MaxLength || !Utf8.IsValid(bytes))
        {
            problem = bytes.Length > MaxLength ? $"over {MaxLength} bytes" : "not UTF-8";
            return false;
        }

        // The text may have empty lines; the signatures stand behind the last one.
        var whole = Encoding.UTF8.GetString(bytes);
        var end = whole.LastIndexOf(Separator, StringComparison.Ordinal);
        if (end < 0 || whole[^1] != '\n' || end + Separator.Length == whole.Length || !IsText(whole.AsSpan(0, end + 1)))
        {
            problem = "not a text, an empty line and signatures, or with control characters";
            return false;
        }

        if (!TryReadSignatures(whole.AsSpan()[(end + Separator.Length)..^1], out var signatures, out problem))
        {
            return false;
        }

        note = new SignedNote(whole[..(end + 1)], signatures);
        return true;
    }

    /// <summary>Verifies the signatures of known keys.</summary>
    /// <param name="known">Keys that are trusted; their pairs of name and id differ.</param>
    /// <param name="verified">The signatures that hold, one for each key at most, in the order of the lines.</param>
    /// <param name="problem">Why the note is to be ignored.</param>
    /// <returns>False when no known key has signed, or when a line of a known key does not hold: then the whole note is rejected.</returns>
    /// <exception cref="ArgumentException">Two known keys with one name and id.</exception>
    /// <remarks>Lines of unknown keys are ignored, also such as share the name or the id of a known one.</remarks>
    public bool TryVerify(IReadOnlyCollection<VerifierKey> known, [NotNullWhen(true)] out IReadOnlyList<VerifiedSignature>? verified, [NotNullWhen(false)] out string? problem)
    {
        var byName = known.ToDictionary(key => (key.Name, key.Id));
        var holding = new Dictionary<VerifierKey, VerifiedSignature>();
        verified = null;
        foreach (var line in Signatures)
        {
            if (!byName.TryGetValue((line.Name, line.KeyId), out var key))
            {
                continue;
            }

            if (!line.IsOf(key, Text, out var cosignedAt))
            {
                problem = $"the signature of {key.Name} does not hold";
                return false;
            }

            holding.TryAdd(key, new VerifiedSignature(key, line, cosignedAt));
        }

        if (holding.Count == 0)
        {
            problem = "no known key has signed";
            return false;
        }

        verified = [.. holding.Values];
        problem = null;
        return true;
    }

    /// <summary>The note with more signatures behind those that it has.</summary>
    /// <param name="signatures">The lines.</param>
    /// <exception cref="ArgumentException">More than <see cref="MaxSignatures"/> in all.</exception>
    public SignedNote With(params IEnumerable<NoteSignature> signatures) => new(Text, [.. Signatures, .. signatures]);

    /// <summary>The note as text.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(line => line + "\n"))}";

    /// <summary>The note as it is published: UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Ends in a line feed, and has no other control character below U+0020.</summary>
    private static bool IsText(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' and not '\n')
            {
                return false;
            }
        }

        return text is [.., '\n'];
    }

    private static bool TryReadSignatures(ReadOnlySpan<char> lines, out List<NoteSignature> signatures, [NotNullWhen(false)] out string? problem)
    {
        signatures = [];
        foreach (var range in lines.Split('\n'))
        {
            if (signatures.Count == MaxSignatures || !NoteSignature.TryParse(lines[range], out var signature))
            {
                problem = signatures.Count == MaxSignatures ? $"over {MaxSignatures} signatures" : $"line {signatures.Count + 1} behind the text is no signature";
                return false;
            }

            signatures.Add(signature);
        }

        problem = null;
        return true;
    }
}
