using System.Globalization;
using Netralitas.Pledges.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>Who used the processors: so far, or between two moments.</summary>
/// <param name="Client">This program.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="Service">The service, with what it does besides.</param>
/// <param name="Database">PostgreSQL.</param>
/// <param name="Broker">RabbitMQ.</param>
/// <param name="All">Everything on the machine.</param>
/// <param name="Idle">Nobody.</param>
internal sealed record Uses(TimeSpan Client, TimeSpan Gateway, TimeSpan Service, TimeSpan Database, TimeSpan Broker, TimeSpan All, TimeSpan Idle)
{
    // The kernel counts in hundredths of a second.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Behind the client.</summary>
    internal TimeSpan Server => Gateway + Service;

    internal static Uses Now(PledgesService pledges, GatewayProcess gateway)
    {
        var own = Descendants();
        var machine = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)).ToArray();
        // User, nice, system, interrupts; idle and waiting for a disk.
        return new Uses(
            Environment.CpuUsage.TotalTime, gateway.ProcessorTime, pledges.ProcessorTime, Of(own, "postgres"), Of(own, "beam.smp"),
            (machine[0] + machine[1] + machine[2] + machine[5] + machine[6]) * Tick, (machine[3] + machine[4]) * Tick);
    }

    /// <summary>What each of some calls used since.</summary>
    internal Uses Since(Uses before, int calls) => new(
        (Client - before.Client) / calls, (Gateway - before.Gateway) / calls, (Service - before.Service) / calls, (Database - before.Database) / calls, (Broker - before.Broker) / calls,
        (All - before.All) / calls, (Idle - before.Idle) / calls);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Client.TotalMicroseconds:N0} µs client, {Gateway.TotalMicroseconds:N0} gateway, {Service.TotalMicroseconds:N0} service, {Database.TotalMicroseconds:N0} PostgreSQL, {Broker.TotalMicroseconds:N0} broker, {(All - Client - Server - Database - Broker).TotalMicroseconds:N0} others, {Idle.TotalMicroseconds:N0} idle");

    // A process that ended is counted by its parent, if that is one of these.
    private static TimeSpan Of(List<Entry> own, string name)
    {
        var named = own.Where(entry => entry.Name == name).ToDictionary(entry => entry.Id);
        return named.Values.Sum(entry => entry.Used + (named.ContainsKey(entry.Parent) ? 0 : entry.UsedByChildren)) * Tick;
    }

    private static List<Entry> Descendants()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().ToLookup(entry => entry.Parent);
        List<Entry> found = [.. all[Environment.ProcessId]];
        for (var n = 0; n < found.Count; n++)
        {
            found.AddRange(all[found[n].Id]);
        }

        return found;
    }

    private static Entry? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var (open, close) = (line.IndexOf('(', StringComparison.Ordinal), line.LastIndexOf(')'));
            // From the state on, which is the third of proc_pid_stat(5).
            var fields = line[(close + 2)..].Split(' ');
            long Number(int field) => long.Parse(fields[field - 3], CultureInfo.InvariantCulture);
            return new Entry(id, (int)Number(4), line[(open + 1)..close], Number(14) + Number(15), Number(16) + Number(17));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, string Name, long Used, long UsedByChildren);
}
