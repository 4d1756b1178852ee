using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>What the key schedule of RFC 9180 section 5.1 gives in base mode: a key, a base nonce and a secret to export from. Zeroed on disposal.</summary>
internal sealed class HpkeKeys : IDisposable
{
    private const byte BaseMode = 0x00;
    private const int NonceLength = 12;

    private readonly HpkeSuite suite;
    private readonly byte[] key;
    private readonly byte[] baseNonce = new byte[NonceLength];
    private readonly byte[] exporterSecret = GC.AllocateArray<byte>(LabeledHkdf.PrkLength, pinned: true);
    private bool disposed;

    private HpkeKeys(HpkeSuite suite)
    {
        this.suite = suite;
        key = GC.AllocateArray<byte>(suite.KeyLength, pinned: true);
    }

    internal ReadOnlySpan<byte> Key => key;

    internal ReadOnlySpan<byte> BaseNonce => baseNonce;

    internal ReadOnlySpan<byte> ExporterSecret => exporterSecret;

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(baseNonce);
        CryptographicOperations.ZeroMemory(exporterSecret);
    }

    /// <summary>The keys of one shared secret; the secret is left to its owner to clear.</summary>
    internal static HpkeKeys Derive(HpkeSuite suite, ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info)
    {
        var keys = new HpkeKeys(suite);
        var context = ContextOf(suite, info);
        Span<byte> secret = stackalloc byte[LabeledHkdf.PrkLength];
        try
        {
            SecretOf(suite, sharedSecret, secret);
            LabeledHkdf.Expand(suite.Id, secret, "key"u8, context, keys.key);
            LabeledHkdf.Expand(suite.Id, secret, "base_nonce"u8, context, keys.baseNonce);
            LabeledHkdf.Expand(suite.Id, secret, "exp"u8, context, keys.exporterSecret);
            return keys;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>key_schedule_context: the mode, and the hashes of an empty PSK id and of the info.</summary>
    internal static byte[] ContextOf(HpkeSuite suite, ReadOnlySpan<byte> info)
    {
        var context = new byte[1 + (2 * LabeledHkdf.PrkLength)];
        context[0] = BaseMode;
        LabeledHkdf.Extract(suite.Id, [], "psk_id_hash"u8, [], context.AsSpan(1, LabeledHkdf.PrkLength));
        LabeledHkdf.Extract(suite.Id, [], "info_hash"u8, info, context.AsSpan(1 + LabeledHkdf.PrkLength));
        return context;
    }

    /// <summary>The schedule's secret, with the empty PSK of base mode.</summary>
    internal static void SecretOf(HpkeSuite suite, ReadOnlySpan<byte> sharedSecret, Span<byte> secret) =>
        LabeledHkdf.Extract(suite.Id, sharedSecret, "secret"u8, [], secret);

    /// <summary>The nonce of a sequence number: the base nonce, xor the number in its last bytes.</summary>
    internal byte[] Nonce(ulong sequence)
    {
        byte[] nonce = [.. baseNonce];
        var last = nonce.AsSpan(NonceLength - sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(last, BinaryPrimitives.ReadUInt64BigEndian(last) ^ sequence);
        return nonce;
    }

    /// <summary>A secret for another use, the same on both sides (RFC 9180 section 5.3).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A length below 0 or above 8160.</exception>
    internal byte[] Export(ReadOnlySpan<byte> context, int length)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 255 * LabeledHkdf.PrkLength);
        var exported = new byte[length];
        if (length > 0)
        {
            LabeledHkdf.Expand(suite.Id, exporterSecret, "sec"u8, context, exported);
        }

        return exported;
    }
}
