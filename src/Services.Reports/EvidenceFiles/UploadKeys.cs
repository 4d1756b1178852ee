using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.Services.Reports.Admission;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Keeps the key of a file that is under way, so that another process can go on with it. Sealed to the spool's key, which the intake has; dropped once the file is evidence.</summary>
/// <remarks>Form: length of the spool key's id (1 byte), the id in ASCII, then HPKE's message, info <c>netralitas/upload/v1</c>, bound to the file's id.</remarks>
internal sealed class UploadKeys(SpoolKeys keys)
{
    private static ReadOnlySpan<byte> Info => "netralitas/upload/v1"u8;

    internal byte[] Seal(Guid file, byte[] key)
    {
        var id = Encoding.ASCII.GetBytes(keys.CurrentId);
        return [checked((byte)id.Length), .. id, .. Hpke.Seal(keys.Current, Info, file.ToByteArray(bigEndian: true), key)];
    }

    /// <exception cref="InvalidOperationException">The spool's key is no longer configured.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another file's.</exception>
    internal byte[] Open(Guid file, byte[] sealedKey) => Hpke.Open(
        keys.Of(Encoding.ASCII.GetString(sealedKey.AsSpan(1, sealedKey[0]))), Info, file.ToByteArray(bigEndian: true), sealedKey.AsSpan(1 + sealedKey[0]));
}
