using System.Net;
using System.Net.Sockets;

namespace Netralitas.Faults.Wires;

/// <summary>A wire between two parts that can be made slow, deaf or broken while it carries their conversation.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Socket> open = [];
    private readonly Lock gate = new();
    private readonly IPEndPoint target;
    private readonly Task accepting;
    private long delayTicks;
    private volatile bool swallowsReplies;

    internal TcpProxy(string host, int port)
    {
        target = new IPEndPoint(IPAddress.Parse(host), port);
        listener.Start();
        accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How long each piece of a request is held back on its way.</summary>
    internal TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref delayTicks));
        set => Volatile.Write(ref delayTicks, value.Ticks);
    }

    /// <summary>Whether what the server answers is thrown away.</summary>
    internal bool SwallowsReplies
    {
        get => swallowsReplies;
        set => swallowsReplies = value;
    }

    /// <summary>Resets every conversation.</summary>
    /// <returns>How many there were.</returns>
    internal int Reset()
    {
        lock (gate)
        {
            foreach (var socket in open)
            {
                // No goodbye: the other side sees a reset.
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
            }

            var count = open.Count;
            open.Clear();
            return count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        Reset();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            _ = CarryAsync(await listener.AcceptSocketAsync(stop.Token));
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (gate)
        {
            open.Add(client);
        }

        try
        {
            await server.ConnectAsync(target, stop.Token);
            await Task.WhenAny(PumpAsync(client, server, isRequest: true), PumpAsync(server, client, isRequest: false));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The target is away; the client sees its connection close.
        }
        finally
        {
            lock (gate)
            {
                open.Remove(client);
            }

            client.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isRequest)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is > 0 and var read)
            {
                if (isRequest && Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, stop.Token);
                }

                if (isRequest || !SwallowsReplies)
                {
                    await to.SendAsync(buffer.AsMemory(0, read), stop.Token);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other is closed by who called.
        }
    }
}
