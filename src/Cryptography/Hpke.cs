using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>Sealing to a public key (RFC 9180, HPKE, base mode): who holds only the public key can write and cannot read back.</summary>
/// <remarks>
/// <para>
/// A sealed message is one suite byte, the 65 bytes of an ephemeral public key, and the ciphertext with its tag.
/// Suite 0x01 is DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.
/// Suite 0x02 is reserved for ML-KEM-768 with P-256 and refused until it exists, as every other byte is.
/// </para>
/// <para>
/// Guaranteed: only the private key opens; nothing of message, info or aad can be changed unseen; two seals of one message have nothing in common.
/// Not guaranteed: who sealed (anybody can), that a message is not a copy of an earlier one, the length (<see cref="Padding"/> hides it),
/// and anything, old messages too, once the private key is known to another.
/// </para>
/// </remarks>
public static class Hpke
{
    /// <summary>Bytes by which a sealed message is longer than its plaintext.</summary>
    public const int Overhead = 1 + HpkePublicKey.Length + TagLength;

    internal const int TagLength = 16;

    private const byte Suite = 0x01;

    /// <summary>Seals a message to a public key.</summary>
    /// <param name="recipient">Whose private key opens it.</param>
    /// <param name="info">Names the use, fixed in code, such as <c>netralitas/report/v1</c>: what was sealed for one use opens for no other.</param>
    /// <param name="aad">Binds to a place, such as a report's id; not secret, not in the message, and needed to open. May be empty.</param>
    /// <param name="plaintext">Any bytes; clearing them is the caller's.</param>
    /// <returns><see cref="Overhead"/> bytes more than the plaintext.</returns>
    /// <remarks>Each call makes its own ephemeral key and clears it, with all that was derived from it; not even the sealer can open what it sealed.</remarks>
    public static byte[] Seal(HpkePublicKey recipient, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        using var ephemeral = HpkePrivateKey.Generate();
        using var sender = HpkeSender.Setup(HpkeSuite.Aes256Gcm, recipient, info, ephemeral);
        var message = new byte[checked(Overhead + plaintext.Length)];
        message[0] = Suite;
        ephemeral.PublicKey.Bytes.CopyTo(message.AsSpan(1));
        sender.Seal(aad, plaintext, message.AsSpan(1 + HpkePublicKey.Length));
        return message;
    }

    /// <summary>Opens a sealed message.</summary>
    /// <param name="recipient">The private key of the public key that it was sealed to.</param>
    /// <param name="info">As when it was sealed.</param>
    /// <param name="aad">As when it was sealed.</param>
    /// <param name="message">What <see cref="Seal"/> returned, whole.</param>
    /// <returns>The plaintext; clearing it is the caller's.</returns>
    /// <exception cref="CryptographicException">Another key, info or aad, a changed, cut or foreign message, or an unknown suite: always the same exception, which does not tell which.</exception>
    public static byte[] Open(HpkePrivateKey recipient, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> message)
    {
        if (message.Length < Overhead || message[0] != Suite)
        {
            throw CannotOpen();
        }

        try
        {
            var encapsulated = HpkePublicKey.Import(message.Slice(1, HpkePublicKey.Length));
            using var context = HpkeRecipient.Setup(HpkeSuite.Aes256Gcm, recipient, info, encapsulated);
            return context.Open(aad, message[(1 + HpkePublicKey.Length)..]);
        }
        catch (CryptographicException)
        {
            // One answer for a bad point and a bad tag, without an inner exception, so that it tells nothing of either.
            throw CannotOpen();
        }
    }

    private static CryptographicException CannotOpen() => new("The sealed message cannot be opened.");
}
