using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.EvidenceIntake;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Keeps the key of a file that is under way, so that another process can go on with it. Sealed to the spool's key of the part where it was begun: the intake's for reporters, the review's for who brings a token; dropped once the file is evidence.</summary>
/// <remarks>Form: length of the spool key's id (1 byte), the id in ASCII, then HPKE's message, info <c>netralitas/upload/v1</c>, bound to the file's id.</remarks>
internal sealed class UploadKeys(SpoolKeys keys)
{
    private static ReadOnlySpan<byte> Info => "netralitas/upload/v1"u8;

    internal byte[] Seal(Guid file, byte[] key)
    {
        var id = Encoding.ASCII.GetBytes(keys.CurrentId);
        return [checked((byte)id.Length), .. id, .. Hpke.Seal(keys.Current, Info, file.ToByteArray(bigEndian: true), key)];
    }

    /// <exception cref="RefusalException">UPLOAD_BEGUN_OTHERWISE: the upload was begun with the part of the service that has another key, or that key is no longer configured.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another file's.</exception>
    internal byte[] Open(Guid file, byte[] sealedKey)
    {
        var id = Encoding.ASCII.GetString(sealedKey.AsSpan(1, sealedKey[0]));
        return keys.Has(id)
            ? Hpke.Open(keys.Of(id), Info, file.ToByteArray(bigEndian: true), sealedKey.AsSpan(1 + sealedKey[0]))
            : throw EvidenceRefusals.UploadBegunOtherwise();
    }
}
