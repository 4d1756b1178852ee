using System.Net;
using System.Net.Sockets;

namespace Netralitas.Faults.Processes;

/// <summary>Ports of loopback that nobody uses.</summary>
internal static class Ports
{
    private static readonly HashSet<int> Given = [];

    /// <summary>A port that was not given before.</summary>
    internal static int TakeFree()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Given)
            {
                if (Given.Add(port))
                {
                    return port;
                }
            }
        }
    }
}
