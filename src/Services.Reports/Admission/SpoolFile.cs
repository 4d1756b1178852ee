using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Admission;

/// <summary>The form of a spool file: reports, each sealed apart. Pure.</summary>
/// <remarks>
/// <para>File: <c>NTRLSPL2</c>, length of the key's id (1 byte), its id in ASCII; then for each report the length of its box (4 bytes, most significant first),
/// CRC-32C of the box (4 bytes, likewise), and the box. The check value tells a damaged disk from a wrong key without any key.</para>
/// <para>Box: HPKE (suite byte 0x01), info <c>netralitas/spool/v1</c>, of the padded entry.</para>
/// <para>Entry: <see cref="SpoolEntry"/>; what was sent is in it as it will be stored, so that draining it needs no office's key. A file <c>NTRLSPL1</c> is from before contents were sealed:
/// its entries are sealed as they are read.</para>
/// </remarks>
internal static class SpoolFile
{
    private static ReadOnlySpan<byte> Magic => "NTRLSPL2"u8;

    private static ReadOnlySpan<byte> OlderMagic => "NTRLSPL1"u8;

    private static ReadOnlySpan<byte> Info => "netralitas/spool/v1"u8;

    /// <summary>Writes the whole file.</summary>
    internal static byte[] Write(IReadOnlyList<Arrival> arrivals, string keyId, HpkePublicKey key)
    {
        using var file = new MemoryStream();
        file.Write(Magic);
        file.WriteByte((byte)keyId.Length);
        file.Write(Encoding.ASCII.GetBytes(keyId));
        Span<byte> head = stackalloc byte[8];
        foreach (var arrival in arrivals)
        {
            var box = Sealed(arrival, key);
            BinaryPrimitives.WriteUInt32BigEndian(head, (uint)box.Length);
            BinaryPrimitives.WriteUInt32BigEndian(head[4..], Crc32C(box));
            file.Write(head);
            file.Write(box);
        }

        return file.ToArray();
    }

    /// <summary>Reads what can be read of a file.</summary>
    /// <returns>Its reports, and whether there is something else in it: another form, a cut end, changed bytes.</returns>
    /// <exception cref="CryptographicException">A box is whole and does not open.</exception>
    /// <exception cref="InvalidOperationException">Its key is not configured.</exception>
    /// <param name="file">The whole file.</param>
    /// <param name="keys">Keys of the spool.</param>
    /// <param name="sealing">Seals the entries of an older file.</param>
    internal static (IReadOnlyList<Arrival> Arrivals, bool IsDamaged) Read(ReadOnlySpan<byte> file, SpoolKeys keys, Arrivals sealing)
    {
        var start = Magic.Length + 1;
        if (file.Length < start || !(file.StartsWith(Magic) || file.StartsWith(OlderMagic)) || file.Length < start + file[Magic.Length])
        {
            return ([], true);
        }

        var isOlder = file.StartsWith(OlderMagic);
        var key = keys.Of(Encoding.ASCII.GetString(file.Slice(start, file[Magic.Length])));
        var rest = file[(start + file[Magic.Length])..];
        var arrivals = new List<Arrival>();
        var isDamaged = false;
        while (!rest.IsEmpty)
        {
            var length = rest.Length < 8 ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 8)
            {
                return (arrivals, true);
            }

            var box = rest.Slice(8, (int)length);
            if (Crc32C(box) == BinaryPrimitives.ReadUInt32BigEndian(rest[4..]))
            {
                var entry = Padding.Unpad(Hpke.Open(key, Info, [], box));
                arrivals.Add(isOlder ? SpoolEntry.ReadOlder(entry, sealing) : SpoolEntry.Read(entry));
            }
            else
            {
                isDamaged = true;
            }

            rest = rest[(8 + (int)length)..];
        }

        return (arrivals, isDamaged);
    }

    private static byte[] Sealed(Arrival arrival, HpkePublicKey key)
    {
        var padded = Padding.Pad(SpoolEntry.Write(arrival));
        var box = Hpke.Seal(key, Info, [], padded);
        CryptographicOperations.ZeroMemory(padded);
        return box;
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
