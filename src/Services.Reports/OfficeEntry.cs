using System.Buffers.Binary;
using System.Text;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports;

/// <summary>That an office, and who in it, took a report in; kept within the content, so that whatever seals the content seals this.</summary>
/// <param name="Kind">A finding or a supervisor's note; <see cref="ReportKind.Unspecified"/> for a report on somebody's behalf, whose kind its content tells.</param>
/// <param name="Office">The office.</param>
/// <param name="EnteredBy">The person, as the token names it.</param>
/// <param name="HandedOverAt">When what was reported was handed over on paper; null where that was not told, and then it is received when it is entered [LAW-RCP-04].</param>
/// <remarks>
/// Form: 0x00, 0x01, or 0x00, 0x04 and the instant of handing over in microseconds since 1970 (8 bytes, most significant first); the kind (1 byte), length (1 byte) and ASCII text of the office, length (2 bytes, most significant first) and UTF-8 text of the person, then the report in protobuf's
/// binary form. No protobuf message begins with 0x00, so content without an entry is what a reporter sent, and nobody can send one in.
/// </remarks>
internal sealed record OfficeEntry(ReportKind Kind, Office Office, string EnteredBy, DateTimeOffset? HandedOverAt = null)
{
    private const int LongestPerson = 1000;

    private static ReadOnlySpan<byte> Begin => [0x00, 0x01];

    private static ReadOnlySpan<byte> BeginHandedOver => [0x00, 0x04];

    /// <summary>The region of the office; the whole country when there is none of its code.</summary>
    internal RegionCode Region => RegionCode.TryParse(Office.Code, out var code) && RegionDirectory.Find(code) is not null ? code : RegionCode.National;

    /// <summary>The content: this, then the report.</summary>
    internal byte[] Before(byte[] report)
    {
        var office = Encoding.ASCII.GetBytes(Office.ToString());
        var person = Encoding.UTF8.GetBytes(EnteredBy.Length <= LongestPerson ? EnteredBy : EnteredBy[..LongestPerson]);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)person.Length);
        return [.. Beginning(), (byte)Kind, (byte)office.Length, .. office, .. length, .. person, .. report];
    }

    /// <summary>Reads content.</summary>
    /// <returns>The entry, when an office made it, and the report.</returns>
    internal static (OfficeEntry? Entry, SubmitReportRequest Report) Read(ReadOnlySpan<byte> content)
    {
        var (entry, length) = ReadEntry(content);
        return (entry, SubmitReportRequest.Parser.ParseFrom(content[length..]));
    }

    /// <summary>The entry of content; null when no office made one.</summary>
    internal static OfficeEntry? Of(ReadOnlySpan<byte> content) => ReadEntry(content).Entry;

    private static (OfficeEntry? Entry, int Length) ReadEntry(ReadOnlySpan<byte> content)
    {
        var isHandedOver = content.StartsWith(BeginHandedOver);
        if (!isHandedOver && !content.StartsWith(Begin))
        {
            return (null, 0);
        }

        DateTimeOffset? handedOverAt = isHandedOver ? DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(content[2..]) * TimeSpan.TicksPerMicrosecond) : null;
        var rest = content[(isHandedOver ? 10 : 2)..];
        var kind = (ReportKind)rest[0];
        var office = rest.Slice(2, rest[1]);
        rest = rest[(2 + office.Length)..];
        var person = rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest));
        return Office.TryParse(Encoding.ASCII.GetString(office), out var known)
            ? (new OfficeEntry(kind, known, Encoding.UTF8.GetString(person), handedOverAt), content.Length - rest.Length + 2 + person.Length)
            : throw new InvalidDataException("The content names no office.");
    }

    private byte[] Beginning()
    {
        if (HandedOverAt is not { } handedOverAt)
        {
            return Begin.ToArray();
        }

        var at = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(at, (handedOverAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        return [.. BeginHandedOver, .. at];
    }
}
