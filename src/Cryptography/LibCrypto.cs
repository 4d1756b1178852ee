using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Netralitas.Cryptography;

/// <summary>Ed25519 of OpenSSL's libcrypto; .NET 10 has no class for it.</summary>
/// <remarks>Safe to call from several threads at once, also with one key: each call has a context of its own.</remarks>
internal static class LibCrypto
{
    // NID_ED25519 of openssl/obj_mac.h, the same in 1.1 and 3.
    private const int Ed25519 = 1087;
    private const string Library = "libcrypto";

    // Debian 12 and its contemporaries have the first, their predecessors the second, developers' machines the third.
    private static readonly string[] Names = ["libcrypto.so.3", "libcrypto.so.1.1", Library];

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Load);

    /// <summary>A private key of 32 bytes of seed; disposal clears it.</summary>
    internal static EvpKey PrivateKey(ReadOnlySpan<byte> seed) =>
        Valid(NewRawPrivateKey(Ed25519, 0, in MemoryMarshal.GetReference(seed), (nuint)seed.Length));

    /// <summary>A public key of 32 bytes that are known to be a point.</summary>
    internal static EvpKey PublicKey(ReadOnlySpan<byte> point) =>
        Valid(NewRawPublicKey(Ed25519, 0, in MemoryMarshal.GetReference(point), (nuint)point.Length));

    /// <summary>Writes the public half of a private key.</summary>
    internal static void WritePublic(EvpKey key, Span<byte> point)
    {
        var length = (nuint)point.Length;
        Require(GetRawPublicKey(key, ref MemoryMarshal.GetReference(point), ref length) == 1 && length == (nuint)point.Length);
    }

    /// <summary>Writes the seed of a private key; clearing it is the caller's.</summary>
    internal static void WriteSeed(EvpKey key, Span<byte> seed)
    {
        var length = (nuint)seed.Length;
        Require(GetRawPrivateKey(key, ref MemoryMarshal.GetReference(seed), ref length) == 1 && length == (nuint)seed.Length);
    }

    /// <summary>Signs a message whole.</summary>
    internal static void Sign(EvpKey key, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        using var context = NewContext();
        var length = (nuint)signature.Length;
        Require(!context.IsInvalid
            && DigestSignInit(context, 0, 0, 0, key) == 1
            && DigestSign(context, ref MemoryMarshal.GetReference(signature), ref length, in MemoryMarshal.GetReference(message), (nuint)message.Length) == 1
            && length == (nuint)signature.Length);
    }

    /// <summary>Whether the signature is of this message under this key.</summary>
    internal static bool Verify(EvpKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var context = NewContext();
        Require(!context.IsInvalid && DigestVerifyInit(context, 0, 0, 0, key) == 1);
        var holds = DigestVerify(context, in MemoryMarshal.GetReference(signature), (nuint)signature.Length, in MemoryMarshal.GetReference(message), (nuint)message.Length) == 1;
        if (!holds)
        {
            ClearErrors();
        }

        return holds;
    }

    private static EvpKey Valid(EvpKey key)
    {
        Require(!key.IsInvalid);
        return key;
    }

    private static void Require(bool done)
    {
        if (!done)
        {
            // The queue is the thread's: what is left in it would be taken for the failure of somebody else's call.
            ClearErrors();
            throw new CryptographicException("OpenSSL did not do what it does for any Ed25519 key; it is out of memory, or Ed25519 is switched off.");
        }
    }

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != Library)
        {
            return 0;
        }

        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, paths, out var library))
            {
                return library;
            }
        }

        return 0;
    }

    [DllImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern EvpKey NewRawPrivateKey(int type, nint engine, in byte seed, nuint length);

    [DllImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern EvpKey NewRawPublicKey(int type, nint engine, in byte point, nuint length);

    [DllImport(Library, EntryPoint = "EVP_PKEY_get_raw_public_key", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetRawPublicKey(EvpKey key, ref byte point, ref nuint length);

    [DllImport(Library, EntryPoint = "EVP_PKEY_get_raw_private_key", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetRawPrivateKey(EvpKey key, ref byte seed, ref nuint length);

    [DllImport(Library, EntryPoint = "EVP_PKEY_free", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void FreeKey(nint key);

    [DllImport(Library, EntryPoint = "EVP_MD_CTX_new", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern EvpContext NewContext();

    [DllImport(Library, EntryPoint = "EVP_MD_CTX_free", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void FreeContext(nint context);

    // Ed25519 hashes by itself: the digest must be null, and a message is signed in one call.
    [DllImport(Library, EntryPoint = "EVP_DigestSignInit", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DigestSignInit(EvpContext context, nint keyContext, nint digest, nint engine, EvpKey key);

    [DllImport(Library, EntryPoint = "EVP_DigestSign", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DigestSign(EvpContext context, ref byte signature, ref nuint signatureLength, in byte message, nuint messageLength);

    [DllImport(Library, EntryPoint = "EVP_DigestVerifyInit", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DigestVerifyInit(EvpContext context, nint keyContext, nint digest, nint engine, EvpKey key);

    [DllImport(Library, EntryPoint = "EVP_DigestVerify", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DigestVerify(EvpContext context, in byte signature, nuint signatureLength, in byte message, nuint messageLength);

    [DllImport(Library, EntryPoint = "ERR_clear_error", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void ClearErrors();

    /// <summary>An EVP_PKEY; OpenSSL clears a private one when it is freed.</summary>
    internal sealed class EvpKey() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        /// <inheritdoc />
        protected override bool ReleaseHandle()
        {
            FreeKey(handle);
            return true;
        }
    }

    /// <summary>An EVP_MD_CTX.</summary>
    private sealed class EvpContext() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        /// <inheritdoc />
        protected override bool ReleaseHandle()
        {
            FreeContext(handle);
            return true;
        }
    }
}
