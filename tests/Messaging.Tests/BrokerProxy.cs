using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Netralitas.Messaging.Tests;

/// <summary>Stands between a service and the broker, and can fall silent without closing anything.</summary>
internal sealed class BrokerProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri broker;
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentBag<TaskCompletionSource<bool>> open = [];
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly Task accepting;
    private volatile TaskCompletionSource flowing = Flowing();
    private volatile bool newOnesFlow = true;
    private int cutsToCome;

    // Class and method of queue.declare, as they stand in a frame of AMQP 0-9-1.
    private static ReadOnlySpan<byte> Declare => [0, 50, 0, 10];

    internal BrokerProxy(string brokerAddress)
    {
        broker = new Uri(brokerAddress);
        listener.Start();
        accepting = AcceptAsync();
    }

    internal string Address => new UriBuilder(broker) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri.ToString();

    /// <summary>What is connected hears nothing more, ever; what connects from now on does.</summary>
    internal void LoseWhatIsOpen() => Freeze(forGood: true);

    /// <summary>Closes what is connected, and so many of the connections to come as each declares its first queue.</summary>
    internal void CloseAndCutAtDeclares(int times)
    {
        Interlocked.Exchange(ref cutsToCome, times);
        foreach (var client in clients)
        {
            client.Close();
        }
    }

    /// <summary>Whether all those were cut.</summary>
    internal bool HasCutAll => Volatile.Read(ref cutsToCome) <= 0;

    /// <summary>Nobody hears anything until <see cref="Thaw"/>.</summary>
    internal void Freeze()
    {
        newOnesFlow = false;
        flowing = new TaskCompletionSource();
        Freeze(forGood: false);
    }

    /// <summary>What is connected hears again.</summary>
    internal void Thaw()
    {
        newOnesFlow = true;
        flowing.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private void Freeze(bool forGood)
    {
        foreach (var connection in open)
        {
            connection.TrySetResult(forGood);
        }
    }

    private static TaskCompletionSource Flowing()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(end.Token);
            var frozen = new TaskCompletionSource<bool>();
            open.Add(frozen);
            clients.Add(client);
            if (!newOnesFlow)
            {
                frozen.SetResult(false);
            }

            _ = ForwardAsync(client, frozen.Task);
        }
    }

    private async Task ForwardAsync(TcpClient client, Task<bool> frozen)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(broker.Host, broker.Port, end.Token);
            await Task.WhenAny(CopyAsync(client, server, frozen), CopyAsync(server, client, frozen));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Task<bool> frozen)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer, end.Token)) > 0)
        {
            if (buffer.AsSpan(0, read).IndexOf(Declare) >= 0 && Interlocked.Decrement(ref cutsToCome) >= 0)
            {
                return;
            }

            if (frozen.IsCompleted)
            {
                if (await frozen)
                {
                    continue;
                }

                await flowing.Task.WaitAsync(end.Token);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), end.Token);
        }
    }
}
