using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Running;

/// <summary>
/// Free ports on loopback, held by a bound socket until their process starts, so that suites beside each other never choose the same one.
/// They lie below the range from which the system takes ports for outgoing connections.
/// </summary>
internal sealed class Ports : IDisposable
{
    private readonly Dictionary<int, Socket> _held = [];
    private readonly Lock _lock = new();

    internal int TakeFree()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(10_000, 32_000);
            if (TryHold(port))
            {
                return port;
            }
        }

        throw new DistributedApplicationException("No free port was found on 127.0.0.1 between 10000 and 32000.");
    }

    /// <summary>Holds a port that the model fixes; false if something already listens there.</summary>
    internal bool TryHold(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }

        lock (_lock)
        {
            return _held.TryAdd(port, socket);
        }
    }

    /// <summary>Lets go of a port just before the process that shall listen on it starts.</summary>
    internal void Release(int port)
    {
        lock (_lock)
        {
            if (_held.Remove(port, out var socket))
            {
                socket.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var socket in _held.Values)
            {
                socket.Dispose();
            }

            _held.Clear();
        }
    }
}
