using System.Net;
using System.Net.Sockets;

namespace Netralitas.Testing;

/// <summary>Ports for processes that a test starts.</summary>
internal static class FreePort
{
    // Below those that the system gives to outgoing connections: one of them can be taken by another program between its choice and its use.
    private const int First = 15_000;
    private const int End = 32_000;

    /// <summary>A port of the loopback address that nobody listens on.</summary>
    internal static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
