using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>A way to the database that can be shut: connections are reset, and new ones refused, as when a server dies.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly (string Host, int Port) server;
    private readonly int port;
    private readonly List<Socket> open = [];
    private readonly Lock gate = new();
    private TcpListener? listener;

    internal Relay(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        server = (parts.Host!, parts.Port);
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
        Connection = new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = port }.ConnectionString;
    }

    /// <summary>The same database, through here.</summary>
    internal string Connection { get; }

    internal void Shut()
    {
        listener?.Stop();
        listener = null;
        lock (gate)
        {
            foreach (var socket in open)
            {
                // Without lingering: the other side sees a reset.
                socket.Close(0);
            }

            open.Clear();
        }
    }

    internal void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        Shut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        while (true)
        {
            Socket inner;
            try
            {
                inner = await from.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            var outer = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await outer.ConnectAsync(server.Host, server.Port);
            lock (gate)
            {
                open.AddRange([inner, outer]);
            }

            _ = PumpAsync(inner, outer);
            _ = PumpAsync(outer, inner);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException)
        {
            // Shut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
