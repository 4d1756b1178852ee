using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

/// <summary>The row after which a page begins. Pure.</summary>
/// <param name="At">What the list is ordered by.</param>
/// <param name="Number">Public number, which tells rows of one instant apart.</param>
/// <remarks>Form of a token: base64url of 8 bytes of SHA-256 of what the list is of, the instant in ticks (8 bytes, most significant first), and the number in ASCII. It tells nothing that the page did not.</remarks>
internal sealed record PagePlace(DateTimeOffset At, string Number)
{
    private const int ListBytes = 8;

    /// <summary>Names the list that a page is of: who asks, what for, in which order.</summary>
    internal static byte[] ListOf(Office office, string subject, CaseFilter filter, CaseOrder order) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"{office}\n{(filter.Claim == ClaimFilter.Mine ? subject : "")}\n{order}\n"), .. filter.ToByteArray()])[..ListBytes];

    /// <summary>The token of the page that begins here.</summary>
    internal string Token(byte[] list)
    {
        var ticks = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(ticks, At.UtcTicks);
        return System.Buffers.Text.Base64Url.EncodeToString([.. list, .. ticks, .. Encoding.ASCII.GetBytes(Number)]);
    }

    /// <summary>Reads a token.</summary>
    /// <returns>Null for the first page.</returns>
    /// <exception cref="RefusalException">PAGE_TOKEN_INVALID, PAGE_TOKEN_OF_OTHER_LIST.</exception>
    internal static PagePlace? Read(string token, byte[] list)
    {
        if (token.Length == 0)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[ListBytes + sizeof(long) + ReportCodes.NumberLength];
        if (token.Length > 2 * bytes.Length || !System.Buffers.Text.Base64Url.IsValid(token, out var length) || length != bytes.Length)
        {
            throw Paging.TokenInvalid();
        }

        System.Buffers.Text.Base64Url.DecodeFromChars(token, bytes);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[ListBytes..]);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks || !Crockford.TryRead(Encoding.ASCII.GetString(bytes[(ListBytes + sizeof(long))..]), ReportCodes.NumberLength, out var number))
        {
            throw Paging.TokenInvalid();
        }

        return bytes[..ListBytes].SequenceEqual(list) ? new PagePlace(new DateTimeOffset(ticks, TimeSpan.Zero), number) : throw ReadingRefusals.PageTokenOfOtherList();
    }
}
