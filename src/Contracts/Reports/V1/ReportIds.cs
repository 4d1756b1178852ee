using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Netralitas.Contracts.Reports.V1;

/// <summary>What both sides of a recount compute in the same way.</summary>
public static class ReportIds
{
    /// <summary>SHA-256 over ids in network byte order, in hexadecimal.</summary>
    /// <param name="ids">Ids in rising order, as PostgreSQL sorts them.</param>
    public static string Digest(IEnumerable<Guid> ids)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var id in ids)
        {
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The id that sorts before each id of version 7 that was made at that millisecond or later.</summary>
    /// <param name="instant">Where a stretch of time begins or ends.</param>
    public static Guid Border(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, instant.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
