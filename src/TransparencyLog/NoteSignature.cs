using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>A signature line of a note; until it is verified under a known key it says nothing.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Id of the key.</param>
/// <param name="Signature">What the key made, without the id in front.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    private const string Mark = "\u2014 ";
    private const int TimeLength = sizeof(ulong);

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its line feed; any text.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>False for anything that is not the one form of a line.</returns>
    public static bool TryParse(ReadOnlySpan<char> line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Mark))
        {
            return false;
        }

        var rest = line[Mark.Length..];
        var space = rest.IndexOf(' ');
        if (space < 0 || !KeyName.IsValid(rest[..space]) || !StrictText.TryReadBase64(rest[(space + 1)..], out var bytes) || bytes.Length <= sizeof(uint))
        {
            return false;
        }

        signature = new NoteSignature(rest[..space].ToString(), BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)));
        return true;
    }

    /// <summary>The line, without its line feed.</summary>
    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.Span.CopyTo(bytes.AsSpan(sizeof(uint)));
        return $"{Mark}{Name} {Convert.ToBase64String(bytes)}";
    }

    /// <summary>A witness's line: 8 bytes of time, then the signature.</summary>
    internal static NoteSignature Cosignature(VerifierKey key, long unixSeconds, ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[TimeLength + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, unixSeconds);
        signature.CopyTo(bytes.AsSpan(TimeLength));
        return new NoteSignature(key.Name, key.Id, bytes);
    }

    /// <summary>What a witness signs.</summary>
    internal static byte[] CosignedMessage(long unixSeconds, string checkpoint) =>
        Encoding.UTF8.GetBytes($"cosignature/v1\ntime {StrictText.Number(unixSeconds)}\n{checkpoint}");

    /// <summary>A log's line under a promise.</summary>
    internal static NoteSignature Promise(VerifierKey key, ReadOnlyMemory<byte> signature) => new(key.Name, KeyName.PromiseIdOf(key.Name, key.PublicKey.Export()), signature);

    /// <summary>What a log signs of a promise: no checkpoint has this first line.</summary>
    internal static byte[] PromisedMessage(string promise) => Encoding.UTF8.GetBytes($"inclusion-promise/v1\n{promise}");

    /// <summary>Whether this line is a log's under a promise.</summary>
    internal bool IsPromiseOf(VerifierKey key, string text) =>
        Name == key.Name && KeyId == KeyName.PromiseIdOf(key.Name, key.PublicKey.Export()) && key.PublicKey.Verify(PromisedMessage(text), Signature.Span);

    /// <summary>Whether this line is a signature of the text under a key that it names.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">Text of the note.</param>
    /// <param name="cosignedAt">Of a witness's line, its time in seconds since 1970; null of a log's.</param>
    internal bool IsOf(VerifierKey key, string text, out long? cosignedAt)
    {
        cosignedAt = null;
        if (key.Type == SignatureType.Ed25519)
        {
            return key.PublicKey.Verify(Encoding.UTF8.GetBytes(text), Signature.Span);
        }

        if (Signature.Length != TimeLength + Ed25519PublicKey.SignatureLength)
        {
            return false;
        }

        // A time of 2^63 or more is none: read as signed it is below zero. Zero is the time of no witness.
        var seconds = BinaryPrimitives.ReadInt64BigEndian(Signature.Span);
        if (seconds <= 0 || !key.PublicKey.Verify(CosignedMessage(seconds, text), Signature.Span[TimeLength..]))
        {
            return false;
        }

        cosignedAt = seconds;
        return true;
    }
}
