using System.Buffers.Binary;
using System.Text;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Admission;

/// <summary>The form of one report in a spool. Pure.</summary>
/// <remarks>
/// In the order of <see cref="Arrival"/>: UUIDs in 16 bytes as RFC 9562 orders them; numbers with the least significant byte first; instants in microseconds since 1970; texts in UTF-8 after their
/// length in bytes (7 bits a byte); byte strings after their length (4 bytes); lists after their count (1 byte). What may be missing is empty then.
/// The channel follows in 1 byte, and of what an office took in the RPC, the person and the office. Releases that did not keep these wrote none, and pass over them when they read.
/// </remarks>
internal static class SpoolEntry
{
    internal static byte[] Write(Arrival arrival)
    {
        using var bytes = new MemoryStream();
        using var entry = new BinaryWriter(bytes, Encoding.UTF8);
        entry.Write(arrival.Id.ToByteArray(bigEndian: true));
        entry.Write(arrival.RequestKey.ToByteArray(bigEndian: true));
        entry.Write(arrival.LineUpBy);
        entry.Write((byte)arrival.ContentHashes.Count);
        foreach (var hash in arrival.ContentHashes)
        {
            WriteBytes(entry, hash);
        }

        entry.Write(arrival.CodeKeyId);
        entry.Write(arrival.Number);
        WriteBytes(entry, arrival.CodeVerifier);
        entry.Write(arrival.RegionCode ?? "");
        entry.Write((byte)arrival.Classification.Kind);
        entry.Write(arrival.Classification.Office.ToString());
        entry.Write(arrival.Classification.Contest ?? "");
        entry.Write((arrival.ReceivedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        entry.Write(arrival.TraceParent ?? "");
        WriteBytes(entry, arrival.Content);
        WriteBytes(entry, arrival.Identity ?? []);
        if (arrival.Channel is { } channel)
        {
            entry.Write((byte)channel);
        }

        if (arrival is { Channel: not null, EnteredBy: { } by })
        {
            entry.Write(by.Rpc);
            entry.Write(by.Person);
            entry.Write(by.Office);
        }

        entry.Flush();
        return bytes.ToArray();
    }

    internal static Arrival Read(byte[] bytes)
    {
        using var entry = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return new Arrival(
            new Guid(entry.ReadBytes(16), bigEndian: true),
            new Guid(entry.ReadBytes(16), bigEndian: true),
            entry.ReadInt64(),
            [.. Enumerable.Range(0, entry.ReadByte()).Select(_ => ReadBytes(entry))],
            entry.ReadString(),
            entry.ReadString(),
            ReadBytes(entry),
            NullIfEmpty(entry.ReadString()),
            new Classification((ReportKind)entry.ReadByte(), RegionCode.Parse(entry.ReadString()), NullIfEmpty(entry.ReadString())),
            DateTimeOffset.UnixEpoch.AddTicks(entry.ReadInt64() * TimeSpan.TicksPerMicrosecond),
            NullIfEmpty(entry.ReadString()),
            ReadBytes(entry),
            ReadBytes(entry) is { Length: > 0 } identity ? identity : null,
            IsMore(entry) ? (ReportChannel)entry.ReadByte() : null)
        {
            EnteredBy = IsMore(entry) ? new EnteredBy(entry.ReadString(), entry.ReadString(), entry.ReadString()) : null,
        };
    }

    /// <summary>Reads an entry from before contents were sealed, and seals it.</summary>
    /// <remarks>
    /// Its form: id and request key (16 bytes each), line-up value, instant of receipt in microseconds since 1970 (8 bytes each, most significant first), length and text of the code key's id and
    /// of the trace parent (1 byte each, ASCII), and the content to the end.
    /// </remarks>
    internal static Arrival ReadOlder(ReadOnlySpan<byte> entry, Arrivals sealing)
    {
        const int fixedLength = 16 + 16 + 8 + 8;
        var codeKey = entry.Slice(fixedLength + 1, entry[fixedLength]);
        var afterCodeKey = fixedLength + 1 + codeKey.Length;
        var trace = entry.Slice(afterCodeKey + 1, entry[afterCodeKey]);
        var content = ReportContent.Again(
            entry[(afterCodeKey + 1 + trace.Length)..].ToArray(), new Guid(entry.Slice(16, 16), bigEndian: true), BinaryPrimitives.ReadInt64BigEndian(entry[32..]));
        return sealing.Of(
            new Guid(entry[..16], bigEndian: true),
            content,
            Encoding.ASCII.GetString(codeKey),
            DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(entry[40..]) * TimeSpan.TicksPerMicrosecond),
            trace.IsEmpty ? null : Encoding.ASCII.GetString(trace));
    }

    private static bool IsMore(BinaryReader entry) => entry.BaseStream.Position < entry.BaseStream.Length;

    private static void WriteBytes(BinaryWriter entry, byte[] bytes)
    {
        entry.Write(bytes.Length);
        entry.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader entry) => entry.ReadBytes(entry.ReadInt32());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
