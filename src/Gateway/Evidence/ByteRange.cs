using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Netralitas.Gateway.Evidence;

/// <summary>Which bytes of a file a request is for (RFC 9110, section 14).</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">How many; 0 for all to the end.</param>
internal sealed record ByteRange(long Offset, long Length)
{
    /// <summary>The part that a request asks for; null for the whole. A header that cannot be read, several parts, and a part of another version than <paramref name="tag"/> are the whole. Pure.</summary>
    /// <param name="headers">Of the request.</param>
    /// <param name="tag">Of the file.</param>
    /// <param name="size">Length of the file.</param>
    /// <returns>A part that does not exist begins behind the end: the service refuses it.</returns>
    internal static ByteRange? Of(RequestHeaders headers, EntityTagHeaderValue tag, long size)
    {
        if (headers.Range is not { Ranges.Count: 1 } asked || !asked.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
            || (headers.IfRange is { } condition && condition.EntityTag?.Compare(tag, useStrongComparison: true) != true))
        {
            return null;
        }

        var range = asked.Ranges.Single();
        var offset = range.From ?? Math.Max(0, size - range.To!.Value);
        var isEmpty = offset >= size || (range.From is null && range.To == 0);
        return isEmpty ? new ByteRange(size + 1, 0) : new ByteRange(offset, Math.Min(size - 1, range is { From: not null, To: { } last } ? last : size) + 1 - offset);
    }
}
