using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>A private key that signs notes, under a name ("skey"): of a log or of a witness.</summary>
/// <remarks>Safe to use from several threads at once. The secret is cleared on <see cref="Dispose"/>.</remarks>
public sealed class SignerKey : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly Ed25519PrivateKey key;

    /// <summary>A key under a name; the key is taken over.</summary>
    /// <param name="name">Not empty, without spaces and plus; a log's is its origin.</param>
    /// <param name="type">What it signs.</param>
    /// <param name="key">The key; disposed of with this one.</param>
    /// <exception cref="ArgumentException">No name of a key, or no type.</exception>
    public SignerKey(string name, SignatureType type, Ed25519PrivateKey key)
    {
        Verifier = new VerifierKey(name, type, key.PublicKey);
        this.key = key;
    }

    /// <summary>The public half, to be given to those who verify.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="text">As <see cref="Export"/> writes it; any text. Clearing it is the caller's.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">Why it is none; quotes nothing of the text, which may be most of a secret.</param>
    /// <returns>False for anything that is not the one form of a key of type 0x01 or 0x04.</returns>
    /// <remarks>Type 0x01 is the form of Go's <c>note.GenerateKey</c>. A witness's key has its own type here, so that one secret does not sign both ways by mistake.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SignerKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!text.StartsWith(Prefix) || !KeyName.TrySplit(text[Prefix.Length..], out var name, out var id, out var material))
        {
            problem = "not of the form PRIVATE+KEY+name+id+key";
            return false;
        }

        try
        {
            var type = (SignatureType)material[0];
            if (type is not (SignatureType.Ed25519 or SignatureType.Cosignature) || material.Length != 1 + Ed25519PrivateKey.Length)
            {
                problem = "no Ed25519 private key of type 0x01 or 0x04";
                return false;
            }

            var read = new SignerKey(name, type, Ed25519PrivateKey.Import(material.AsSpan(1)));
            if (!id.SequenceEqual(KeyName.Hex(read.Verifier.Id)))
            {
                read.Dispose();
                problem = "its id is not that of name and key";
                return false;
            }

            key = read;
            problem = null;
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }
    }

    /// <summary>Signs a text as a log does.</summary>
    /// <param name="text">Text of a note, with its last line feed.</param>
    /// <returns>The same line each time.</returns>
    /// <exception cref="InvalidOperationException">A witness's key.</exception>
    public NoteSignature Sign(string text)
    {
        Require(SignatureType.Ed25519);
        return new NoteSignature(Verifier.Name, Verifier.Id, key.Sign(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Signs the text of a promise as a log does.</summary>
    /// <param name="text">Text of an <see cref="InclusionPromise"/>.</param>
    /// <exception cref="InvalidOperationException">A witness's key.</exception>
    internal NoteSignature Promise(string text)
    {
        Require(SignatureType.Ed25519);
        return NoteSignature.Promise(Verifier, key.Sign(NoteSignature.PromisedMessage(text)));
    }

    /// <summary>Cosigns a checkpoint as a witness does: at this time, it was the largest consistent one that the witness has seen.</summary>
    /// <param name="checkpoint">Text of the checkpoint, all its lines, without signatures.</param>
    /// <param name="at">When, to the second; not before 1970.</param>
    /// <exception cref="InvalidOperationException">A log's key.</exception>
    public NoteSignature Cosign(string checkpoint, DateTimeOffset at)
    {
        Require(SignatureType.Cosignature);
        var seconds = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds, nameof(at));
        return NoteSignature.Cosignature(Verifier, seconds, key.Sign(NoteSignature.CosignedMessage(seconds, checkpoint)));
    }

    /// <summary>Writes the secret, to be kept where only the signer can read: <c>PRIVATE+KEY+name+id+base64(type, seed)</c>.</summary>
    public string Export()
    {
        var seed = key.Export();
        byte[] material = [(byte)Verifier.Type, .. seed];
        try
        {
            return $"{Prefix}{Verifier.Name}+{KeyName.Hex(Verifier.Id)}+{Convert.ToBase64String(material)}";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(material);
        }
    }

    /// <summary>The name of the key, never its secret.</summary>
    public override string ToString() => $"signer {Verifier.Name}";

    /// <summary>Clears the secret; the key cannot be used after.</summary>
    public void Dispose() => key.Dispose();

    private void Require(SignatureType type)
    {
        if (Verifier.Type != type)
        {
            throw new InvalidOperationException($"The key of {Verifier.Name} signs as {Verifier.Type}, not as {type}.");
        }
    }
}
