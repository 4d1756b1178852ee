using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aspire.Hosting.RabbitMQ;

internal enum AmqpAnswer
{
    Silent,
    Refused,
    Open,
}

/// <summary>
/// As much of AMQP 0-9-1 as it takes to see that the broker lets a user into the virtual host "/": start, tune, open, close.
/// A client library would be the largest part of the AppHost.
/// </summary>
internal static class AmqpHandshake
{
    private const int Start = 10, StartOk = 11, Tune = 30, TuneOk = 31, Open = 40, OpenOk = 41, Close = 50;
    private static readonly byte[] Header = [.. "AMQP"u8, 0, 0, 9, 1];

    internal static async Task<AmqpAnswer> TryAsync(int port, string user, string password, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Header, limit.Token).ConfigureAwait(false);
            return await ReadAsync(stream, limit.Token).ConfigureAwait(false) is (Start, _)
                ? await LogInAsync(stream, user, password, limit.Token).ConfigureAwait(false)
                : AmqpAnswer.Silent;
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return AmqpAnswer.Silent;
        }
    }

    private static async Task<AmqpAnswer> LogInAsync(NetworkStream stream, string user, string password, CancellationToken cancellationToken)
    {
        // With this capability a wrong password is answered, instead of a connection that is closed without a word.
        byte[] capability = [.. Short("authentication_failure_close"), (byte)'t', 1];
        byte[] capabilities = [.. Short("capabilities"), (byte)'F', .. Long(capability)];
        byte[] login = [0, .. Encoding.UTF8.GetBytes(user), 0, .. Encoding.UTF8.GetBytes(password)];
        await WriteAsync(stream, StartOk, [.. Long(capabilities), .. Short("PLAIN"), .. Long(login), .. Short("en_US")], cancellationToken).ConfigureAwait(false);
        if (await ReadAsync(stream, cancellationToken).ConfigureAwait(false) is not (Tune, var tune))
        {
            return AmqpAnswer.Refused;
        }

        await WriteAsync(stream, TuneOk, tune, cancellationToken).ConfigureAwait(false);
        await WriteAsync(stream, Open, [.. Short("/"), .. Short(""), 0], cancellationToken).ConfigureAwait(false);
        if (await ReadAsync(stream, cancellationToken).ConfigureAwait(false) is not (OpenOk, _))
        {
            return AmqpAnswer.Refused;
        }

        // 200, no text, no method: an ordinary goodbye.
        await WriteAsync(stream, Close, [0, 200, .. Short(""), 0, 0, 0, 0], cancellationToken).ConfigureAwait(false);
        await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return AmqpAnswer.Open;
    }

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Long(byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. content];
    }

    // A frame: type 1 (method), channel 0, length, class 10 (connection), method, arguments, end mark.
    private static ValueTask WriteAsync(NetworkStream stream, int method, byte[] arguments, CancellationToken cancellationToken) =>
        stream.WriteAsync(new byte[] { 1, 0, 0 }.Concat(Long([0, 10, 0, (byte)method, .. arguments])).Append((byte)0xCE).ToArray(), cancellationToken);

    private static async Task<(int Method, byte[] Arguments)> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[7];
        await stream.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(3));
        if (head[0] != 1 || length is < 4 or > 1_000_000)
        {
            throw new IOException("This is not AMQP.");
        }

        var body = new byte[length + 1];
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return (body[3], body[4..^1]);
    }
}
