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
/// <remarks>
/// Form: 0x00, 0x01, the kind (1 byte), length (1 byte) and ASCII text of the office, length (2 bytes, most significant first) and UTF-8 text of the person, then the report in protobuf's
/// binary form. No protobuf message begins with 0x00, so content without an entry is what a reporter sent, and nobody can send one in.
/// </remarks>
internal sealed record OfficeEntry(ReportKind Kind, Office Office, string EnteredBy)
{
    private const int LongestPerson = 1000;

    private static ReadOnlySpan<byte> Begin => [0x00, 0x01];

    /// <summary>The region of the office; the whole country when there is none of its code.</summary>
    internal RegionCode Region => RegionCode.TryParse(Office.Code, out var code) && RegionDirectory.Find(code) is not null ? code : RegionCode.National;

    /// <summary>The content: this, then the report.</summary>
    internal byte[] Before(byte[] report)
    {
        var office = Encoding.ASCII.GetBytes(Office.ToString());
        var person = Encoding.UTF8.GetBytes(EnteredBy.Length <= LongestPerson ? EnteredBy : EnteredBy[..LongestPerson]);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)person.Length);
        return [.. Begin, (byte)Kind, (byte)office.Length, .. office, .. length, .. person, .. report];
    }

    /// <summary>Reads content.</summary>
    /// <returns>The entry, when an office made it, and the report.</returns>
    internal static (OfficeEntry? Entry, SubmitReportRequest Report) Read(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(Begin))
        {
            return (null, SubmitReportRequest.Parser.ParseFrom(content));
        }

        var kind = (ReportKind)content[2];
        var office = content.Slice(4, content[3]);
        var rest = content[(4 + office.Length)..];
        var person = rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest));
        return Office.TryParse(Encoding.ASCII.GetString(office), out var known)
            ? (new OfficeEntry(kind, known, Encoding.UTF8.GetString(person)), SubmitReportRequest.Parser.ParseFrom(rest[(2 + person.Length)..]))
            : throw new InvalidDataException("The content names no office.");
    }
}
