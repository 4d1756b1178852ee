using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Admission;

/// <summary>The form of a spool file: reports, each sealed apart. Pure.</summary>
/// <remarks>
/// <para>File: <c>NTRLSPL1</c>, length of the key's id (1 byte), its id in ASCII; then for each report the length of its box (4 bytes, most significant first),
/// CRC-32C of the box (4 bytes, likewise), and the box. The check value tells a damaged disk from a wrong key without any key.</para>
/// <para>Box: HPKE (suite byte 0x01), info <c>netralitas/spool/v1</c>, of the padded entry.</para>
/// <para>Entry: id and request key (16 bytes each, as RFC 9562 orders them), line-up value, instant of receipt in microseconds since 1970 (8 bytes each, most
/// significant first), length and text of the code key's id and of the trace parent (1 byte each, ASCII), and the content to the end.</para>
/// </remarks>
internal static class SpoolFile
{
    private const int FixedLength = 16 + 16 + 8 + 8;

    private static ReadOnlySpan<byte> Magic => "NTRLSPL1"u8;

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
    internal static (IReadOnlyList<Arrival> Arrivals, bool IsDamaged) Read(ReadOnlySpan<byte> file, SpoolKeys keys)
    {
        var start = Magic.Length + 1;
        if (file.Length < start || !file.StartsWith(Magic) || file.Length < start + file[Magic.Length])
        {
            return ([], true);
        }

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
                arrivals.Add(Entry(Padding.Unpad(Hpke.Open(key, Info, [], box))));
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
        var codeKey = Encoding.ASCII.GetBytes(arrival.CodeKeyId);
        var trace = Encoding.ASCII.GetBytes(arrival.TraceParent ?? "");
        var entry = new byte[FixedLength + 2 + codeKey.Length + trace.Length + arrival.Content.Bytes.Length];
        arrival.Id.TryWriteBytes(entry, bigEndian: true, out _);
        arrival.Content.RequestKey.TryWriteBytes(entry.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(entry.AsSpan(32), arrival.Content.LineUpBy);
        BinaryPrimitives.WriteInt64BigEndian(entry.AsSpan(40), (arrival.ReceivedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        var at = FixedLength;
        foreach (var text in (byte[][])[codeKey, trace])
        {
            entry[at] = checked((byte)text.Length);
            text.CopyTo(entry, at + 1);
            at += 1 + text.Length;
        }

        arrival.Content.Bytes.CopyTo(entry, at);
        var padded = Padding.Pad(entry);
        var box = Hpke.Seal(key, Info, [], padded);
        CryptographicOperations.ZeroMemory(entry);
        CryptographicOperations.ZeroMemory(padded);
        return box;
    }

    private static Arrival Entry(ReadOnlySpan<byte> entry)
    {
        var codeKey = entry.Slice(FixedLength + 1, entry[FixedLength]);
        var afterCodeKey = FixedLength + 1 + codeKey.Length;
        var trace = entry.Slice(afterCodeKey + 1, entry[afterCodeKey]);
        var requestKey = new Guid(entry.Slice(16, 16), bigEndian: true);
        var lineUpBy = BinaryPrimitives.ReadInt64BigEndian(entry[32..]);
        return new Arrival(
            new Guid(entry[..16], bigEndian: true),
            ReportContent.Again(entry[(afterCodeKey + 1 + trace.Length)..].ToArray(), requestKey, lineUpBy),
            Encoding.ASCII.GetString(codeKey),
            DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(entry[40..]) * TimeSpan.TicksPerMicrosecond),
            trace.IsEmpty ? null : Encoding.ASCII.GetString(trace));
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
