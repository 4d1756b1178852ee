using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Wires;

/// <summary>A network of the suite's own: a bridge, and for each part a namespace with a wire to it. Only inside a namespace that this program was given.</summary>
internal sealed class Network(SuiteSettings settings)
{
    private const string Bridge = "faults0";
    private readonly Dictionary<string, string> addresses = [];

    /// <summary>Makes the bridge, with an address for this program and the client.</summary>
    internal async Task CreateAsync(CancellationToken cancel)
    {
        await IpAsync(cancel, "link", "add", Bridge, "type", "bridge");
        await IpAsync(cancel, "addr", "add", "10.213.0.1/24", "dev", Bridge);
        await IpAsync(cancel, "link", "set", Bridge, "up");
    }

    /// <summary>Gives a part an address and a namespace of its own, for its next start.</summary>
    internal async Task AttachAsync(Part part, CancellationToken cancel)
    {
        var (space, wire, address) = ($"faults-{part.Name}", $"w{addresses.Count}", $"10.213.0.{addresses.Count + 2}");
        addresses.Add(part.Name, address);
        await IpAsync(cancel, "netns", "add", space);
        await IpAsync(cancel, "link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", space);
        await IpAsync(cancel, "link", "set", wire, "master", Bridge, "up");
        await IpAsync(cancel, "-n", space, "addr", "add", $"{address}/24", "dev", "eth0");
        await IpAsync(cancel, "-n", space, "link", "set", "eth0", "up");
        await IpAsync(cancel, "-n", space, "link", "set", "lo", "up");
        (part.Host, part.Network) = (address, space);
    }

    /// <summary>Lets what one part sends to another vanish; nobody is told. The way back stays open.</summary>
    internal Task CutAsync(Part from, Part to, CancellationToken cancel) =>
        // The wire carries it to a station that does not exist.
        IpAsync(cancel, "-n", from.Network!, "neigh", "replace", to.Host, "lladdr", "02:00:00:00:00:99", "nud", "permanent", "dev", "eth0");

    /// <summary>Undoes <see cref="CutAsync"/>.</summary>
    internal Task HealAsync(Part from, Part to, CancellationToken cancel) => IpAsync(cancel, "-n", from.Network!, "neigh", "del", to.Host, "dev", "eth0");

    /// <summary>Takes the bridge and all namespaces away.</summary>
    internal async Task RemoveAsync(CancellationToken cancel)
    {
        foreach (var part in addresses.Keys)
        {
            await IpAsync(cancel, "netns", "del", $"faults-{part}");
        }

        await IpAsync(cancel, "link", "del", Bridge);
        addresses.Clear();
    }

    private Task IpAsync(CancellationToken cancel, params string[] arguments) =>
        ChildProcess.RunAsync(new Launch { Command = ["ip", .. arguments], Log = Path.Combine(settings.Logs, "ip.log") }, cancel);
}
