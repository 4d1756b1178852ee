using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Netralitas.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>A public key that signs notes, under a name (C2SP signed-note, "vkey"): of a log or of a witness.</summary>
/// <remarks>Immutable, and safe to use from several threads at once.</remarks>
public sealed class VerifierKey
{
    /// <summary>A key under a name.</summary>
    /// <param name="name">Not empty, without spaces and plus; by custom an address without its scheme.</param>
    /// <param name="type">What it signs.</param>
    /// <param name="publicKey">The key.</param>
    /// <exception cref="ArgumentException">No name of a key, or no type.</exception>
    public VerifierKey(string name, SignatureType type, Ed25519PublicKey publicKey)
    {
        if (!KeyName.IsValid(name))
        {
            throw new ArgumentException("Not a name of a key: it is empty, or has a space or a plus.", nameof(name));
        }

        if (type is not (SignatureType.Ed25519 or SignatureType.Cosignature))
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of signature.");
        }

        Name = name;
        Type = type;
        PublicKey = publicKey;
        Id = KeyName.IdOf(name, type, publicKey.Export());
    }

    /// <summary>Name of the key; a log's is its origin.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public SignatureType Type { get; }

    /// <summary>The key.</summary>
    public Ed25519PublicKey PublicKey { get; }

    /// <summary>Tells keys of one name apart; four bytes of a hash, so no proof of anything.</summary>
    public uint Id { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="text">As <see cref="ToString"/> writes it; any text.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">Why it is none; quotes nothing of the text.</param>
    /// <returns>False for anything that is not the one form of a key of type 0x01 or 0x04.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!KeyName.TrySplit(text, out var name, out var id, out var material))
        {
            problem = "not of the form name+id+key";
            return false;
        }

        var type = (SignatureType)material[0];
        if (type is not (SignatureType.Ed25519 or SignatureType.Cosignature))
        {
            problem = $"type 0x{material[0]:x2} is not 0x01 (Ed25519) or 0x04 (cosignature/v1)";
            return false;
        }

        if (!TryImport(material.AsSpan(1), out var publicKey))
        {
            problem = "no Ed25519 public key";
            return false;
        }

        key = new VerifierKey(name, type, publicKey);
        problem = id.SequenceEqual(KeyName.Hex(key.Id)) ? null : "its id is not that of name and key";
        key = problem is null ? key : null;
        return key is not null;
    }

    /// <summary>The key as text: <c>name+id+base64(type, key)</c>.</summary>
    public override string ToString() => $"{Name}+{KeyName.Hex(Id)}+{Convert.ToBase64String([(byte)Type, .. PublicKey.Export()])}";

    /// <summary>Whether a line names this key; says nothing of its signature.</summary>
    internal bool IsNamedBy(NoteSignature line) => line.KeyId == Id && line.Name == Name;

    private static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Ed25519PublicKey? key)
    {
        try
        {
            key = Ed25519PublicKey.Import(bytes);
            return true;
        }
        catch (CryptographicException)
        {
            key = null;
            return false;
        }
    }
}
