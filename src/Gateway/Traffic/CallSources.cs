using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Gateway.Traffic;

/// <summary>A source of calls, as it is told from others while it calls: a keyed hash, which says nothing of whom it is of.</summary>
/// <param name="High">Upper half.</param>
/// <param name="Low">Lower half.</param>
internal readonly record struct SourceKey(ulong High, ulong Low);

/// <summary>Tells sources apart: of a verified token its subject and office, else the network (/24, /48) that the address is of.</summary>
/// <remarks>In memory alone, under a key that no one has and that is drawn anew each day: what was counted yesterday can be linked to nobody today. Safe to call from several threads.</remarks>
internal sealed class CallSources(TimeProvider clock)
{
    private static readonly TimeSpan KeyLasts = TimeSpan.FromDays(1);

    private const int BytesOfNetwork4 = 3;
    private const int BytesOfNetwork6 = 6;

    private Day day = new(RandomNumberGenerator.GetBytes(32), clock.GetUtcNow() + KeyLasts);

    /// <summary>The source of a call.</summary>
    internal SourceKey Of(HttpContext context)
    {
        Span<byte> name = stackalloc byte[1 + BytesOfNetwork6];
        if (context.User.Identity is { IsAuthenticated: true })
        {
            return Hash(Encoding.UTF8.GetBytes($"token\n{context.User.FindFirstValue("iss")}\n{context.User.FindFirstValue("office")}\n{context.User.FindFirstValue("sub")}"));
        }

        return Hash(name[..Network(context.Connection.RemoteIpAddress ?? IPAddress.None, name)]);
    }

    private static int Network(IPAddress address, Span<byte> name)
    {
        Span<byte> whole = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(whole, out _);
        var length = plain.AddressFamily == AddressFamily.InterNetwork ? BytesOfNetwork4 : BytesOfNetwork6;
        name[0] = (byte)length;
        whole[..length].CopyTo(name[1..]);
        return 1 + length;
    }

    private SourceKey Hash(ReadOnlySpan<byte> name)
    {
        var today = Volatile.Read(ref day);
        if (clock.GetUtcNow() >= today.Ends)
        {
            var next = new Day(RandomNumberGenerator.GetBytes(32), clock.GetUtcNow() + KeyLasts);
            today = Interlocked.CompareExchange(ref day, next, today) == today ? next : Volatile.Read(ref day);
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(today.Key, name, hash);
        return new SourceKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    private sealed record Day(byte[] Key, DateTimeOffset Ends);
}
